/** How attempts went, in the order in which they are stacked: what came through at the bottom. */
export const WAYS = ['answered', 'unanswered', 'refused', 'rejected', 'open'] as const;

export type Way = (typeof WAYS)[number];

export interface Bar {
  /** When its hour begins, in milliseconds. */
  start: number;
  ways: Partial<Record<Way, number>>;
}

const HOUR = 3_600_000;

const OF_OUTCOME: Partial<Record<string, Way>> = {
  established: 'answered',
  answered: 'answered',
  closed: 'answered',
  reset: 'answered',
  'timed-out': 'answered',
  unanswered: 'unanswered',
  refused: 'refused',
  rejected: 'rejected',
};

/** What outcomes come to: whether something answered, nothing did, or somebody said no. */
export function waysOf(outcomes: Record<string, number>): Partial<Record<Way, number>> {
  const ways: Partial<Record<Way, number>> = {};
  for (const [outcome, count] of Object.entries(outcomes)) {
    const way = OF_OUTCOME[outcome] ?? 'open';
    ways[way] = (ways[way] ?? 0) + count;
  }
  return ways;
}

export function sumOf({ ways }: Pick<Bar, 'ways'>): number {
  return WAYS.reduce((sum, way) => sum + (ways[way] ?? 0), 0);
}

/** One bar for each of the hours up to that of a moment, the earliest first; hours that nothing is told of are empty. */
export function everyHour(told: Bar[], end: number, hours: number): Bar[] {
  const byHour = new Map(told.map((bar) => [Math.floor(bar.start / HOUR), bar]));
  const last = Math.floor(end / HOUR);
  return Array.from({ length: hours }, (_none, index) => {
    const hour = last - hours + 1 + index;
    return byHour.get(hour) ?? { start: hour * HOUR, ways: {} };
  });
}
