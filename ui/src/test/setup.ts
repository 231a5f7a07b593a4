import '@testing-library/jest-dom/vitest';

import { cleanup, configure } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';

import { loadLaterMessages, loadMessages } from '../messages';
import { collector } from './collector';
import { FakeEventSource } from './FakeEventSource';
import { NOON } from './house';

/** Long enough for a machine that is busy with other things; what is there is found at once. */
const PATIENCE_MILLIS = 15_000;

// jsdom lays nothing out, and says that it is Safari: the editor asks where its text stands, and works round Safari.
Object.defineProperty(navigator, 'vendor', { value: '', configurable: true });
Range.prototype.getClientRects = () => Object.assign([], { item: () => null });

export const server = setupServer(...collector);

beforeAll(async () => {
  configure({ asyncUtilTimeout: PATIENCE_MILLIS });
  server.listen({ onUnhandledFrame: 'error' });
  await loadMessages(['en']);
  await loadLaterMessages();
});

beforeEach(() => {
  // What the house says is of one day: every test begins at its noon, and time goes on from there.
  const toNoon = NOON - Date.now();
  const now = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + toNoon);
  FakeEventSource.opened = [];
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }));
  vi.stubGlobal('scrollTo', () => undefined);
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  server.resetHandlers();
});

afterAll(() => {
  server.close();
});
