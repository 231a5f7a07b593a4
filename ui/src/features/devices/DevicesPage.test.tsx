import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { problem } from '../../test/collector';
import { DEVICES } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

function list() {
  return screen.findByRole('table', { name: 'Devices, site by site' });
}

test('every device is listed with its site, addresses and open violations', async () => {
  openConsole('/devices');

  const rows = within(await list())
    .getAllByRole('row')
    .slice(1);

  expect(rows).toHaveLength(4);
  expect(rows[0]).toHaveTextContent('Robot vacuum');
  expect(rows[0]).toHaveTextContent('192.0.2.21');
  expect(within(rows[0] ?? document.body).getByRole('link', { name: '1' })).toHaveAttribute(
    'href',
    '/violations?site=lisbon&device=vacuum',
  );
  expect(rows[2]).toHaveTextContent('Not in the policy');
});

test('a further page that does not come is told of, and asked for again', async () => {
  const further: (string | null)[] = [];
  let isAway = true;
  server.use(
    http.get('*/api/v1/devices', ({ request }) => {
      const cursor = new URL(request.url).searchParams.get('cursor');
      if (cursor === null) {
        return HttpResponse.json({ items: DEVICES.slice(0, 3), next: 'second' });
      }
      further.push(cursor);
      return isAway ? problem(400, 'Away', 'The store is away.') : HttpResponse.json({ items: DEVICES.slice(3) });
    }),
  );
  const { person } = openConsole('/devices');
  await list();

  expect(await screen.findByText(/The rest could not be fetched: The store is away/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
  isAway = false;
  await person.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByRole('link', { name: 'Door camera' })).toBeInTheDocument();
  expect(screen.queryByText(/could not be fetched/)).not.toBeInTheDocument();
});

test('filters go into the address and narrow the list', async () => {
  const { person, address } = openConsole('/devices');
  await list();

  await person.selectOptions(await screen.findByRole('combobox', { name: 'Site' }), 'porto');
  await person.type(screen.getByRole('searchbox'), 'door');

  await waitFor(() => {
    expect(address()).toBe('/devices?site=porto&q=door');
  });
  await waitFor(async () => {
    expect(within(await list()).getAllByRole('row')).toHaveLength(2);
  });
});

test('before anything was seen, the list says how devices get there', async () => {
  server.use(http.get('*/api/v1/devices', () => HttpResponse.json({ items: [] })));
  openConsole('/devices');

  expect(await screen.findByRole('heading', { name: 'No device was seen yet' })).toBeInTheDocument();
});

test('filters that match nothing can be cleared', async () => {
  const { person } = openConsole('/devices?q=nothing-is-called-so');

  await person.click(await screen.findByRole('button', { name: 'Clear filters' }));

  expect(await list()).toBeInTheDocument();
});
