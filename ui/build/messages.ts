import { readFileSync } from 'node:fs';

import type { Plugin } from 'vite';

export interface Messages {
  [key: string]: string | Messages;
}

export type Part = 'first' | 'later';

/**
 * What stands on the pages that people see first, and around every page: all else is fetched with the first page that
 * needs it. A build that leaves a text of these pages out fails.
 */
const FIRST = [
  'product',
  'nav',
  'theme',
  'signIn',
  'live',
  'time',
  'failure',
  'notFound',
  'severity',
  'state',
  'filter',
  'overview',
  'sites',
  'trend',
  'violations',
  'alert.deed',
  'sensors.add',
  'sensors.well',
  'sensors.meaning',
  'sensors.trouble',
  'setup.invitation',
  'setup.begin',
];

/** Splits a file of messages: `en.json?first` holds what the first pages say, `en.json?later` the rest. */
export function splitMessages(): Plugin {
  return {
    name: 'curfew-messages',
    enforce: 'pre',
    load(id) {
      const [, file, part] = /^(.*\/messages\/\w+\.json)\?(first|later)$/.exec(id) ?? [];
      if (file === undefined) {
        return null;
      }
      this.addWatchFile(file);
      return `export default ${JSON.stringify(partOfMessages(messagesIn(file), part === 'first' ? 'first' : 'later'))}`;
    },
  };
}

export function messagesIn(file: string): Messages {
  return JSON.parse(readFileSync(file, 'utf8')) as Messages;
}

/** The texts of one part, each where it stands in the whole. */
export function partOfMessages(messages: Messages, part: Part, path = ''): Messages {
  return Object.fromEntries(
    Object.entries(messages).flatMap(([key, value]): [string, string | Messages][] => {
      const here = path + key;
      const isFirst = FIRST.includes(here) || (path === '' && typeof value === 'string');
      if (isFirst || typeof value === 'string') {
        return isFirst === (part === 'first') ? [[key, value]] : [];
      }
      const inner = partOfMessages(value, part, `${here}.`);
      return Object.keys(inner).length > 0 ? [[key, inner]] : [];
    }),
  );
}

/** The keys of all texts, without what tells none, one and many apart. */
export function keysOf(messages: Messages, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [path + key.replace(/_(zero|one|other)$/, '')] : keysOf(value, `${path}${key}.`),
  );
}

/** The keys in some code, perhaps beside other words; of one with a part filled in, the beginning up to its last dot. */
export function keysIn(code: string): string[] {
  return [...code.matchAll(/["'`]((?:\w+\.)*\w*)["'`$]/g)].map(([, key = '']) => key);
}

/** Whether a text is said where a key, or its beginning, stands. */
export function isSaidBy(text: string, key: string): boolean {
  return text === key || (key.endsWith('.') && text.startsWith(key));
}
