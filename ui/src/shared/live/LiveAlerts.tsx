import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';

import { callerQuery, followsLive } from '../api/queries';

export type LiveState = 'connecting' | 'live' | 'reconnecting';

const LiveContext = createContext<{ state: LiveState; changed: number }>({ state: 'connecting', changed: 0 });

const FIRST_RETRY_MILLIS = 1_000;
const LONGEST_RETRY_MILLIS = 15_000;
/** Many changes within this time make one refresh. */
const REFRESH_MILLIS = 1_000;

/** How the live stream of alerts is doing. */
export function useLiveState(): LiveState {
  return use(LiveContext).state;
}

/** When the stream last said that something changed, in milliseconds; 0 before it said so. */
export function useLiveChanges(): number {
  return use(LiveContext).changed;
}

/**
 * Keeps the stream of alert changes open while it is mounted, and has what is shown fetched again when something
 * changes. A lost stream is opened again, later and later; once it is back, or when it could not tell of all that
 * changed, everything is fetched again.
 */
export function LiveAlerts({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const [changed, setChanged] = useState(0);

  useEffect(() => {
    let stream: EventSource | undefined;
    let retryMillis = FIRST_RETRY_MILLIS;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let refresh: ReturnType<typeof setTimeout> | undefined;
    let lost = false;

    const open = () => {
      stream = new EventSource('/api/v1/alerts/stream');
      stream.addEventListener('open', () => {
        retryMillis = FIRST_RETRY_MILLIS;
        setState('live');
        if (lost) {
          lost = false;
          void queryClient.invalidateQueries();
        }
      });
      stream.addEventListener('alert', () => {
        refresh ??= setTimeout(() => {
          refresh = undefined;
          setChanged(Date.now());
          for (const topic of ['alerts', 'alert', 'overview', 'sites']) {
            void queryClient.invalidateQueries({ queryKey: [topic], predicate: isShort });
          }
        }, REFRESH_MILLIS);
      });
      stream.addEventListener('missed', () => void queryClient.invalidateQueries());
      stream.addEventListener('error', () => {
        lost = true;
        setState('reconnecting');
        // Asks whether the session is still there: without one, the stream never comes back.
        void queryClient.invalidateQueries({ queryKey: callerQuery.queryKey });
        if (stream?.readyState === EventSource.CLOSED) {
          clearTimeout(retry);
          retry = setTimeout(open, retryMillis);
          retryMillis = Math.min(retryMillis * 2, LONGEST_RETRY_MILLIS);
        }
      });
    };

    open();
    return () => {
      stream?.close();
      clearTimeout(retry);
      clearTimeout(refresh);
    };
  }, [queryClient]);

  const told = useMemo(() => ({ state, changed }), [state, changed]);
  return <LiveContext value={told}>{children}</LiveContext>;
}

/** A list that somebody scrolled far down is not fetched again under their hands. */
function isShort({ state: { data } }: { state: { data?: unknown } }): boolean {
  return !isPaged(data) || followsLive(data.pages.length);
}

function isPaged(data: unknown): data is { pages: unknown[] } {
  return typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages);
}
