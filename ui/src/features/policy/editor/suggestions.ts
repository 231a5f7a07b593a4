import { placeAt, type Place } from './place';
import { descriptionAt, descriptionOf, schemasAt, type PolicySchema } from './schema';
import { joined, namesFor, wordsOf, type Words } from './words';

export interface Suggestion {
  label: string;
  kind: 'key' | 'value' | 'name';
  description: string | undefined;
}

export interface Suggestions {
  from: number;
  items: Suggestion[];
}

/** What may be written at an offset: keys that are not there yet, values, and names from the text and from the sites. */
export function suggestionsAt(text: string, offset: number, schema: PolicySchema, known: Words): Suggestions {
  const place = placeAt(text, offset);
  const keys = place.wants === 'key' || place.wants === 'either' ? keysAt(place, schema) : [];
  const values = place.wants === 'value' || place.wants === 'either' ? valuesAt(place, schema, text, known) : [];
  return { from: place.from, items: [...keys, ...values] };
}

function keysAt({ path, keys }: Place, schema: PolicySchema): Suggestion[] {
  const found = new Map<string, Suggestion>();
  for (const { properties } of schemasAt(schema, path)) {
    for (const [label, property] of properties) {
      if (!keys.includes(label)) {
        found.set(label, { label, kind: 'key', description: descriptionOf(property, schema) });
      }
    }
  }
  return [...found.values()];
}

function valuesAt({ path, written }: Place, schema: PolicySchema, text: string, known: Words): Suggestion[] {
  const values = new Set(schemasAt(schema, path).flatMap((one) => one.values));
  const names = new Set(namesFor(path, joined(wordsOf(text), known)));
  names.delete(written);
  return [
    ...[...values].map((label): Suggestion => ({ label, kind: 'value', description: undefined })),
    ...[...names].sort().map((label): Suggestion => ({ label, kind: 'name', description: undefined })),
  ];
}

export interface Explanation {
  from: number;
  to: number;
  key: string;
  text: string;
}

const WORD = /[\w./*-]+/y;

/** What the schema says about the key at an offset, or about the key whose value stands there. */
export function explanationAt(text: string, offset: number, schema: PolicySchema): Explanation | undefined {
  let from = offset;
  while (from > 0 && /[\w./*-]/.test(text.charAt(from - 1))) {
    from -= 1;
  }
  WORD.lastIndex = from;
  const word = WORD.exec(text)?.[0];
  if (word === undefined) {
    return undefined;
  }
  const to = from + word.length;
  const isKey = /^["']?\s*:(\s|$)/.test(text.slice(to, to + 16));
  const { path, wants } = placeAt(text, to);
  if (wants === 'nothing') {
    return undefined;
  }
  const keys = isKey ? [...path, word] : path.slice(0, path.findLastIndex((step) => step !== null) + 1);
  const said = descriptionAt(schema, keys);
  const key = keys.at(-1);
  return said === undefined || typeof key !== 'string' ? undefined : { from, to, key, text: said };
}
