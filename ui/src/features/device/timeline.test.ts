import { expect, test } from 'vitest';

import { summaryOfAlert, VACUUM, VACUUM_CALLS_HOME } from '../../test/house';
import { VERSIONS } from '../../test/material';
import { timelineOf, type Sources } from './timeline';

const FIRST_SEEN = '2026-11-01T08:00:00Z';
const NONE: Sources = {
  device: { ...VACUUM, firstSeen: FIRST_SEEN },
  alerts: [],
  names: [],
  destinations: [],
  addresses: [],
  versions: [],
};

function peer(name: string, first: string): Sources['names'][number] {
  const sums = {
    count: 1,
    attempts: { answered: 1, unanswered: 0, refused: 0, rejected: 0 },
    initiatorBytes: 0,
    responderBytes: 0,
  };
  return { peer: name, first, last: first, sums };
}

test('it begins when the device was first seen, the latest stands first', () => {
  const alert = summaryOfAlert(VACUUM_CALLS_HOME);

  const turns = timelineOf({ ...NONE, alerts: [alert] });

  expect(turns).toEqual([
    { kind: 'alert', at: alert.first, alert },
    { kind: 'firstSeen', at: FIRST_SEEN },
  ]);
});

test('new names of a day are told together, and those of the first day are not new', () => {
  const turns = timelineOf({
    ...NONE,
    names: [
      peer('b.example', '2026-11-05T10:00:00Z'),
      peer('old.example', '2026-11-01T08:30:00Z'),
      peer('a.example', '2026-11-05T09:00:00Z'),
      peer('c.example', '2026-11-07T09:00:00Z'),
    ],
  });

  expect(turns.filter(({ kind }) => kind === 'names')).toEqual([
    { kind: 'names', at: '2026-11-07T09:00:00Z', names: ['c.example'] },
    { kind: 'names', at: '2026-11-05T10:00:00Z', names: ['a.example', 'b.example'] },
  ]);
});

test('what was there when the record began is not new either', () => {
  const turns = timelineOf({
    ...NONE,
    destinations: [peer('a.example', '2026-11-10T09:00:00Z'), peer('b.example', '2026-11-10T20:00:00Z')],
  });

  expect(turns.filter(({ kind }) => kind === 'destinations')).toEqual([]);
});

test('the first address is no change, each other is', () => {
  const turns = timelineOf({
    ...NONE,
    addresses: [
      { ip: '192.0.2.22', first: '2026-11-09T10:00:00Z' },
      { ip: '192.0.2.21', first: '2026-11-01T08:00:00Z' },
    ],
  });

  expect(turns).toContainEqual({ kind: 'address', at: '2026-11-09T10:00:00Z', ip: '192.0.2.22' });
  expect(turns.filter(({ kind }) => kind === 'address')).toHaveLength(1);
});

test('changes of the policy since it came are marked', () => {
  const turns = timelineOf({ ...NONE, versions: VERSIONS });

  expect(turns).toEqual([
    { kind: 'policy', at: VERSIONS[0]?.changed, by: 'ada', version: 3 },
    { kind: 'firstSeen', at: FIRST_SEEN },
  ]);
});
