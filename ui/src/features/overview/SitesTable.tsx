import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { SiteAtAGlance } from '../../shared/api/client';
import { formatNumber } from '../../shared/text/numbers';
import { SeverityCounts } from '../../shared/ui/SeverityCounts';
import { Share } from '../../shared/ui/Share';
import { VirtualTable } from '../../shared/ui/VirtualTable';

/** Many sites, a row each. */
export function SitesTable({ sites }: { sites: SiteAtAGlance[] }) {
  const { t } = useTranslation();
  return (
    <VirtualTable
      label={t('overview.sites')}
      rows={sites}
      rowKey={({ id }) => id}
      rowData={({ id }) => ({ 'data-site': id })}
      rowsAreLinks
      columns={[
        {
          title: t('overview.column.site'),
          width: 'large',
          cell: ({ id, name }) => (
            <>
              <Link to="/" search={{ site: id }} className="cf-row__link">
                {name}
              </Link>
              {name !== id && <div className="cf-small">{id}</div>}
            </>
          ),
        },
        {
          title: t('overview.column.violations'),
          cell: ({ id, openAlerts }) => <SeverityCounts counts={openAlerts} site={id} />,
        },
        {
          title: t('overview.column.devices'),
          width: 'needed',
          numeric: true,
          cell: ({ id, devices }) => (
            <Link to="/devices" search={{ site: id }} className="cf-row__above">
              {formatNumber(devices)}
            </Link>
          ),
        },
        {
          title: t('overview.column.new'),
          width: 'needed',
          numeric: true,
          cell: ({ id, newDevices }) => <Devices site={id} standing="new" count={newDevices} />,
        },
        {
          title: t('overview.column.quiet'),
          width: 'needed',
          numeric: true,
          cell: ({ id, quietDevices }) => <Devices site={id} standing="quiet" count={quietDevices} />,
        },
        { title: t('overview.column.sensors'), width: 'needed', cell: (site) => <Sensors site={site} /> },
        {
          title: t('overview.column.coverage'),
          width: 'needed',
          cell: ({ coverage }) => (coverage === undefined ? '–' : <Share share={coverage} />),
        },
      ]}
    />
  );
}

function Devices({ site, standing, count }: { site: string; standing: 'new' | 'quiet'; count: number }) {
  return count === 0 ? (
    <span className="cf-small">0</span>
  ) : (
    <Link to="/devices" search={{ site, standing }} className="cf-row__above">
      {formatNumber(count)}
    </Link>
  );
}

function Sensors({ site: { id, sensors, silent, troubled } }: { site: SiteAtAGlance }) {
  const { t } = useTranslation();
  if (sensors === 0) {
    return <span className="cf-no">{t('overview.noSensor')}</span>;
  }
  return (
    <Link to="/sensors" search={{ site: id }} className="cf-row__above">
      {silent > 0
        ? t('overview.silentOf', { count: silent, all: sensors })
        : troubled > 0
          ? t('overview.troubledOf', { count: troubled, all: sensors })
          : t('overview.wellOf', { count: sensors })}
    </Link>
  );
}
