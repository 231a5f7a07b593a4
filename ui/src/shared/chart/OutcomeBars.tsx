import { useTranslation } from 'react-i18next';

import { formatNumber } from '../text/numbers';
import { Moment } from '../time/Moment';
import { timeFormat } from '../time/timeFormat';
import { Bars, type Tone } from '../ui/Bars';
import { DataTable } from '../ui/DataTable';
import { sumOf, WAYS, type Bar, type Way } from './outcomes';

const TONES: Record<Way, Tone> = {
  answered: 'good',
  unanswered: 'quiet',
  refused: 'bad',
  rejected: 'other',
  open: 'other',
};

const hour = timeFormat({ weekday: 'short', hour: '2-digit', minute: '2-digit' });

interface OutcomeBarsProps {
  title: string;
  /** One bar for each hour, the earliest first. */
  bars: Bar[];
}

/** How often something was tried, hour by hour, and how that went; the numbers stand in a table behind it. */
export function OutcomeBars({ title, bars }: OutcomeBarsProps) {
  const { t } = useTranslation();
  const most = Math.max(...bars.map(sumOf), 1);
  const count = bars.reduce((all, bar) => all + sumOf(bar), 0);
  const told = WAYS.filter((way) => bars.some(({ ways }) => (ways[way] ?? 0) > 0));
  return (
    <>
      <Bars
        parts={told.map((way) => ({ key: way, label: t(`trend.${way}`), tone: TONES[way] }))}
        bars={bars.map(({ start, ways }) => ({
          label: hour.format(start),
          counts: told.map((way) => ways[way] ?? 0),
        }))}
        label={t('trend.label', { count, most, step: t('trend.a.hour') })}
      />
      <details>
        <summary>{t('asTable')}</summary>
        <DataTable
          label={title}
          rows={bars.filter((bar) => sumOf(bar) > 0).toReversed()}
          rowKey={({ start }) => String(start)}
          columns={[
            { title: t('trend.when'), cell: ({ start }) => <Moment at={new Date(start).toISOString()} /> },
            ...told.map((way) => ({
              title: t(`trend.${way}`),
              numeric: true,
              cell: ({ ways }: Bar) => formatNumber(ways[way] ?? 0),
            })),
          ]}
        />
      </details>
    </>
  );
}
