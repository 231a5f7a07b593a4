import { screen, waitFor } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { afterEach, expect, test } from 'vitest';

import { OLGA, VACUUM_CALLS_HOME } from '../test/house';
import { openConsole } from '../test/openConsole';
import { server } from '../test/setup';

afterEach(() => {
  server.events.removeAllListeners();
});

/** What the console asks the collector for from now on. */
function listenToRequests(): string[] {
  const asked: string[] = [];
  server.events.on('request:start', ({ request }) => {
    const { pathname, search } = new URL(request.url);
    asked.push(pathname + search);
  });
  return asked;
}

test.each([
  ['/', '/api/v1/overview'],
  ['/violations?site=lisbon', '/api/v1/alerts?site=lisbon&state=open&limit=50'],
])('%s is asked for before it is known who is there', async (address, wanted) => {
  server.use(http.get('*/api/v1/me', () => delay('infinite')));
  const asked = listenToRequests();

  openConsole(address);

  await waitFor(() => {
    expect(asked).toContain(wanted);
  });
});

test.each([
  ['/', 'Home in Lisbon'],
  ['/violations', VACUUM_CALLS_HOME.what],
  ['/violations?site=lisbon&severity=high&state=all', VACUUM_CALLS_HOME.what],
])('nothing that %s shows is asked for twice', async (address, sign) => {
  const asked = listenToRequests();

  openConsole(address);
  await screen.findAllByText(sign);

  await waitFor(() => {
    expect(asked.length).toBeGreaterThan(3);
  });
  expect(asked).toEqual([...new Set(asked)]);
});

test('a board in groups does not ask for its rows', async () => {
  const asked = listenToRequests();

  openConsole('/violations?group=device');
  await screen.findByRole('heading', { level: 1, name: 'Violations' });

  expect(asked.filter((one) => one.endsWith('&limit=50'))).toEqual([]);
});

test('who may not see the overview is only sent on', async () => {
  server.use(
    http.get('*/api/v1/me', () => HttpResponse.json({ ...OLGA, roles: ['auditor'] })),
    http.get('*/api/v1/overview', () => HttpResponse.json({ status: 403 }, { status: 403 })),
  );

  const { address } = openConsole('/');

  await waitFor(() => {
    expect(address()).toBe('/audit');
  });
});
