import { expect, test } from 'vitest';

import { toCsv } from './csv';

test('each value of any row gets a column by its path', () => {
  const text = toCsv([
    { at: 1, source: { ip: '192.0.2.1' } },
    { at: 2, answers: [{ data: 'a' }, { data: 'b' }] },
  ]);

  expect(text).toBe('at,source.ip,answers\r\n1,192.0.2.1,\r\n2,,a; b');
});

test('commas, quotes and line ends stay within their cell', () => {
  expect(toCsv([{ text: 'a, "b"\nc' }])).toBe('text\r\n"a, ""b""\nc"');
});

test('a hostile name is no formula, and a negative number stays one', () => {
  expect(toCsv([{ name: '=HYPERLINK("https://evil.example")', number: -5 }])).toBe(
    'name,number\r\n"\'=HYPERLINK(""https://evil.example"")",-5',
  );
});
