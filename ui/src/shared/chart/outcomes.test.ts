import { expect, test } from 'vitest';

import { everyHour, sumOf, waysOf } from './outcomes';

const HOUR = 3_600_000;

test('outcomes come to whether something answered, nothing did, or somebody said no', () => {
  expect(waysOf({ established: 1, closed: 2, 'timed-out': 4, unanswered: 8, refused: 16, rejected: 32 })).toEqual({
    answered: 7,
    unanswered: 8,
    refused: 16,
    rejected: 32,
  });
});

test('what has not ended, or what the console does not know, is open', () => {
  expect(waysOf({ unknown: 1, dreamt: 2 })).toEqual({ open: 3 });
});

test('each hour up to a moment has a bar, and those that nothing is told of are empty', () => {
  const bars = everyHour([{ start: 5 * HOUR, ways: { unanswered: 3 } }], 6 * HOUR + 1, 3);

  expect(bars.map(({ start }) => start / HOUR)).toEqual([4, 5, 6]);
  expect(bars.map(sumOf)).toEqual([0, 3, 0]);
});

test('hours before the first bar are left out', () => {
  expect(everyHour([{ start: 0, ways: { open: 1 } }], 9 * HOUR, 2).map(sumOf)).toEqual([0, 0]);
});
