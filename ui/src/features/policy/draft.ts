/** A policy that a change begins from. */
export interface Base {
  version: number;
  /** Says to the collector which one it is. */
  tag: string;
  text: string;
}

/** A change that is not in force yet, kept in this browser. */
export interface Draft {
  by: string;
  /** When it was changed last. */
  at: string;
  text: string;
  base: Base;
}

const KEY = 'curfew.policy.draft';

/** The change that somebody has not finished. */
export function readDraft(by: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isDraft(draft) && draft.by === by ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** False when the browser does not keep it. */
export function keepDraft(draft: Draft): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden: then there is none.
  }
}

function isDraft(value: unknown): value is Draft {
  return hasTexts(value, 'by', 'at', 'text') && 'base' in value && isBase(value.base);
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
