import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { readSchema } from './schema';
import { explanationAt, suggestionsAt } from './suggestions';
import { noWords, wordsOf } from './words';

const SCHEMA = readSchema(
  JSON.parse(readFileSync('../policy/src/main/resources/io/curfew/policy/policy.schema.json', 'utf8')),
);

const HOUSE = `curfew: 1
sites:
  - id: lisbon
    zones:
      - { id: things, subnets: [192.0.2.0/26] }
devices:
  - { id: hass, mac: "02:00:00:00:00:10", tags: [hub] }
lists:
  - { id: trackers, file: lists/trackers.txt }
`;

/** What is suggested at the mark | of a text. */
function at(text: string, known = noWords()): string[] {
  const { items } = suggestionsAt(text.replace('|', ''), text.indexOf('|'), SCHEMA, known);
  return items.map(({ label }) => label);
}

test('keys are suggested that are not there yet', () => {
  expect(at('curfew: 1\n|')).toEqual(['sites', 'devices', 'lists', 'places', 'rules', 'detections']);
  expect(at('sites:\n  - id: lisbon\n    |')).toContain('resolvers');
  expect(at('sites:\n  - id: lisbon\n    |')).not.toContain('id');
});

test('keys of entries and of selectors are suggested in braces', () => {
  expect(at('rules:\n  - allow:\n      - { |')).toEqual(expect.arrayContaining(['service', 'to', 'from', 'because']));
  expect(at('rules:\n  - allow:\n      - { to: { |')).toEqual(expect.arrayContaining(['zone', 'device', 'not']));
});

test('the values that the language has are suggested', () => {
  expect(at('rules:\n  - severity: |')).toEqual(['low', 'medium', 'high', 'critical']);
  expect(at('detections:\n  - id: |')).toContain('dns-bypass');
  expect(at('rules:\n  - allow:\n      - { to: |')).toEqual(expect.arrayContaining(['resolvers', 'internet']));
});

test.each([
  ['rules:\n  - subject: { zones: [|', 'things'],
  ['rules:\n  - subject: { devices: |', 'hass'],
  ['rules:\n  - subject: { tags: [|', 'hub'],
  ['rules:\n  - allow:\n      - { to: { zone: |', 'things'],
  ['rules:\n  - deny:\n      - { dns: |', 'lists/trackers'],
  ['devices:\n  - site: |', 'lisbon'],
  ['sites:\n  - timeZone: |', 'Europe/Lisbon'],
])('names of the text are suggested where they fit: %s', (end, name) => {
  expect(at(HOUSE + end)).toContain(name);
});

test('names that only the sites know are suggested as well', () => {
  expect(at('rules:\n  - subject: { devices: |', { ...noWords(), devices: new Set(['vacuum']) })).toEqual(['vacuum']);
});

test('the names of a text are found', () => {
  expect(wordsOf(HOUSE)).toEqual({
    sites: new Set(['lisbon']),
    zones: new Set(['things']),
    devices: new Set(['hass']),
    tags: new Set(['hub']),
    lists: new Set(['trackers']),
    rules: new Set(),
  });
});

test('a key is explained, and so is the key of a value', () => {
  const text = 'rules:\n  - severity: high\n';

  expect(explanationAt(text, text.indexOf('verity'), SCHEMA)?.text).toBe('How much breaking it matters.');
  expect(explanationAt(text, text.indexOf('igh'), SCHEMA)).toMatchObject({
    key: 'severity',
    text: 'How much breaking it matters.',
  });
  expect(explanationAt('# severity: high', 4, SCHEMA)).toBeUndefined();
});
