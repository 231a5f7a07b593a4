import { globSync, readFileSync } from 'node:fs';

import i18next from 'i18next';
import { afterAll, expect, test } from 'vitest';

import { isSaidBy, keysIn, keysOf, partOfMessages, type Messages } from '../../build/messages';
import de from './de.json';
import en from './en.json';
import { loadLaterMessages, loadMessages } from './index';

function texts(messages: Messages, path = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, text]) =>
    typeof text === 'string' ? [[path + key, text] as [string, string]] : texts(text, `${path}${key}.`),
  );
}

/** What a text has filled in. */
function parts(text: string): string[] {
  return [...text.matchAll(/\{\{\w+|<\w+\/>/g)].map(([part]) => part).sort();
}

afterAll(() => loadMessages(['en']));

test('German has every text of English, with the same parts', () => {
  const german = new Map(texts(de));
  const english = texts(en);

  expect([...german.keys()]).toEqual(english.map(([key]) => key));
  for (const [key, text] of english) {
    expect(parts(german.get(key) ?? ''), key).toEqual(parts(text));
  }
});

test.each([
  [['de-AT', 'en'], 'de', 'Verstöße'],
  [['fr-FR', 'de'], 'de', 'Verstöße'],
  [['en-GB', 'de'], 'en', 'Violations'],
  [['fr-FR'], 'en', 'Violations'],
])('who wants %j reads %s', async (wanted, language, title) => {
  await loadMessages(wanted);

  expect(i18next.t('violations.title')).toBe(title);
  expect(document.documentElement.lang).toBe(language);
});

test('what the first pages do not say comes with the others', async () => {
  await loadMessages(['de']);
  expect(i18next.exists('traffic.title')).toBe(false);

  await loadLaterMessages();

  expect(i18next.t('traffic.title')).toBe('Verkehr');
  expect(i18next.t('violations.title')).toBe('Verstöße');
});

test('the first and the later texts are all texts, each in one of both', () => {
  const first = keysOf(partOfMessages(en, 'first'));
  const later = keysOf(partOfMessages(en, 'later'));

  expect([...first, ...later].toSorted()).toEqual(keysOf(en).toSorted());
  expect(first.filter((key) => later.includes(key))).toEqual([]);
});

test('no text is left that nobody says', () => {
  const code = globSync('src/**/*.{ts,tsx}', { exclude: ['**/*.test.*'] }).map((file) => readFileSync(file, 'utf8'));
  const said = [...new Set(code.flatMap(keysIn))];

  expect(keysOf(en).filter((text) => !said.some((key) => isSaidBy(text, key)))).toEqual([]);
});
