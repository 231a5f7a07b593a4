/** A policy that a change begins from. */
export interface Base {
  version: number;
  /** Says to the collector which one it is. */
  tag: string;
  text: string;
}

/** A change that is not in force yet, kept in this browser. */
export interface Draft {
  /** When it was changed last. */
  at: string;
  text: string;
  base: Base;
}

/** A change is a person's own, also where several use one browser. */
function keyOf(person: string): string {
  return `curfew.policy.draft.${person}`;
}

/** The change that somebody has not finished. */
export function readDraft(person: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? 'null');
    return isDraft(draft) ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** False when the browser does not keep it. */
export function keepDraft(person: string, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(person), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Drops the change where it has that text: another may be one of another tab. */
export function dropDraft(person: string, text: string): void {
  try {
    if (readDraft(person)?.text === text) {
      localStorage.removeItem(keyOf(person));
    }
  } catch {
    // Storage may be forbidden: then there is none.
  }
}

function isDraft(value: unknown): value is Draft {
  return hasTexts(value, 'at', 'text') && 'base' in value && isBase(value.base);
}

function isBase(value: unknown): value is Base {
  return hasTexts(value, 'tag', 'text') && 'version' in value && typeof value.version === 'number';
}

function hasTexts(value: unknown, ...names: string[]): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof Object.getOwnPropertyDescriptor(value, name)?.value === 'string')
  );
}
