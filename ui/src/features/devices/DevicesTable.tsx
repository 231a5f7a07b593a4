import { Checkbox } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { DeviceSummary } from '../../shared/api/client';
import { useSiteNames } from '../../shared/api/queries';
import { formatNumber } from '../../shared/text/numbers';
import { Ago } from '../../shared/time/Moment';
import { Code } from '../../shared/ui/Code';
import { VirtualTable } from '../../shared/ui/VirtualTable';

const ADDRESSES_SHOWN = 2;

interface DevicesTableProps {
  devices: DeviceSummary[];
  /** The devices that are chosen for comparing, each as site/id. */
  chosen: readonly string[];
  onChoose: (device: string, isChosen: boolean) => void;
  onNearEnd: () => void;
}

export function DevicesTable({ devices, chosen, onChoose, onNearEnd }: DevicesTableProps) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  return (
    <VirtualTable
      label={t('devices.table')}
      rows={devices}
      rowData={({ site, id }) => ({ 'data-device': `${site}/${id}` })}
      onNearEnd={onNearEnd}
      rowKey={({ site, id }) => `${site}/${id}`}
      rowsAreLinks
      columns={[
        {
          title: t('devices.column.compare'),
          width: 'needed',
          cell: ({ site, id, name }) => (
            <Checkbox
              id={`compare-${site}-${id}`}
              className="cf-row__above"
              aria-label={t('devices.compare.choose', { device: name })}
              isChecked={chosen.includes(`${site}/${id}`)}
              onChange={(_event, isChosen) => {
                onChoose(`${site}/${id}`, isChosen);
              }}
            />
          ),
        },
        {
          title: t('devices.column.name'),
          cell: ({ site, id, name, listed }) => (
            <>
              <Link to="/devices/$site/$device" params={{ site, device: id }} className="cf-row__link">
                {name}
              </Link>
              {!listed && <div className="cf-small">{t('devices.unlisted')}</div>}
            </>
          ),
        },
        { title: t('devices.column.site'), cell: ({ site }) => siteName(site) },
        {
          title: t('devices.column.zone'),
          cell: ({ zone }) => zone ?? <span className="cf-small">{t('devices.noZone')}</span>,
        },
        {
          title: t('devices.column.addresses'),
          cell: ({ addresses }) => <Code>{addresses.slice(0, ADDRESSES_SHOWN).join(', ')}</Code>,
        },
        { title: t('devices.column.mac'), cell: ({ mac }) => mac && <Code>{mac}</Code> },
        {
          title: t('devices.column.alerts'),
          width: 'needed',
          numeric: true,
          cell: (device) => <OpenAlerts device={device} />,
        },
        {
          title: t('devices.column.lastSeen'),
          width: 'needed',
          cell: ({ lastSeen, site }) => <Ago at={lastSeen} site={site} />,
        },
      ]}
    />
  );
}

function OpenAlerts({ device: { site, id, openAlerts } }: { device: DeviceSummary }) {
  const { t } = useTranslation();
  return openAlerts > 0 ? (
    <Link to="/violations" search={{ site, device: id }} className="cf-row__above">
      {formatNumber(openAlerts)}
    </Link>
  ) : (
    <span className="cf-small">{t('devices.none')}</span>
  );
}
