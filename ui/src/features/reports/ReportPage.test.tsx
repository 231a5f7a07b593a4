import { screen, waitFor, within } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { LISBON } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

function article() {
  return screen.findByRole('article');
}

test('a report of a site says in words and tables what happened, and what it cannot know', async () => {
  const { person, address } = openConsole('/reports');
  await screen.findByRole('option', { name: 'Home in Lisbon' });
  await person.selectOptions(screen.getByRole('combobox', { name: 'Site' }), 'lisbon');

  const report = within(await article());

  expect(address()).toBe('/reports?site=lisbon');
  expect(report.getByText(/devices of Home in Lisbon tried/)).toBeInTheDocument();
  expect(report.getByRole('table', { name: 'By severity' })).toHaveTextContent(/High.*2/);
  expect(report.getByRole('table', { name: 'By rule' })).toHaveTextContent('dns-bypass (pattern)');
  expect(report.getByRole('table', { name: 'How well it was watched' })).toHaveTextContent(/lisbon-pi.*reporting/);
  expect(report.getByText(/What passed no sensor is not in it/)).toBeInTheDocument();
  expect(report.getByRole('table', { name: 'The policy in force' })).toHaveTextContent(/3.*ada/);
});

test('the redacted one names nothing of the home', async () => {
  const { person, address } = openConsole('/reports?site=lisbon');
  expect(await article()).toHaveTextContent('Robot vacuum');

  await person.click(screen.getByRole('checkbox', { name: /Redacted/ }));

  expect(address()).toBe('/reports?site=lisbon&redacted=yes');
  await waitFor(async () => {
    expect(await article()).toHaveTextContent(/Made for strangers/);
  });
  const text = (await article()).textContent;
  expect(text).not.toMatch(/vacuum|camera|lisbon|things|olga|ada|192\.0\.2|203\.0\.113|02:00/i);
  expect(text).toMatch(/rule 1.*device \d/);
  expect(text).toContain('telemetry.example.org');
});

test('it is copied as Markdown', async () => {
  const { person } = openConsole('/reports?site=lisbon&redacted=yes');
  await article();

  await person.click(screen.getByRole('button', { name: 'Copy as Markdown' }));

  expect(await screen.findByText('Copied.')).toBeInTheDocument();
  expect(await navigator.clipboard.readText()).toMatch(/^# site 1, .*\n\n## In short\n/);
});

test('a report that takes its time shows how far it is, and can be cancelled', async () => {
  server.use(
    http.get('*/api/v1/devices', async () => {
      await delay('infinite');
      return HttpResponse.json({ items: [] });
    }),
  );
  const { person } = openConsole('/reports?site=lisbon');
  const progress = await screen.findByRole('progressbar', { name: 'Gathering what is known' });
  await waitFor(() => {
    expect(progress).toHaveAttribute('aria-valuenow', '16');
  });

  await person.click(screen.getByRole('button', { name: 'Cancel' }));

  expect(await screen.findByText('The report was cancelled.')).toBeInTheDocument();
  server.resetHandlers();
  await person.click(screen.getByRole('button', { name: 'Make it after all' }));
  expect(await article()).toBeInTheDocument();
});

test('violations are counted over all pages, and no further back than the time', async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/api/v1/sites', () => HttpResponse.json({ items: [LISBON] })),
    http.get('*/api/v1/alerts', ({ request }) => {
      const cursor = new URL(request.url).searchParams.get('cursor');
      asked.push(cursor);
      const age = 3_600_000 + Number(cursor ?? '0') * 6 * 86_400_000;
      const at = new Date(Date.now() - age).toISOString();
      const next = String(Number(cursor ?? '0') + 1);
      return HttpResponse.json({ items: [{ ...ALERT, last: at, first: at }], total: 99, next });
    }),
  );
  openConsole('/reports?site=lisbon');

  expect(await article()).toHaveTextContent(/2 violations were told/);
  expect(asked).toEqual([null, '1', '2']);
});

const ALERT = {
  id: 'x',
  site: 'lisbon',
  kind: 'rule',
  origin: 'r',
  device: 'vacuum',
  deviceName: 'Robot vacuum',
  severity: 'high',
  state: 'open',
  count: 1,
  policyVersion: 3,
};
