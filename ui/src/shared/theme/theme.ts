import { useCallback, useEffect, useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'curfew.theme';
const listeners = new Set<() => void>();

/** The viewer's choice, kept in this browser; without one the system's holds. */
export function useTheme(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const choice = useSyncExternalStore(subscribe, readChoice);
  const choose = useCallback((next: ThemeChoice) => {
    if (next === 'system') {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, next);
    }
    listeners.forEach((listener) => {
      listener();
    });
  }, []);

  return [choice, choose];
}

/** Shows the document in the theme that was chosen, or in the system's as that turns. For the console as a whole. */
export function useThemeOfDocument(): void {
  const [choice] = useTheme();

  useEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      document.documentElement.classList.toggle(
        'pf-v6-theme-dark',
        choice === 'dark' || (choice === 'system' && system.matches),
      );
    };
    apply();
    system.addEventListener('change', apply);
    return () => {
      system.removeEventListener('change', apply);
    };
  }, [choice]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function readChoice(): ThemeChoice {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}
