import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { problem } from '../../test/collector';
import { ADA, AUDREY } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

beforeEach(() => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(ADA)));
});

test('each decision says who did what about what', async () => {
  openConsole('/audit');

  const rows = within(await screen.findByRole('table', { name: 'What people decided' })).getAllByRole('row');
  expect(rows).toHaveLength(4);
  expect(rows[1]).toHaveTextContent(/ada.*Put a policy in force.*policy version 3.*all sites/);
  expect(rows[2]).toHaveTextContent(/olga.*Muted until.*waits for the plumber.*a violation/);
  expect(screen.getByRole('link', { name: 'vacuum' })).toHaveAttribute('href', '/devices/lisbon/vacuum');
});

test('filters go into the address and narrow the trail', async () => {
  const { person, address } = openConsole('/audit');

  await person.selectOptions(await screen.findByRole('combobox', { name: 'Decision' }), 'Muted');

  expect(await screen.findByText('waits for the plumber')).toBeInTheDocument();
  expect(address()).toBe('/audit?action=mute');
  expect(screen.queryByText('Said who a device is', { selector: 'td *' })).not.toBeInTheDocument();
});

test('filters that leave nothing over can be taken back', async () => {
  const { person, address } = openConsole('/audit?action=reopen');

  await screen.findByRole('heading', { name: 'Nothing matches these filters' });
  await person.click(screen.getByRole('button', { name: 'Clear filters' }));

  expect(await screen.findByText('waits for the plumber')).toBeInTheDocument();
  expect(address()).toBe('/audit');
});

test('before the first decision the page says what will stand here', async () => {
  server.use(http.get('*/api/v1/audit', () => HttpResponse.json({ items: [], total: 0 })));
  openConsole('/audit');

  expect(await screen.findByRole('heading', { name: 'Nobody has decided anything yet' })).toBeInTheDocument();
});

test('who keeps the trail sees it, and nothing of the sites', async () => {
  server.use(
    http.get('*/api/v1/me', () => HttpResponse.json(AUDREY)),
    http.get('*/api/v1/sites', () => problem(403, 'Not allowed', 'The role viewer is missing.')),
  );
  const { address } = openConsole('/');

  await screen.findByRole('table', { name: 'What people decided' });
  expect(address()).toBe('/audit');
  const ways = within(screen.getByRole('navigation', { name: 'Main' })).getAllByRole('link');
  expect(ways.map((way) => way.textContent)).toEqual(['Audit', 'Settings']);
});
