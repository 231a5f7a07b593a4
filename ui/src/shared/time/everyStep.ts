import type { TrafficTrend } from '../../shared/api/client';

export const OUTCOMES = ['answered', 'unanswered', 'refused', 'rejected'] as const;

export type Attempts = Record<(typeof OUTCOMES)[number], number>;

const HOUR = 3_600_000;
const NONE: Attempts = { answered: 0, unanswered: 0, refused: 0, rejected: 0 };

/** The attempts of each hour from the first to the last, oldest first; hours that nothing is told of have none. */
export function everyHour(hours: TrafficTrend['hours']): Attempts[] {
  const places = new Map(hours.map(({ start, sums }) => [Date.parse(start) / HOUR, sums.attempts]));
  const all = [...places.keys()];
  const first = Math.min(...all);
  return Array.from({ length: Math.max(...all) - first + 1 }, (_none, index) => places.get(first + index) ?? NONE);
}
