import { expect, test } from 'vitest';

import { momentOf, wallOf } from './wallClock';

test.each([
  ['2026-11-26T23:30', 'UTC', '2026-11-26T23:30:00Z'],
  ['2026-11-26T23:30', 'America/New_York', '2026-11-27T04:30:00Z'],
  ['2026-07-01T00:15', 'Europe/Berlin', '2026-06-30T22:15:00Z'],
  ['2026-11-26T12:00', 'Asia/Kathmandu', '2026-11-26T06:15:00Z'],
  // The hours around the end of summer time.
  ['2026-10-25T01:59', 'Europe/Berlin', '2026-10-24T23:59:00Z'],
  ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00Z'],
])('%s in %s is %s', (wall, zone, moment) => {
  expect(new Date(momentOf(wall, zone)).toISOString()).toBe(moment.replace('Z', '.000Z'));
  expect(wallOf(Date.parse(moment), zone)).toBe(wall);
});

test('what is no time is none', () => {
  expect(momentOf('', 'Europe/Berlin')).toBeNaN();
});
