import { expect, test } from 'vitest';

import { parseSearch, stringifySearch } from './search';

test('several values of a key are repeated, and read back', () => {
  const text = stringifySearch({ site: 'lisbon', severity: ['high', 'low'] });

  expect(text).toBe('?site=lisbon&severity=high&severity=low');
  expect(parseSearch(text)).toEqual({ site: 'lisbon', severity: ['high', 'low'] });
});

test('nothing to say leaves no question mark', () => {
  expect(stringifySearch({ site: undefined, severity: [], q: '' })).toBe('');
});

test('special characters survive', () => {
  expect(parseSearch(stringifySearch({ q: 'a&b=c d' }))).toEqual({ q: 'a&b=c d' });
});
