import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';

import { ADA } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';
import { OwnSettings } from './OwnSettings';

function signedInAsAdmin() {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(ADA)));
}

test('an administrator sees what holds, who set it, and the line that sets it', async () => {
  signedInAsAdmin();
  openConsole('/settings');

  const table = await screen.findByRole('table', { name: 'How long things are kept' });
  const row = within(table).getByText('How long flows and DNS are kept').closest('tr');
  expect(row).toHaveTextContent('14d');
  expect(row).toHaveTextContent('Configuration file');
  expect(row).toHaveTextContent('CURFEW_TRAFFIC_KEEP=14d');
  expect(screen.getByRole('table', { name: 'Files that a policy may name' })).toHaveTextContent('lists/trackers.txt');
  expect(screen.getByText(/Curfew sends no mail and calls no webhook yet/)).toBeInTheDocument();
});

test('a secret is not shown', async () => {
  signedInAsAdmin();
  openConsole('/settings');

  const table = await screen.findByRole('table', { name: 'Everything else' });
  expect(within(table).getByText('curfew.opensearch.password').closest('tr')).toHaveTextContent('Not shown');
});

test('a line is copied, and that is said', async () => {
  signedInAsAdmin();
  const { person } = openConsole('/settings');

  await person.click(await screen.findByRole('button', { name: 'Copy CURFEW_TRAFFIC_KEEP=14d' }));

  expect(await screen.findByText('Copied.')).toBeInTheDocument();
  expect(await navigator.clipboard.readText()).toBe('CURFEW_TRAFFIC_KEEP=14d');
});

test('who is no administrator has settings of their own, and asks for nothing else', async () => {
  let asked = false;
  server.use(
    http.get('*/api/v1/settings', () => {
      asked = true;
      return HttpResponse.json({}, { status: 403 });
    }),
  );
  openConsole('/settings');

  expect(await screen.findByRole('region', { name: 'Yours' })).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'The collector' })).not.toBeInTheDocument();
  expect(asked).toBe(false);
});

test('theme, language and time zone are kept in this browser', async () => {
  const reload = vi.fn();
  const person = userEvent.setup();
  render(<OwnSettings onReload={reload} />);

  await person.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'dark');
  await person.selectOptions(screen.getByRole('combobox', { name: 'Language' }), 'Deutsch');
  await person.selectOptions(screen.getByRole('combobox', { name: 'Time zone' }), 'UTC');

  expect(localStorage.getItem('curfew.theme')).toBe('dark');
  expect(localStorage.getItem('curfew.language')).toBe('de');
  expect(localStorage.getItem('curfew.timeZone')).toBe('UTC');
  expect(reload).toHaveBeenCalledTimes(2);
});
