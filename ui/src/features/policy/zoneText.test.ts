import { expect, test } from 'vitest';

import { segmentsOf } from './segments';
import { insertZone, type Zone } from './zoneText';

const GUEST: Zone = { id: 'guest', subnets: ['192.0.2.128/26'], vlans: [20], detail: 'counts' };
const LINE = '{ id: guest, subnets: [192.0.2.128/26], vlans: [20], detail: counts }';

test.each([
  [
    'after the last zone, as the others are written',
    'curfew: 1\nsites:\n  - id: lisbon\n    zones:\n      - id: things\n        vlans: [30]\n\nrules: []\n',
    `curfew: 1\nsites:\n  - id: lisbon\n    zones:\n      - id: things\n        vlans: [30]\n      - ${LINE}\n\nrules: []\n`,
    7,
  ],
  [
    'below a site that has no zones',
    'sites:\n  - id: porto\n  - name: Home\n    id: lisbon\n    gateway: 192.0.2.1\n',
    `sites:\n  - id: porto\n  - name: Home\n    id: lisbon\n    zones:\n      - ${LINE}\n    gateway: 192.0.2.1\n`,
    6,
  ],
  [
    'into brackets',
    'sites:\n  - { id: lisbon, zones: [ { id: things, vlans: [30] } ] }\n',
    `sites:\n  - { id: lisbon, zones: [ { id: things, vlans: [30] }, ${LINE} ] }\n`,
    2,
  ],
  ['into braces', 'sites: [ { id: lisbon } ]\n', `sites: [ { id: lisbon, zones: [${LINE}] } ]\n`, 1],
  [
    'with its site',
    'sites:\n- id: porto\nrules: []\n',
    `sites:\n- id: porto\n- { id: lisbon, zones: [${LINE}] }\nrules: []\n`,
    3,
  ],
  ['into nothing', '', `curfew: 1\nsites:\n  - id: lisbon\n    zones:\n      - ${LINE}\n`, 5],
])('a zone is written %s', (_name, before, after, line) => {
  expect(insertZone(before, 'lisbon', GUEST)).toEqual({ text: after, line });
});

test('the blocks that devices were seen in are told, the fullest first', () => {
  expect(
    segmentsOf([
      '192.0.2.7',
      '198.51.100.4',
      '198.51.100.5',
      'fe80::1',
      '2001:db8:0:7::21',
      '224.0.0.251',
      '192.0.2.7',
    ]),
  ).toEqual([
    { subnet: '198.51.100.0/24', addresses: 2 },
    { subnet: '192.0.2.0/24', addresses: 1 },
    { subnet: '2001:db8:0:7::/64', addresses: 1 },
  ]);
});
