import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

import en from './en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** Languages beside English, fetched when somebody wants them. */
const OTHERS: Partial<Record<string, () => Promise<{ default: typeof en }>>> = {
  de: () => import('./de.json'),
};

/**
 * Every text of the console stands in en.json; other languages have the same keys. What the collector says of a
 * violation is English in all of them.
 *
 * @param wanted languages as the browser names them, the best first
 */
export async function loadMessages(wanted: readonly string[]): Promise<void> {
  const language = wanted.map((one) => one.slice(0, 2)).find((one) => one === 'en' || one in OTHERS) ?? 'en';
  const translation = (await OTHERS[language]?.())?.default ?? en;
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}
