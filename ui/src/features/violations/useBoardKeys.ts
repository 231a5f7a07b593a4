import { useEffect } from 'react';

export type BoardKey = 'next' | 'previous' | 'choose' | 'open' | 'acknowledge' | 'mute' | 'search' | 'leave' | 'help';

/** Which key does what; the help lists them in this order. */
export const KEYS: readonly (readonly [key: string, does: BoardKey])[] = [
  ['j', 'next'],
  ['k', 'previous'],
  ['x', 'choose'],
  ['o', 'open'],
  ['a', 'acknowledge'],
  ['m', 'mute'],
  ['/', 'search'],
  ['Escape', 'leave'],
  ['?', 'help'],
];

/** Has single keys do something on the board, unless somebody is writing, choosing or has switched them off. */
export function useBoardKeys(areOn: boolean, onKey: (does: BoardKey) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTakenBy(event.target)) {
        return;
      }
      const [, does] = KEYS.find(([key]) => key === event.key) ?? [];
      if (does !== undefined && (areOn || does === 'help')) {
        event.preventDefault();
        onKey(does);
      }
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, [areOn, onKey]);
}

/** Who writes into a field, chooses from a list or reads a dialog means the key for that. */
function isTakenBy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog]') !== null
  );
}
