import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

import { callerQuery } from '../shared/api/queries';
import { isRefusal, Refusal } from '../shared/api/trouble';

/** What came so recently is not asked for again because another part of a page wants it too. */
const FRESH_MILLIS = 2_000;

/** A refusal stands; a collector that does not answer is asked again. Without a session, everything leads to sign-in. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (isRefusal(error, 401)) {
      client.setQueryData(callerQuery.queryKey, null);
    }
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MILLIS,
        retry: (failures, error) => failures < 2 && !(error instanceof Refusal && error.status < 500),
        retryDelay: (failures) => 500 * 2 ** failures,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
