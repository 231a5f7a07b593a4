import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';

import { callerQuery, followsLive } from '../api/queries';
import { listen } from './listen';

export type LiveState = 'connecting' | 'live' | 'reconnecting';

const LiveContext = createContext<{ state: LiveState; changed: number }>({ state: 'connecting', changed: 0 });

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
 * changes. A stream that was lost or ended is opened again; once it is back, or when it could not tell of all that
 * changed, everything is fetched again.
 */
export function LiveAlerts({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const [changed, setChanged] = useState(0);

  useEffect(() => {
    let refresh: ReturnType<typeof setTimeout> | undefined;
    const stop = listen('/api/v1/alerts/stream', {
      events: {
        alert: () => {
          refresh ??= setTimeout(() => {
            refresh = undefined;
            setChanged(Date.now());
            for (const topic of ['alerts', 'alert', 'overview', 'sites']) {
              void queryClient.invalidateQueries({ queryKey: [topic], predicate: isShort });
            }
          }, REFRESH_MILLIS);
        },
        missed: () => void queryClient.invalidateQueries(),
      },
      onOpen: (again) => {
        setState('live');
        if (again) {
          void queryClient.invalidateQueries();
        }
      },
      onLost: () => {
        setState('reconnecting');
        // Asks whether the session is still there: without one, the stream never comes back.
        void queryClient.invalidateQueries({ queryKey: callerQuery.queryKey });
      },
    });
    return () => {
      stop();
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
