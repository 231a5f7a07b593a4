import { useTranslation } from 'react-i18next';

import { Moment } from '../time/Moment';
import { DataTable } from '../ui/DataTable';
import { sumOf, WAYS, type Bar } from './outcomes';

import './outcome-bars.css';

const hour = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' });

interface OutcomeBarsProps {
  title: string;
  /** One bar for each hour, the earliest first. */
  bars: Bar[];
}

/** How often something was tried, hour by hour, and how that went; the numbers stand in a table behind it. */
export function OutcomeBars({ title, bars }: OutcomeBarsProps) {
  const { t } = useTranslation();
  const most = Math.max(...bars.map(sumOf), 1);
  const sum = bars.reduce((all, bar) => all + sumOf(bar), 0);
  const told = WAYS.filter((way) => bars.some(({ ways }) => (ways[way] ?? 0) > 0));
  const [first, last] = [bars[0], bars.at(-1)];
  return (
    <figure className="cf-outcome-bars">
      <div className="cf-outcome-bars__hours" role="img" aria-label={t('outcomeBars.label', { title, sum, most })}>
        {bars.map((bar) => (
          <span key={bar.start} className="cf-outcome-bars__hour" title={textOf(bar)}>
            {told.map((way) => (
              <span
                key={way}
                className={`cf-outcome-bars__part cf-outcome-bars--${way}`}
                style={{ blockSize: `${String(((bar.ways[way] ?? 0) / most) * 100)}%` }}
              />
            ))}
          </span>
        ))}
      </div>
      <div className="cf-outcome-bars__axis cf-small" aria-hidden="true">
        <span>{first && hour.format(first.start)}</span>
        <span>{last && hour.format(last.start)}</span>
      </div>
      <figcaption className="cf-outcome-bars__legend cf-small">
        {told.map((way) => (
          <span key={way}>
            <span className={`cf-outcome-bars__key cf-outcome-bars--${way}`} aria-hidden="true" />
            {t(`outcomeBars.${way}`)}
          </span>
        ))}
        <span>{t('outcomeBars.sum', { count: sum, most })}</span>
      </figcaption>
      <details>
        <summary>{t('outcomeBars.asTable')}</summary>
        <DataTable
          label={title}
          rows={bars.filter((bar) => sumOf(bar) > 0).toReversed()}
          rowKey={({ start }) => String(start)}
          columns={[
            { title: t('outcomeBars.hour'), cell: ({ start }) => <Moment at={new Date(start).toISOString()} /> },
            ...told.map((way) => ({
              title: t(`outcomeBars.${way}`),
              numeric: true,
              cell: ({ ways }: Bar) => (ways[way] ?? 0).toLocaleString(),
            })),
          ]}
        />
      </details>
    </figure>
  );

  function textOf(bar: Bar): string {
    const parts = told
      .filter((way) => (bar.ways[way] ?? 0) > 0)
      .map((way) => `${t(`outcomeBars.${way}`)} ${(bar.ways[way] ?? 0).toLocaleString()}`);
    return `${hour.format(bar.start)}: ${parts.length > 0 ? parts.join(', ') : t('outcomeBars.nothing')}`;
  }
}
