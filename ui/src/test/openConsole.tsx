import { createMemoryHistory } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { App } from '../app/App';
import { askAhead } from '../app/askAhead';
import { createQueryClient } from '../app/queryClient';
import { createConsoleRouter } from '../app/router';

/** Opens the console at an address, as a browser would. */
export function openConsole(address: string) {
  const router = createConsoleRouter(createMemoryHistory({ initialEntries: [address] }));
  const queryClient = createQueryClient();
  askAhead(queryClient, new URL(address, window.location.origin));
  render(<App router={router} queryClient={queryClient} />);
  return { person: userEvent.setup(), address: () => router.state.location.href };
}
