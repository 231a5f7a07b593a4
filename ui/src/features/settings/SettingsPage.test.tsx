import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';

import { ADA, SETTINGS } from '../../test/house';
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
});

test('a secret is not shown', async () => {
  signedInAsAdmin();
  openConsole('/settings');

  const table = await screen.findByRole('table', { name: 'Everything else' });
  expect(within(table).getByText('curfew.opensearch.password').closest('tr')).toHaveTextContent('Not shown');
});

test('an administrator sees how each channel does, and sends a test', async () => {
  signedInAsAdmin();
  const asked: string[] = [];
  server.use(
    http.post('*/api/v1/settings/notifications/:channel/test', ({ params }) => {
      asked.push(String(params['channel']));
      return HttpResponse.json(
        params['channel'] === 'phone'
          ? { taken: false, reason: 'the host does not take connections there' }
          : { taken: true },
      );
    }),
  );
  const { person } = openConsole('/settings');

  const table = await screen.findByRole('table', { name: 'Channels of notifications' });
  const phone = within(table).getByText('phone').closest('tr');
  expect(phone).toHaveTextContent('https://phone.example.org/…');
  expect(phone).toHaveTextContent('2 refused, 1 dropped');
  expect(phone).toHaveTextContent('the host did not answer in time');

  await person.click(screen.getByRole('button', { name: 'Send a test by phone' }));
  expect(await screen.findByText(/Not taken: the host does not take connections there/)).toBeInTheDocument();
  await person.click(screen.getByRole('button', { name: 'Send a test by home-assistant' }));
  expect(await screen.findByText(/The other side has it/)).toBeInTheDocument();
  expect(asked).toEqual(['phone', 'home-assistant']);
});

test('a test that did not reach all says whom it did not', async () => {
  signedInAsAdmin();
  server.use(
    http.post('*/api/v1/settings/notifications/:channel/test', () =>
      HttpResponse.json({ taken: true, reason: 'gone@example.org: 550 no such mailbox' }),
    ),
  );
  const { person } = openConsole('/settings');

  await person.click(await screen.findByRole('button', { name: 'Send a test by phone' }));

  expect(
    await screen.findByText(/The other side has it, but not for all: gone@example.org: 550 no such mailbox/),
  ).toBeInTheDocument();
});

test('where there is no channel, it says how to name the first', async () => {
  signedInAsAdmin();
  server.use(http.get('*/api/v1/settings', () => HttpResponse.json({ ...SETTINGS, notifications: [] })));
  openConsole('/settings');

  expect(await screen.findByText(/Nobody is told: there is no channel/)).toBeInTheDocument();
  expect(
    screen.getByRole('button', { name: 'Copy CURFEW_NOTIFICATIONS_CHANNELS_PHONE_KIND=webhook' }),
  ).toBeInTheDocument();
});

test('a line is copied, and that is said', async () => {
  signedInAsAdmin();
  const { person } = openConsole('/settings');

  await person.click(await screen.findByRole('button', { name: 'Copy CURFEW_TRAFFIC_KEEP=14d' }));

  expect(await screen.findByText('Copied.')).toBeInTheDocument();
  expect(await navigator.clipboard.readText()).toBe('CURFEW_TRAFFIC_KEEP=14d');
});

/** A browser whose page came without TLS: it copies what is selected, if at all. */
function letCopy(execCommand: () => boolean) {
  vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as unknown as Clipboard);
  Object.defineProperty(document, 'execCommand', { value: execCommand, configurable: true });
}

test('where a page without TLS has no clipboard, a line is copied by the older way', async () => {
  signedInAsAdmin();
  const { person } = openConsole('/settings');
  const button = await screen.findByRole('button', { name: 'Copy CURFEW_TRAFFIC_KEEP=14d' });
  let copied: string | undefined;
  letCopy(() => {
    copied = document.querySelector('textarea')?.value;
    return true;
  });

  await person.click(button);

  expect(await screen.findByText('Copied.')).toBeInTheDocument();
  expect(copied).toBe('CURFEW_TRAFFIC_KEEP=14d');
  expect(document.querySelector('textarea')).toBeNull();
  expect(button).toHaveFocus();
});

test('a browser that lets nothing be copied is told of', async () => {
  signedInAsAdmin();
  const { person } = openConsole('/settings');
  const button = await screen.findByRole('button', { name: 'Copy CURFEW_TRAFFIC_KEEP=14d' });
  letCopy(() => false);

  await person.click(button);

  expect(await screen.findByText(/The browser does not let it be copied/)).toBeInTheDocument();
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
