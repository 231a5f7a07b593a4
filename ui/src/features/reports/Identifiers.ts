/**
 * Names by which somebody could know a home again, found in texts wherever they stand by themselves or within a name of
 * the web, however they are written. Numbers alone are no names.
 */
export class Identifiers {
  private readonly keys = new Map<string, string>();
  private longest = 0;

  constructor(names: Iterable<string>) {
    for (const name of names) {
      const words = wordsOf(name);
      const key = words.join(' ');
      if (key.length > 1 && !/^[\d ]+$/.test(key)) {
        this.keys.set(key, name);
        this.longest = Math.max(this.longest, words.length);
      }
    }
  }

  /** Whether this is one of them. */
  has(text: string): boolean {
    return this.keys.has(wordsOf(text).join(' '));
  }

  /** Those that stand in a text. */
  within(text: string): string[] {
    const words = wordsOf(text);
    const found = new Set<string>();
    for (let from = 0; from < words.length; from++) {
      let key = '';
      for (let to = from; to < Math.min(words.length, from + this.longest); to++) {
        key = key === '' ? (words[to] ?? '') : `${key} ${words[to] ?? ''}`;
        const name = this.keys.get(key);
        if (name !== undefined) {
          found.add(name);
        }
      }
    }
    return [...found];
  }
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
