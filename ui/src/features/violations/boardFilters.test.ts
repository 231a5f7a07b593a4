import { expect, test } from 'vitest';

import { boardFilters } from './boardFilters';

test('an empty address means everything that is open', () => {
  expect(boardFilters({})).toEqual({});
});

test('every filter is read from the address', () => {
  const filters = boardFilters({
    site: 'lisbon',
    zone: 'things',
    device: 'vacuum',
    severity: ['low', 'critical'],
    state: 'all',
    origin: 'dns-bypass',
    peer: '203.0.113.53',
    group: 'rule',
    q: 'telemetry',
  });

  expect(filters).toEqual({
    site: 'lisbon',
    zone: 'things',
    device: 'vacuum',
    severity: ['critical', 'low'],
    state: 'all',
    origin: 'dns-bypass',
    peer: '203.0.113.53',
    group: 'rule',
    q: 'telemetry',
  });
});

test('each state is a filter', () => {
  expect(boardFilters({ state: 'muted' })).toEqual({ state: 'muted' });
  expect(boardFilters({ state: 'resolved' })).toEqual({ state: 'resolved' });
});

test('what the console does not understand is left out', () => {
  expect(boardFilters({ severity: 'terrible', state: 'asleep', site: '', group: 'weather', colour: 'red' })).toEqual(
    {},
  );
});
