import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { problem } from '../../test/collector';
import { PEDRO, summaryOfAlert, VACUUM, VACUUM_CALLS_HOME } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';
import { formatBytes } from '../../shared/ui/bytes';

async function rowsOf(table: string) {
  return within(await screen.findByRole('table', { name: table }))
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent);
}

test('the lease is held against the servers that the device really asks', async () => {
  openConsole('/devices/lisbon/vacuum');

  const rows = await rowsOf('DNS servers');

  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatch(/192\.0\.2\.1.*yes.*yes.*311 times/);
  expect(rows[1]).toMatch(/203\.0\.113\.53.*no.*no.*7 times/);
  expect(rows[2]).toMatch(/192\.0\.2\.2.*yes.*not known.*never/);
  expect(screen.getByText('It asks a server that neither the lease nor the policy names.')).toBeInTheDocument();
  expect(screen.getByText('It asks the servers that it was given.')).toBeInTheDocument();
});

test('a device that makes its address up has no maker', async () => {
  openConsole('/devices/lisbon/vacuum');

  expect(await screen.findByText('made up by the device')).toBeInTheDocument();
});

test('a device tells who made it', async () => {
  server.use(
    http.get('*/api/v1/devices/lisbon/vacuum', () =>
      HttpResponse.json({ ...VACUUM, randomised: false, vendor: 'Beijing Roborock Technology Co., Ltd.' }),
    ),
  );
  openConsole('/devices/lisbon/vacuum');

  expect(await screen.findByText('Beijing Roborock Technology Co., Ltd.')).toBeInTheDocument();
});

test('a device without a lease is held against the policy alone', async () => {
  server.use(
    http.get('*/api/v1/devices/lisbon/vacuum', () =>
      HttpResponse.json({
        ...VACUUM,
        leasedResolvers: [],
        leasedTimeServers: [],
        resolversUsed: VACUUM.resolversUsed.map((use) => ({ ...use, leased: false })),
        timeServersUsed: VACUUM.timeServersUsed.map((use) => ({ ...use, leased: false })),
      }),
    ),
  );
  openConsole('/devices/lisbon/vacuum');

  expect(
    await screen.findByText('No lease was seen; it asks a server that the policy does not name.'),
  ).toBeInTheDocument();
  expect(screen.getByText('No lease was seen; it asks servers that the policy names.')).toBeInTheDocument();
});

test('peers show verdict and outcome in words', async () => {
  openConsole('/devices/lisbon/vacuum');

  const rows = await rowsOf('Whom it talks to');

  expect(rows[0]).toMatch(/telemetry\.example\.org.*the device.*Violation.*met silence/);
  expect(rows[1]).toMatch(/hass\.example\.org.*the other party.*Allowed.*answered/);
});

test('names show their latest answer and who blocked it', async () => {
  openConsole('/devices/lisbon/vacuum');

  const rows = await rowsOf('Names it asked for');

  expect(rows[1]).toMatch(/ads\.example\.org.*no such name NXDOMAIN.*blocked by a filter/);
  expect(rows[2]).toMatch(/nowhere\.example\.org.*not answered the last time/);
});

test('its open violations are one step away', async () => {
  openConsole('/devices/lisbon/vacuum');

  const panel = within(await screen.findByRole('region', { name: 'Open violations' }));
  expect(await panel.findByRole('link', { name: VACUUM_CALLS_HOME.what })).toHaveAttribute('href', '/violations/a1f0');
});

test('a device that said nothing yet has no empty tables', async () => {
  server.use(
    http.get('*/api/v1/devices/lisbon/vacuum', () =>
      HttpResponse.json({
        ...VACUUM,
        leasedResolvers: [],
        leasedTimeServers: [],
        resolversUsed: [],
        timeServersUsed: [],
        peers: [],
        names: [],
      }),
    ),
  );
  openConsole('/devices/lisbon/vacuum');

  expect(await screen.findByText('It has not talked to anybody yet.')).toBeInTheDocument();
  expect(screen.getByText('It has not asked for a name yet.')).toBeInTheDocument();
  expect(screen.getAllByText('None leased, none asked.')).toHaveLength(2);
});

test('a device of a site that the viewer does not see is not there', async () => {
  openConsole('/devices/porto/unknown');

  expect(await screen.findByRole('heading', { name: 'Nobody lives here' })).toBeInTheDocument();
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 kB'],
  [7_560_000, '7.56 MB'],
])('%d bytes are written as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('a device tells what it may be, whose it is and what it is probably the same as', async () => {
  openConsole('/devices/lisbon/vacuum');

  expect(
    await screen.findByText('Embedded Linux with BusyBox (its DHCP vendor class is udhcp 1.24.2)'),
  ).toBeInTheDocument();
  expect(screen.getByText('Olga')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'old-robot' }).closest('li')).toHaveTextContent(
    'old-robot: the same host name (rockrobo)',
  );
});

test('what a device did is told by day', async () => {
  openConsole('/devices/lisbon/vacuum');

  const rows = await rowsOf('By day');

  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(/2026-11-20.*1,246.*42.*4/);
});

test('what it does is charted by how it went, by the policy and by how much, with a table behind it', async () => {
  const { person } = openConsole('/devices/lisbon/vacuum');
  const panel = within(await screen.findByRole('region', { name: 'What it does, over time' }));
  expect(await panel.findByRole('img', { name: /attempts, at most \d+ in an hour/ })).toBeInTheDocument();

  await person.click(panel.getByRole('button', { name: 'By the day' }));
  expect(panel.getByRole('img', { name: /attempts, at most \d+ in a day/ })).toBeInTheDocument();
  await person.click(panel.getByRole('button', { name: 'How much' }));
  expect(panel.getByRole('img', { name: /MB, at most .* in a day/ })).toBeInTheDocument();

  const [latest] = within(panel.getByRole('table', { hidden: true }))
    .getAllByRole('row', { hidden: true })
    .slice(1);
  expect(
    within(latest ?? document.body)
      .getByRole('link', { hidden: true })
      .getAttribute('href'),
  ).toMatch(/^\/traffic\?site=lisbon&device=vacuum&from=.*&to=/);
  expect(await rowsOf('Whom it tries most')).toHaveLength(2);
});

test('a timeline that does not have all violations says how many there are, and leads to them', async () => {
  const items = Array.from({ length: 50 }, (_none, index) => ({
    ...summaryOfAlert(VACUUM_CALLS_HOME),
    id: `a${String(index)}`,
  }));
  server.use(http.get('*/api/v1/alerts', () => HttpResponse.json({ items, total: 180, next: 'more' })));
  openConsole('/devices/lisbon/vacuum');

  const story = await screen.findByRole('region', { name: 'What happened to it' });
  const cut = await within(story).findByRole('link', { name: 'Of 180 violations, the latest 50 stand here: see all.' });
  expect(cut).toHaveAttribute('href', '/violations?site=lisbon&device=vacuum&state=all');
  expect(within(story).getByRole('button', { name: /^Show \d+ more$/ })).toBeInTheDocument();
});

test('a changed address and its violations stand in the timeline, the policy only for who sees all sites', async () => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json({ ...PEDRO, sites: ['lisbon'] })));
  openConsole('/devices/lisbon/vacuum');
  const panel = within(await screen.findByRole('region', { name: 'What happened to it' }));

  expect(await panel.findByText('192.0.2.21')).toBeInTheDocument();
  expect(panel.getByRole('link', { name: VACUUM_CALLS_HOME.what })).toBeInTheDocument();
  expect(panel.getByText(/Changes of the policy stand here for those who see all sites/)).toBeInTheDocument();
  expect(panel.queryByText(/of the policy came into force/)).not.toBeInTheDocument();
});

test('who sees all sites sees which changes of the policy fell between', async () => {
  openConsole('/devices/lisbon/vacuum');
  const panel = within(await screen.findByRole('region', { name: 'What happened to it' }));

  expect(await panel.findAllByText(/of the policy came into force/)).not.toHaveLength(0);
});

test('an operator says who a device is, and it is shown at once', async () => {
  const said: unknown[] = [];
  server.use(
    http.put('*/api/v1/devices/lisbon/vacuum/remark', async ({ request }) => {
      const remark: unknown = await request.json();
      said.push(remark);
      return HttpResponse.json(remark as object, { status: 202 });
    }),
  );
  const { person } = openConsole('/devices/lisbon/vacuum');
  await person.click(await screen.findByRole('button', { name: 'Say who it is' }));

  await person.type(screen.getByRole('textbox', { name: 'Name' }), ' Dusty ');
  await person.selectOptions(screen.getByRole('combobox', { name: 'Trust' }), 'not trusted');
  await person.type(screen.getByRole('textbox', { name: 'Tags' }), 'Vacuum, ground-floor vacuum');
  await person.type(
    screen.getByRole('textbox', { name: 'Links' }),
    'The manual https://example.org/manual{enter}https://example.org/app',
  );
  await person.click(screen.getByRole('button', { name: 'Save' }));

  const panel = await screen.findByRole('region', { name: 'What people say of it' });
  expect(await within(panel).findByText('Dusty')).toBeInTheDocument();
  expect(within(panel).getByText('not trusted')).toBeInTheDocument();
  expect(within(panel).getByRole('link', { name: 'The manual' })).toHaveAttribute('href', 'https://example.org/manual');
  expect(said).toEqual([
    {
      name: 'Dusty',
      owner: 'Olga',
      trust: 'untrusted',
      tags: ['vacuum', 'ground-floor'],
      notes: 'Stays at home.',
      links: [
        { title: 'The manual', url: 'https://example.org/manual' },
        { title: 'https://example.org/app', url: 'https://example.org/app' },
      ],
    },
  ]);
});

test('a refused remark stays written, and says why', async () => {
  server.use(
    http.put('*/api/v1/devices/lisbon/vacuum/remark', () => problem(400, 'Bad request', 'a tag is of letters')),
  );
  const { person } = openConsole('/devices/lisbon/vacuum');
  await person.click(await screen.findByRole('button', { name: 'Say who it is' }));
  await person.type(screen.getByRole('textbox', { name: 'Tags' }), 'sch\u00f6n');
  await person.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('It could not be saved: a tag is of letters')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Tags' })).toHaveValue('sch\u00f6n');
});

test('a viewer reads what people say, and cannot write it', async () => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(PEDRO)));
  openConsole('/devices/lisbon/vacuum');

  const panel = await screen.findByRole('region', { name: 'What people say of it' });
  expect(panel).toHaveTextContent(/Olga.*trusted a little.*Stays at home/);
  expect(within(panel).queryByRole('button')).not.toBeInTheDocument();
});
