import { expect, test } from 'vitest';

import { everyHour } from './everyHour';

function hour(start: string, unanswered: number) {
  return {
    start,
    sums: {
      count: unanswered,
      attempts: { answered: 0, unanswered, refused: 0, rejected: 0 },
      initiatorBytes: 0,
      responderBytes: 0,
    },
  };
}

test('hours without anything stand between those with something', () => {
  const counts = everyHour([hour('2026-11-19T23:00:00Z', 4), hour('2026-11-20T02:00:00Z', 7)]);

  expect(counts.map(({ unanswered }) => unanswered)).toEqual([4, 0, 0, 7]);
});
