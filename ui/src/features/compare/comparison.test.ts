import { expect, test } from 'vitest';

import { VACUUM } from '../../test/house';
import { inCommon, peersOf, volumeOf } from './comparison';

test("what all share comes first, then what some do, then what is one's own", () => {
  const common = inCommon([
    new Map([
      ['mine.example', 1],
      ['ours.example', 2],
      ['some.example', 3],
    ]),
    new Map([['ours.example', 4]]),
    new Map([
      ['ours.example', 5],
      ['some.example', 6],
    ]),
  ]);

  expect(common).toEqual([
    { name: 'ours.example', uses: [2, 4, 5] },
    { name: 'some.example', uses: [3, undefined, 6] },
    { name: 'mine.example', uses: [1, undefined, undefined] },
  ]);
});

test('a destination by several services is one', () => {
  const [peer] = VACUUM.peers;
  if (!peer) {
    throw new Error('the vacuum talks to somebody');
  }

  const sums = peersOf({ peers: [peer, { ...peer, service: 'mqtt', verdict: 'allowed', flows: 8 }] });

  expect([...sums]).toEqual([
    ['telemetry.example.org', { flows: 50, bytesSent: 15_120, bytesReceived: 0, violation: true }],
  ]);
});

test('days add up', () => {
  expect(volumeOf({ days: [...VACUUM.days, ...VACUUM.days] })).toEqual({
    flows: 2_492,
    sent: 3_822_030,
    received: 408_234,
    unanswered: 84,
    refused: 8,
  });
});
