import { expect, test } from 'vitest';

import { everyStep } from './everyStep';

function hour(start: string, unanswered: number) {
  return {
    start,
    sums: {
      count: unanswered,
      attempts: { answered: 0, unanswered, refused: 0, rejected: 0 },
      initiatorBytes: 10 * unanswered,
      responderBytes: 0,
    },
    verdicts: { allowed: 0, violation: unanswered, unjudged: 0 },
  };
}

const HOURS = [hour('2026-11-19T23:00:00Z', 4), hour('2026-11-20T02:00:00Z', 7), hour('2026-11-20T03:00:00Z', 1)];

test('hours without anything stand between those with something', () => {
  expect(everyStep(HOURS, 'hour').map(({ attempts }) => attempts.unanswered)).toEqual([4, 0, 0, 7, 1]);
});

test('the hours of a day add up', () => {
  expect(everyStep(HOURS, 'day')).toMatchObject([
    { start: Date.parse('2026-11-19T00:00:00Z'), sent: 40, verdicts: { violation: 4 } },
    { start: Date.parse('2026-11-20T00:00:00Z'), sent: 80, attempts: { unanswered: 8 } },
  ]);
});

test('nothing is no step at all', () => {
  expect(everyStep([], 'hour')).toEqual([]);
});
