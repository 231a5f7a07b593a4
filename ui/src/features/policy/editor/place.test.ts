import { expect, test } from 'vitest';

import { eachScalar, placeAt, type Place } from './place';

/** The place of the mark | in a text. */
function at(text: string): Pick<Place, 'path' | 'wants' | 'written' | 'keys'> {
  const { path, wants, written, keys } = placeAt(text.replace('|', ''), text.indexOf('|'));
  return { path, wants, written, keys };
}

test.each<[string, string, Place['wants'], Place['path'], string]>([
  ['the beginning', '|', 'key', [], ''],
  ['a key of the whole', 'curfew: 1\nru|', 'either', [], 'ru'],
  ['a value', 'sites:\n  - id: lis|', 'value', ['sites', null, 'id'], 'lis'],
  ['a list that has just begun', 'sites:\n  - |', 'either', ['sites', null], ''],
  ['a list at the column of its key', 'sites:\n- i|', 'either', ['sites', null], 'i'],
  ['the next key of an item', 'sites:\n  - id: lisbon\n    |', 'key', ['sites', null], ''],
  ['a line further out', 'sites:\n  - id: lisbon\n|', 'key', [], ''],
  ['a mapping in braces', 'rules:\n  - subject: { z|', 'key', ['rules', null, 'subject'], 'z'],
  [
    'a list in brackets',
    'rules:\n  - subject: { zones: [a, b|',
    'either',
    ['rules', null, 'subject', 'zones', null],
    'b',
  ],
  [
    'a value in braces',
    'rules:\n  - allow:\n      - { service: dns, to: r|',
    'value',
    ['rules', null, 'allow', null, 'to'],
    'r',
  ],
  ['braces over two lines', 'rules:\n  - subject: { any: true,\n      |', 'key', ['rules', null, 'subject'], ''],
  ['a comment', 'sites: # her|', 'nothing', [], ''],
  ['a text of several lines', 'rules:\n  - because: |\n      x: '.replace('|', '>') + '|', 'nothing', [], ''],
])('%s is known', (_name, text, wants, path, written) => {
  expect(at(text)).toMatchObject({ wants, path, written });
});

test('the keys that are there are told, in blocks and in braces', () => {
  expect(at('sites:\n  - id: lisbon\n    name: Home\n    |').keys).toEqual(['id', 'name']);
  expect(at('rules:\n  - allow:\n      - { service: dns, |').keys).toEqual(['service']);
  expect(at('curfew: 1\n|').keys).toEqual(['curfew']);
});

test('nothing that can be written makes it fail, and it always ends', () => {
  const signs = ['{', '}', '[', ']', ':', ',', '-', '#', '"', "'", '|', '>', ' ', '\n', 'a', '\t', '\u00e9', '*', '&'];
  let seed = 7;
  const draw = () => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: 30 }, () => signs[draw() % signs.length]).join('');

    const place = placeAt(text, text.length);

    expect(place.from).toBeLessThanOrEqual(text.length);
  }
});

test('each value is told with its path', () => {
  const told: string[] = [];

  eachScalar(
    'sites:\n  - id: lisbon\n    zones:\n      - { id: "things", vlans: [30] }\n',
    ({ path, value, isKey }) => {
      if (!isKey) {
        told.push(`${path.map((step) => step ?? '-').join('.')}=${value}`);
      }
    },
  );

  expect(told).toEqual(['sites.-.id=lisbon', 'sites.-.zones.-.id=things', 'sites.-.zones.-.vlans.-=30']);
});
