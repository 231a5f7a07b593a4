import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { TrafficTrend } from '../../shared/api/client';
import { formatNumber } from '../../shared/text/numbers';
import { millisOf, OUTCOMES, type Step, type Stretch } from '../../shared/time/everyStep';
import { Ago } from '../../shared/time/Moment';
import { formatBytes } from '../../shared/ui/bytes';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';
import { Panel } from '../../shared/ui/Panel';
import { TrendChart } from '../../shared/ui/TrendChart';
import { trafficFilters, type TrafficFilters } from './trafficFilters';

interface TrendProps {
  trend: TrafficTrend;
  filters: TrafficFilters;
}

/** How often something was tried hour by hour and how that went, and whom it was tried with. */
export function Trend({ trend: { hours, peers }, filters }: TrendProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = (stretch: Stretch, step: Step) => flowsOf(filters, stretch, step);
  return (
    <div className="cf-trend">
      <Panel title={t('traffic.trend.hours')} text={t('traffic.trend.text')}>
        <TrendChart
          title={t('traffic.trend.hours')}
          hours={hours}
          wayTo={(stretch, step, when) => (
            <Link to="/traffic" search={search(stretch, step)}>
              {when}
            </Link>
          )}
          onChoose={(stretch, step) => {
            void navigate({ to: '/traffic', search: search(stretch, step) });
          }}
        />
      </Panel>
      <Panel title={t('traffic.trend.peers')}>
        <DataTable
          label={t('traffic.trend.peers')}
          rows={peers}
          rowKey={({ peer }) => peer ?? ''}
          columns={[
            {
              title: t('traffic.column.peer'),
              width: 'large',
              cell: ({ peer }) =>
                peer ? (
                  <Link to="/traffic" search={trafficFilters({ ...filters, peer })}>
                    <Code>{peer}</Code>
                  </Link>
                ) : (
                  t('traffic.trend.rest')
                ),
            },
            ...OUTCOMES.map((outcome) => ({
              title: t(`trend.${outcome}`),
              numeric: true,
              cell: ({ sums }: TrafficTrend['peers'][number]) => formatNumber(sums.attempts[outcome]),
            })),
            { title: t('traffic.column.sent'), numeric: true, cell: ({ sums }) => formatBytes(sums.initiatorBytes) },
            {
              title: t('traffic.column.received'),
              numeric: true,
              cell: ({ sums }) => formatBytes(sums.responderBytes),
            },
            { title: t('traffic.trend.last'), width: 'needed', cell: ({ last }) => <Ago at={last} /> },
          ]}
        />
      </Panel>
    </div>
  );
}

/** The flows behind a bar. */
function flowsOf(filters: TrafficFilters, { start }: Stretch, step: Step): TrafficFilters {
  return trafficFilters({
    ...filters,
    kind: undefined,
    from: new Date(start).toISOString(),
    to: new Date(start + millisOf(step)).toISOString(),
  });
}
