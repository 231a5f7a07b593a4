import { expect, test } from 'vitest';

import type { TopEntry } from '../../shared/api/client';
import { sankeyOf } from './sankey';

function pair(device: string, peer: string, count: number, violation = 0): TopEntry {
  return {
    site: 'lisbon',
    device,
    peer,
    sums: {
      count,
      attempts: { answered: count, unanswered: 0, refused: 0, rejected: 0 },
      initiatorBytes: 0,
      responderBytes: 0,
    },
    verdicts: { allowed: count - violation, violation, unjudged: 0 },
  };
}

const count = ({ verdicts }: TopEntry) => verdicts;

test('the busiest stand at the top, and each ribbon ends where its ends are', () => {
  const { left, right, ribbons } = sankeyOf(
    [pair('camera', 'cloud.example', 60, 1), pair('vacuum', 'cloud.example', 30), pair('camera', 'ntp.example', 10)],
    count,
    10,
  );

  expect(left.map(({ key, value }) => [key, value])).toEqual([
    ['lisbon/camera', 70],
    ['lisbon/vacuum', 30],
  ]);
  expect(right.map(({ key, value }) => [key, value])).toEqual([
    ['cloud.example', 90],
    ['ntp.example', 10],
  ]);
  expect(ribbons.map(({ value, verdict }) => [value, verdict])).toEqual([
    [1, 'violation'],
    [59, 'allowed'],
    [10, 'allowed'],
    [30, 'allowed'],
  ]);
  for (const { from, to, fromTop, toTop, height, toHeight } of ribbons) {
    expect(fromTop).toBeGreaterThanOrEqual(from.top);
    expect(fromTop + height).toBeLessThanOrEqual(from.top + from.height + 0.001);
    expect(toTop).toBeGreaterThanOrEqual(to.top);
    expect(toTop + toHeight).toBeLessThanOrEqual(to.top + to.height + 0.001);
  }
});

test('destinations beyond the most stand together at the end, and nothing is lost', () => {
  const { right, ribbons } = sankeyOf(
    [pair('camera', 'a.example', 5), pair('camera', 'b.example', 4, 1), pair('camera', 'c.example', 3)],
    count,
    1,
  );

  expect(right.map(({ key, value }) => [key, value])).toEqual([
    ['a.example', 5],
    ['', 7],
  ]);
  expect(ribbons.slice(1).map(({ value, verdict }) => [value, verdict])).toEqual([
    [1, 'violation'],
    [6, 'allowed'],
  ]);
  expect(ribbons.at(-1)?.entry).toBeUndefined();
});

test('a device is one of its site', () => {
  const { left } = sankeyOf(
    [pair('camera', 'a.example', 5), { ...pair('camera', 'a.example', 4), site: 'porto' }],
    count,
    5,
  );

  expect(left.map(({ key }) => key)).toEqual(['lisbon/camera', 'porto/camera']);
});

test('what has no value is not in the picture', () => {
  expect(sankeyOf([pair('camera', 'a.example', 0)], count, 5)).toEqual({ left: [], right: [], ribbons: [], height: 0 });
});
