import type { TrafficTrend } from '../api/client';

type Hour = TrafficTrend['hours'][number];

export const OUTCOMES = ['answered', 'unanswered', 'refused', 'rejected'] as const;
export type Attempts = Hour['sums']['attempts'];

export const STEPS = ['hour', 'day'] as const;
export type Step = (typeof STEPS)[number];

/** What a step of time came to. */
export interface Stretch {
  /** When it begins, in milliseconds. */
  start: number;
  attempts: Attempts;
  verdicts: Hour['verdicts'];
  count: number;
  sent: number;
  received: number;
}

const MILLIS: Record<Step, number> = { hour: 3_600_000, day: 86_400_000 };

/**
 * Hours as steps of an hour or of a day in UTC, oldest first; steps that nothing is told of, between others, have
 * nothing.
 */
export function everyStep(hours: readonly Hour[], step: Step): Stretch[] {
  const length = MILLIS[step];
  const found = new Map<number, Stretch>();
  for (const hour of hours) {
    const place = Math.floor(Date.parse(hour.start) / length);
    found.set(place, plus(found.get(place) ?? nothing(place * length), hour));
  }
  const places = [...found.keys()];
  const first = Math.min(...places);
  return Array.from(
    { length: places.length === 0 ? 0 : Math.max(...places) - first + 1 },
    (_none, index) => found.get(first + index) ?? nothing((first + index) * length),
  );
}

/** How long a step is. */
export function millisOf(step: Step): number {
  return MILLIS[step];
}

function nothing(start: number): Stretch {
  return {
    start,
    attempts: { answered: 0, unanswered: 0, refused: 0, rejected: 0 },
    verdicts: { allowed: 0, violation: 0, unjudged: 0 },
    count: 0,
    sent: 0,
    received: 0,
  };
}

function plus(stretch: Stretch, { sums, verdicts }: Hour): Stretch {
  return {
    start: stretch.start,
    attempts: {
      answered: stretch.attempts.answered + sums.attempts.answered,
      unanswered: stretch.attempts.unanswered + sums.attempts.unanswered,
      refused: stretch.attempts.refused + sums.attempts.refused,
      rejected: stretch.attempts.rejected + sums.attempts.rejected,
    },
    verdicts: {
      allowed: stretch.verdicts.allowed + verdicts.allowed,
      violation: stretch.verdicts.violation + verdicts.violation,
      unjudged: stretch.verdicts.unjudged + verdicts.unjudged,
    },
    count: stretch.count + sums.count,
    sent: stretch.sent + sums.initiatorBytes,
    received: stretch.received + sums.responderBytes,
  };
}
