import { useRef, useState } from 'react';

/** A page of rows, as lists have them. */
export interface RowsPage {
  items: readonly object[];
  next?: string;
}

export type FetchPage = (cursor: string, signal: AbortSignal) => Promise<RowsPage>;

/** More than this is for the API, page by page: a browser would hold it all at once. */
export const MOST_ROWS = 50_000;

export type Export =
  | { state: 'idle' }
  | { state: 'running'; rows: number }
  | { state: 'done'; rows: number; cut: boolean }
  | { state: 'cancelled' }
  | { state: 'failed'; reason: string };

/** Fetches page after page until there is no further one, and says how many rows it has. */
export function useExport(fetchPage: FetchPage) {
  const [progress, setProgress] = useState<Export>({ state: 'idle' });
  const controller = useRef<AbortController>(undefined);

  const run = async (onRows: (rows: object[]) => void) => {
    controller.current?.abort();
    const { signal } = (controller.current = new AbortController());
    const rows: object[] = [];
    let cursor: string | undefined = '';
    setProgress({ state: 'running', rows: 0 });
    try {
      while (cursor !== undefined && rows.length < MOST_ROWS) {
        const page: RowsPage = await fetchPage(cursor, signal);
        signal.throwIfAborted();
        rows.push(...page.items);
        cursor = page.next;
        setProgress({ state: 'running', rows: rows.length });
      }
      onRows(rows);
      setProgress({ state: 'done', rows: rows.length, cut: cursor !== undefined });
    } catch (error) {
      setProgress(
        signal.aborted
          ? { state: 'cancelled' }
          : { state: 'failed', reason: error instanceof Error ? error.message : String(error) },
      );
    }
  };
  const cancel = () => {
    controller.current?.abort();
  };
  return { progress, run, cancel };
}
