import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { listen } from './listen';

/** Each sensor reports every 10 seconds: what many say within this time makes one refresh, and the store has it then. */
const REFRESH_MILLIS = 3_000;

/** Has sensors fetched again soon after one of them reported, as long as it is mounted. */
export function useLiveSensors(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let refresh: ReturnType<typeof setTimeout> | undefined;
    const fetchAgain = () => {
      refresh = undefined;
      void queryClient.invalidateQueries({ queryKey: ['sensors'] });
    };
    const stop = listen('/api/v1/sensors/stream', {
      events: {
        sensor: () => {
          refresh ??= setTimeout(fetchAgain, REFRESH_MILLIS);
        },
        missed: fetchAgain,
      },
      onOpen: (again) => {
        if (again) {
          fetchAgain();
        }
      },
    });
    return () => {
      stop();
      clearTimeout(refresh);
    };
  }, [queryClient]);
}
