import { expect, test } from 'vitest';

import { idOf, isTimeZoneWrong, policyOf, type Answers } from './setupText';

const HOUSE: Answers = {
  site: 'lisbon',
  name: 'Home in "Lisbon"',
  timeZone: 'Europe/Lisbon',
  gateway: '192.0.2.1',
  resolvers: '192.0.2.1',
  timeServers: '192.0.2.1, *.pool.ntp.org',
  zones: [
    { subnet: '192.0.2.0/26', zone: 'Things' },
    { subnet: '2001:db8:30::/64', zone: 'things' },
    { subnet: '192.0.2.64/26', zone: 'Büro & Privat' },
  ],
  things: ['Things'],
  preset: 'home',
  controller: '02:00:00:00:00:10',
  names: 'ot.io.mi.com *.example.org',
};

test('the answers become a policy', () => {
  expect(policyOf(HOUSE)).toBe(`curfew: 1
sites:
  - id: lisbon
    name: "Home in \\"Lisbon\\""
    timeZone: Europe/Lisbon
    gateway: ["192.0.2.1"]
    resolvers: ["192.0.2.1"]
    timeServers: ["192.0.2.1", "*.pool.ntp.org"]
    controllers: [controller]
    zones:
      - { id: things, subnets: [192.0.2.0/26, 2001:db8:30::/64] }
      - { id: buro-privat, subnets: [192.0.2.64/26] }
devices:
  - { id: controller, name: Controller, mac: "02:00:00:00:00:10" }
rules:
  - id: things-stay-home
    subject: { zones: [things] }
    allow:
      - { service: dns, to: resolvers }
      - { service: ntp, to: timeServers }
      - { from: controllers }
      - { to: [ot.io.mi.com, "*.example.org"], because: needed by its devices }
    severity: high
`);
});

test.each<[string, Partial<Answers>, string]>([
  ['the internet', { preset: 'internet', names: '' }, '      - { to: internet }\n    severity: medium\n'],
  [
    'what it likes',
    { preset: 'watch' },
    '    deny:\n      - { service: dns, to: { not: resolvers } }\n      - { service: ntp, to: { not: timeServers } }\n',
  ],
  [
    'nothing outside where no server is known',
    { resolvers: '', timeServers: '', controller: '', names: '' },
    '    deny:\n      - { to: internet }\n',
  ],
])('things may do %s', (_name, some, end) => {
  expect(policyOf({ ...HOUSE, ...some })).toContain(end);
});

test('without zones of things there are no rules', () => {
  expect(policyOf({ ...HOUSE, things: [] })).not.toContain('rules:');
});

test('whatever a place is called, its id is one', () => {
  expect(idOf('Büro & Privat')).toBe('buro-privat');
  expect(idOf('  -- ')).toBe('');
});

test.each([
  [' europe/lisbon ', '    timeZone: Europe/Lisbon\n'],
  ['UTC', '    timeZone: UTC\n'],
])('the time zone %j is written as everybody writes it', (timeZone, line) => {
  expect(policyOf({ ...HOUSE, timeZone })).toContain(line);
  expect(isTimeZoneWrong({ timeZone })).toBe(false);
});

test('a time zone that nobody said is left out', () => {
  expect(policyOf({ ...HOUSE, timeZone: ' ' })).not.toContain('timeZone');
  expect(isTimeZoneWrong({ timeZone: ' ' })).toBe(false);
});

test.each(['Europe/Lisboa', '+02:00', 'home'])('there is no time zone %s', (timeZone) => {
  expect(isTimeZoneWrong({ timeZone })).toBe(true);
});
