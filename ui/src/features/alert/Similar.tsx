import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Alert } from '../../shared/api/client';
import { otherEndOf, similarAlertsQuery, useSiteNames } from '../../shared/api/queries';
import { formatNumber } from '../../shared/text/numbers';
import { Ago } from '../../shared/time/Moment';
import { DataTable } from '../../shared/ui/DataTable';
import { DeviceLink } from '../../shared/ui/DeviceLink';
import { Panel } from '../../shared/ui/Panel';

const MOST_SHOWN = 8;

/** The same rule or pattern, with the same other end, at other sites that the viewer sees; nothing where there is none. */
export function Similar({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const siteName = useSiteNames();
  const { data = [] } = useQuery(similarAlertsQuery(alert));
  if (data.length === 0) {
    return null;
  }
  const peer = otherEndOf(alert);
  return (
    <Panel title={t('alert.similar.title')} text={t(peer === undefined ? 'alert.similar.kind' : 'alert.similar.text')}>
      <DataTable
        label={t('alert.similar.title')}
        rows={data.slice(0, MOST_SHOWN)}
        rowKey={({ id }) => id}
        rowsAreLinks
        columns={[
          { title: t('alert.site'), cell: ({ site }) => siteName(site) },
          { title: t('alert.device'), cell: (one) => <DeviceLink alert={one} className="cf-row__above" /> },
          {
            title: t('violations.column.what'),
            width: 'large',
            cell: ({ id, what }) => (
              <Link to="/violations/$id" params={{ id }} className="cf-row__link" lang="en">
                {what}
              </Link>
            ),
          },
          { title: t('filter.state'), width: 'needed', cell: ({ state }) => t(`state.${state}`) },
          {
            title: t('violations.column.count'),
            width: 'needed',
            numeric: true,
            cell: ({ count }) => formatNumber(count),
          },
          {
            title: t('violations.column.last'),
            width: 'needed',
            cell: ({ last, site }) => <Ago at={last} site={site} />,
          },
        ]}
      />
      <p className="cf-small">
        <Link
          to="/violations"
          search={{ origin: alert.origin, state: 'all', ...(peer !== undefined && { peer }), group: 'device' }}
        >
          {t('alert.similar.all')}
        </Link>
      </p>
    </Panel>
  );
}
