import { expect, test } from 'vitest';

import { attemptsByHour } from './attemptsByHour';

test('attempts stand in the hour in which they happened, the last hour at the end', () => {
  const counts = attemptsByHour(
    [
      { start: '2026-11-18T12:00:00Z', outcomes: { unanswered: 99 } },
      { start: '2026-11-20T09:00:00Z', outcomes: { unanswered: 2 } },
      { start: '2026-11-20T12:00:00Z', outcomes: { unanswered: 3, refused: 1 } },
    ],
    '2026-11-20T12:45:00Z',
  );

  expect(counts).toHaveLength(24);
  expect(counts.at(-1)).toBe(4);
  expect(counts.at(-4)).toBe(2);
  expect(counts.reduce((one, other) => one + other)).toBe(6);
});
