import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';

import { useThemeOfDocument } from '../shared/theme/theme';
import type { ConsoleRouter } from './router';

export function App({ router, queryClient }: { router: ConsoleRouter; queryClient: QueryClient }) {
  useThemeOfDocument();
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
