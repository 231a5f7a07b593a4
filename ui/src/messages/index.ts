import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

import { LANGUAGES, type Language } from '../shared/own/choices';
import type en from './en.json';
import first from './en.json?first';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

const FIRST: Record<Language, () => Promise<{ default: object }>> = {
  en: () => Promise.resolve({ default: first }),
  de: () => import('./de.json?first'),
};
const LATER: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./en.json?later'),
  de: () => import('./de.json?later'),
};
const NAMESPACE = 'translation';

let language: Language = 'en';

/**
 * Every text of the console stands in en.json; other languages have the same keys. What the collector says of a
 * violation is English in all of them. This fetches what the first pages say.
 *
 * @param wanted languages as the browser names them, the best first
 */
export async function loadMessages(wanted: readonly string[]): Promise<void> {
  const known = wanted.map((one) => LANGUAGES.find((each) => each === one.slice(0, 2)));
  language = known.find((one) => one !== undefined) ?? 'en';
  const { default: messages } = await FIRST[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { [NAMESPACE]: messages } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

/** Fetches what all other pages say: none of them is shown before. */
export async function loadLaterMessages(): Promise<void> {
  const { default: messages } = await LATER[language]();
  i18next.addResourceBundle(language, NAMESPACE, messages, true);
}
