import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';

import { callerQuery } from '../shared/api/queries';
import { isRefusal, Refusal } from '../shared/api/trouble';
import { useThemeOfDocument } from '../shared/theme/theme';
import type { ConsoleRouter } from './router';

export function App({ router }: { router: ConsoleRouter }) {
  const [queryClient] = useState(createQueryClient);
  useThemeOfDocument();
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}

/** A refusal stands; a collector that does not answer is asked again. Without a session, everything leads to sign-in. */
function createQueryClient(): QueryClient {
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
        retry: (failures, error) => failures < 2 && !(error instanceof Refusal && error.status < 500),
        retryDelay: (failures) => 500 * 2 ** failures,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
