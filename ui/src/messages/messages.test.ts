import i18next from 'i18next';
import { afterAll, expect, test } from 'vitest';

import de from './de.json';
import en from './en.json';
import { loadMessages } from './index';

interface Messages {
  [key: string]: string | Messages;
}

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
