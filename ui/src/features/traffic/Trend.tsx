import { useTranslation } from 'react-i18next';

import type { TrafficTrend } from '../../shared/api/client';
import { Ago, Moment } from '../../shared/time/Moment';
import { formatBytes } from '../../shared/ui/bytes';
import { Code } from '../../shared/ui/Code';
import { DataTable } from '../../shared/ui/DataTable';
import { Panel } from '../../shared/ui/Panel';
import { everyHour, OUTCOMES, type Attempts } from './everyHour';

/** How often something was tried hour by hour and how that went, and whom it was tried with. */
export function Trend({ trend: { hours, peers } }: { trend: TrafficTrend }) {
  const { t } = useTranslation();
  return (
    <div className="cf-trend">
      <Panel title={t('traffic.trend.hours')} text={t('traffic.trend.text')}>
        <Bars hours={hours} />
        <details>
          <summary>{t('traffic.trend.asTable')}</summary>
          <DataTable
            label={t('traffic.trend.hours')}
            rows={hours.toReversed()}
            rowKey={({ start }) => start}
            columns={[
              { title: t('traffic.trend.hour'), cell: ({ start }) => <Moment at={start} /> },
              ...OUTCOMES.map((outcome) => ({
                title: t(`traffic.trend.${outcome}`),
                numeric: true,
                cell: ({ sums }: TrafficTrend['hours'][number]) => sums.attempts[outcome].toLocaleString(),
              })),
              {
                title: t('traffic.column.sent'),
                numeric: true,
                cell: ({ sums }) => formatBytes(sums.initiatorBytes),
              },
              {
                title: t('traffic.column.received'),
                numeric: true,
                cell: ({ sums }) => formatBytes(sums.responderBytes),
              },
            ]}
          />
        </details>
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
              cell: ({ peer }) => (peer ? <Code>{peer}</Code> : t('traffic.trend.rest')),
            },
            ...OUTCOMES.map((outcome) => ({
              title: t(`traffic.trend.${outcome}`),
              numeric: true,
              cell: ({ sums }: TrafficTrend['peers'][number]) => sums.attempts[outcome].toLocaleString(),
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

function Bars({ hours }: { hours: TrafficTrend['hours'] }) {
  const { t } = useTranslation();
  const bars = everyHour(hours);
  const most = Math.max(...bars.map(sumOf), 1);
  const sum = bars.reduce((all, attempts) => all + sumOf(attempts), 0);
  return (
    <figure className="cf-bars">
      <div className="cf-bars__hours" role="img" aria-label={t('traffic.trend.label', { count: sum, most })}>
        {bars.map((attempts, index) => (
          <span key={index} className="cf-bars__hour">
            {OUTCOMES.filter((outcome) => attempts[outcome] > 0).map((outcome) => (
              <span
                key={outcome}
                className={`cf-bars__part cf-bars__part--${outcome}`}
                style={{ blockSize: `${String((attempts[outcome] / most) * 100)}%` }}
              />
            ))}
          </span>
        ))}
      </div>
      <figcaption className="cf-bars__legend">
        {OUTCOMES.map((outcome) => (
          <span key={outcome} className="cf-small">
            <span className={`cf-bars__key cf-bars__part--${outcome}`} aria-hidden="true" />
            {t(`traffic.trend.${outcome}`)}
          </span>
        ))}
        <span className="cf-small">{t('traffic.trend.label', { count: sum, most })}</span>
      </figcaption>
    </figure>
  );
}

function sumOf(attempts: Attempts): number {
  return OUTCOMES.reduce((sum, outcome) => sum + attempts[outcome], 0);
}
