import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { TrafficTrend } from '../api/client';
import { VERDICTS } from '../api/trafficScope';
import { formatNumber } from '../text/numbers';
import { everyStep, millisOf, OUTCOMES, STEPS, type Step, type Stretch } from '../time/everyStep';
import { Moment } from '../time/Moment';
import { timeFormat } from '../time/timeFormat';
import { Bars, sum, type Part, type Tone } from './Bars';
import { formatBytes } from './bytes';
import { DataTable } from './DataTable';

const day = timeFormat({ day: 'numeric', month: 'short', timeZone: 'UTC' });
const hour = timeFormat({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

const SIDES = ['outcome', 'verdict', 'volume'] as const;
type Side = (typeof SIDES)[number];

const TONES: Record<string, Tone> = {
  answered: 'good',
  unanswered: 'quiet',
  refused: 'bad',
  rejected: 'other',
  violation: 'bad',
  allowed: 'good',
  unjudged: 'quiet',
  sent: 'other',
  received: 'good',
};

export interface Mark {
  /** Milliseconds since 1970. */
  at: number;
  label: string;
}

interface TrendChartProps {
  title: string;
  hours: TrafficTrend['hours'];
  step?: Step;
  /** What else happened, that may explain a change. */
  marks?: readonly Mark[];
  /** What a step of time leads to. */
  wayTo?: (stretch: Stretch, step: Step, when: ReactNode) => ReactNode;
  onChoose?: (stretch: Stretch, step: Step) => void;
}

/** How often something was tried over time: by how it went, by what the policy says, or by how much. */
export function TrendChart({ title, hours, step: first = 'hour', marks = [], wayTo, onChoose }: TrendChartProps) {
  const { t } = useTranslation();
  const [side, setSide] = useState<Side>('outcome');
  const [step, setStep] = useState<Step>(first);
  const stretches = everyStep(hours, step);
  const parts = partsOf(side).map((key): Part => ({ key, label: t(`trend.${key}`), tone: TONES[key] ?? 'other' }));
  const bars = stretches.map((stretch) => ({
    label: whenOf(stretch, step),
    counts: countsOf(stretch, side),
    marks: marksOf(stretch, step, marks),
  }));
  const sums = bars.map(({ counts }) => sum(counts));
  const most = Math.max(...sums, 0);
  const label =
    side === 'volume'
      ? t('trend.bytesLabel', { sum: formatBytes(sum(sums)), most: formatBytes(most), step: t(`trend.a.${step}`) })
      : t('trend.label', { count: sum(sums), most, step: t(`trend.a.${step}`) });
  return (
    <>
      <div className="cf-trend__choices">
        <ToggleGroup aria-label={t('trend.side')}>
          {SIDES.map((one) => (
            <ToggleGroupItem
              key={one}
              text={t(`trend.by.${one}`)}
              isSelected={one === side}
              onChange={() => {
                setSide(one);
              }}
            />
          ))}
        </ToggleGroup>
        <ToggleGroup aria-label={t('trend.step')}>
          {STEPS.map((one) => (
            <ToggleGroupItem
              key={one}
              text={t(`trend.${one}`)}
              isSelected={one === step}
              onChange={() => {
                setStep(one);
              }}
            />
          ))}
        </ToggleGroup>
      </div>
      <Bars
        parts={parts}
        bars={bars}
        label={label}
        {...(onChoose && {
          onChoose: (index: number) => {
            const chosen = stretches[index];
            if (chosen) {
              onChoose(chosen, step);
            }
          },
        })}
      />
      <details>
        <summary>{t('asTable')}</summary>
        <DataTable
          label={title}
          rows={stretches.filter((one) => isSomething(one) || marksOf(one, step, marks).length > 0).toReversed()}
          rowKey={({ start }) => String(start)}
          columns={[
            {
              title: t('trend.when'),
              cell: (stretch) => {
                const when =
                  step === 'day' ? whenOf(stretch, step) : <Moment at={new Date(stretch.start).toISOString()} />;
                return (
                  <>
                    {wayTo ? wayTo(stretch, step, when) : when}
                    {marksOf(stretch, step, marks).map((mark) => (
                      <div key={mark} className="cf-small">
                        {mark}
                      </div>
                    ))}
                  </>
                );
              },
            },
            ...OUTCOMES.map((outcome) => ({
              title: t(`trend.${outcome}`),
              numeric: true,
              cell: ({ attempts }: Stretch) => formatNumber(attempts[outcome]),
            })),
            ...VERDICTS.map((verdict) => ({
              title: t(`trend.${verdict}`),
              numeric: true,
              cell: ({ verdicts }: Stretch) => formatNumber(verdicts[verdict]),
            })),
            { title: t('trend.sent'), numeric: true, cell: ({ sent }) => formatBytes(sent) },
            { title: t('trend.received'), numeric: true, cell: ({ received }) => formatBytes(received) },
          ]}
        />
      </details>
    </>
  );
}

function marksOf({ start }: Stretch, step: Step, marks: readonly Mark[]): string[] {
  return marks.filter(({ at }) => at >= start && at < start + millisOf(step)).map(({ label }) => label);
}

function isSomething({ count, sent, received, attempts }: Stretch): boolean {
  return count + sent + received + sum(Object.values(attempts)) > 0;
}

function partsOf(side: Side) {
  switch (side) {
    case 'outcome':
      return OUTCOMES;
    case 'verdict':
      return VERDICTS;
    case 'volume':
      return ['sent', 'received'] as const;
  }
}

function countsOf({ attempts, verdicts, sent, received }: Stretch, side: Side): number[] {
  switch (side) {
    case 'outcome':
      return OUTCOMES.map((outcome) => attempts[outcome]);
    case 'verdict':
      return VERDICTS.map((verdict) => verdicts[verdict]);
    case 'volume':
      return [sent, received];
  }
}

function whenOf({ start }: Stretch, step: Step): string {
  return (step === 'day' ? day : hour).format(start);
}
