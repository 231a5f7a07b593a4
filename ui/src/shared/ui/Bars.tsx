import { formatNumber } from '../text/numbers';
import './bars.css';

/** How a part of a bar looks; its meaning always stands beside it in words. */
export type Tone = 'good' | 'quiet' | 'bad' | 'other';

export interface Part {
  key: string;
  label: string;
  tone: Tone;
}

export interface Bar {
  /** When it begins, as people read it. */
  label: string;
  /** As many as there are parts. */
  counts: readonly number[];
  /** What else happened then, that is marked. */
  marks?: readonly string[];
}

interface BarsProps {
  parts: readonly Part[];
  bars: readonly Bar[];
  /** What a person who does not see the chart is told. */
  label: string;
  /** Called with the place of the bar that somebody clicks; the table behind the chart has the same links. */
  onChoose?: (index: number) => void;
}

/** Bars of parts over time. A table always stands behind them. */
export function Bars({ parts, bars, label, onChoose }: BarsProps) {
  const most = Math.max(...bars.map(({ counts }) => sum(counts)), 1);
  return (
    <figure className="cf-bars">
      <div className="cf-bars__chart">
        <div className="cf-bars__scale cf-small" aria-hidden="true">
          <span>{formatNumber(most)}</span>
          <span>0</span>
        </div>
        {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the table behind it has links */}
        <div
          className={onChoose ? 'cf-bars__hours cf-bars__hours--ways' : 'cf-bars__hours'}
          role="img"
          aria-label={label}
          onClick={(event) => {
            const bar = event.target instanceof Element && event.target.closest('[data-bar]');
            if (bar instanceof HTMLElement) {
              onChoose?.(Number(bar.dataset['bar']));
            }
          }}
        >
          {bars.map(({ label: when, counts, marks = [] }, index) => (
            <span
              key={index}
              className={marks.length > 0 ? 'cf-bars__hour cf-bars__hour--marked' : 'cf-bars__hour'}
              data-bar={index}
              title={[told(when, counts, parts), ...marks].join('\n')}
            >
              {parts.map(({ key, tone }, part) =>
                (counts[part] ?? 0) > 0 ? (
                  <span
                    key={key}
                    className={`cf-bars__part cf-bars__part--${tone}`}
                    style={{ blockSize: `${String(((counts[part] ?? 0) / most) * 100)}%` }}
                  />
                ) : null,
              )}
            </span>
          ))}
        </div>
        <div className="cf-bars__times cf-small" aria-hidden="true">
          <span>{bars[0]?.label}</span>
          {bars.length > 1 && <span>{bars.at(-1)?.label}</span>}
        </div>
      </div>
      <figcaption className="cf-bars__legend">
        <Legend parts={parts} />
        <span className="cf-small">{label}</span>
      </figcaption>
    </figure>
  );
}

/** What the tones of a chart mean. */
export function Legend({ parts }: { parts: readonly Part[] }) {
  return parts.map(({ key, label, tone }) => (
    <span key={key} className="cf-small">
      <span className={`cf-bars__key cf-bars__part--${tone}`} aria-hidden="true" />
      {label}
    </span>
  ));
}

export function sum(counts: readonly number[]): number {
  return counts.reduce((all, one) => all + one, 0);
}

function told(when: string, counts: readonly number[], parts: readonly Part[]): string {
  const some = parts
    .map(({ label }, part) => ({ label, count: counts[part] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${label} ${formatNumber(count)}`);
  return [when, ...some].join('\n');
}
