import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { GLANCES } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

function sitesAre(sites: unknown[]) {
  server.use(http.get('*/api/v1/overview', () => HttpResponse.json({ at: '2026-11-20T12:00:00Z', sites })));
}

async function rows() {
  const table = await screen.findByRole('table', { name: 'Sites' });
  return within(table).getAllByRole('row').slice(1);
}

async function names() {
  return (await rows()).map((row) => within(row).getAllByRole('link')[0]?.textContent);
}

test('the numbers of all sites are added up, and lead to what they count', async () => {
  openConsole('/');

  const totals = await screen.findByRole('list', { name: 'In numbers' });

  expect(within(totals).getByRole('link', { name: 'Critical 1 open' })).toHaveAttribute(
    'href',
    '/violations?severity=critical',
  );
  expect(within(totals).getByRole('link', { name: 'High 2 open' })).toBeInTheDocument();
  expect(within(totals).getByRole('link', { name: 'Devices 8 1 new, 2 quiet' })).toHaveAttribute('href', '/devices');
  expect(within(totals).getByRole('link', { name: /Sensors 2 2 in trouble · heard 25% of the day/ })).toHaveAttribute(
    'href',
    '/sensors',
  );
});

test('each site is a row: what is open, who is new and quiet, how well it is heard', async () => {
  openConsole('/?order=name');

  const [porto, lisbon] = await rows();

  expect(lisbon).toHaveTextContent('Home in Lisbon');
  expect(within(lisbon ?? document.body).getByRole('link', { name: 'High 2' })).toHaveAttribute(
    'href',
    '/violations?site=lisbon&severity=high',
  );
  expect(within(lisbon ?? document.body).getByRole('link', { name: '2' })).toHaveAttribute(
    'href',
    '/devices?site=lisbon&standing=quiet',
  );
  expect(lisbon).toHaveTextContent('99.9%');
  expect(porto).toHaveTextContent('1 of 1 silent');
});

test('the worst site comes first, unless another order is wished', async () => {
  const { person, address } = openConsole('/');
  expect(await names()).toEqual(['Guest house in Porto', 'Home in Lisbon']);

  await person.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Most quiet devices first');

  await waitFor(() => {
    expect(address()).toBe('/?order=quiet');
  });
  expect(await names()).toEqual(['Home in Lisbon', 'Guest house in Porto']);
});

test('a house 2 stands before a house 10', async () => {
  sitesAre(['House 10', 'House 2', 'House 1'].map((name) => ({ ...GLANCES[0], id: name.replace(' ', '-'), name })));
  openConsole('/?order=name');

  expect(await names()).toEqual(['House 1', 'House 2', 'House 10']);
});

test('sites can be searched, and a search that finds nothing be taken back', async () => {
  const { person, address } = openConsole('/?q=porto');
  expect(await names()).toEqual(['Guest house in Porto']);

  await person.type(screen.getByRole('searchbox', { name: 'Search site' }), 'x');
  await person.click(await screen.findByRole('button', { name: 'Clear filters' }));

  await waitFor(() => {
    expect(address()).toBe('/');
  });
  expect(await names()).toHaveLength(2);
});

test('one site of many shows what wants attention there', async () => {
  openConsole('/?site=lisbon');

  expect(await screen.findByRole('heading', { level: 1, name: 'Home in Lisbon' })).toBeInTheDocument();
  const attention = await screen.findByRole('region', { name: 'Needs attention now' });
  const matters = await within(attention).findAllByRole('listitem');
  expect(matters[0]).toHaveTextContent('High');
  expect(matters.at(-1)).toHaveTextContent('Medium');
  expect(attention).not.toHaveTextContent('Door camera');
  const sensors = await screen.findByRole('region', { name: 'Sensors' });
  expect(await within(sensors).findByText('Does not see all')).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: 'guest' })).toHaveAttribute('href', '/devices?site=lisbon&zone=guest');
});

test('who has one site sees it at once', async () => {
  sitesAre([GLANCES[0]]);
  openConsole('/');

  expect(await screen.findByRole('heading', { level: 1, name: 'Overview' })).toBeInTheDocument();
  expect(await screen.findByRole('region', { name: 'Gone quiet' })).toBeInTheDocument();
  expect(screen.queryByRole('table', { name: 'Sites' })).not.toBeInTheDocument();
});

const FRESH = {
  id: 'faro',
  name: 'Flat in Faro',
  devices: 0,
  newDevices: 0,
  quietDevices: 0,
  openAlerts: { critical: 0, high: 0, medium: 0, low: 0 },
  sensors: 0,
  troubled: 0,
  silent: 0,
};

test('a site without a sensor says what to do first', async () => {
  sitesAre([FRESH]);
  openConsole('/');

  expect(await screen.findByRole('heading', { name: 'No sensor has reported from here yet' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Add a sensor' })).toHaveAttribute('href', '/sensors/new?site=faro');
  expect(screen.queryByRole('list', { name: 'In numbers' })).not.toBeInTheDocument();
});

test('a site whose sensor has seen nobody yet leads to the sensor', async () => {
  sitesAre([{ ...FRESH, sensors: 1, coverage: 0 }]);
  openConsole('/');

  expect(await screen.findByRole('link', { name: 'What the sensor sees' })).toHaveAttribute(
    'href',
    '/sensors?site=faro',
  );
});

test.each([
  [{ sensors: 1, coverage: 0.001 }, 'Sensors 1 all well · just begun to listen; a day makes it whole'],
  [{ sensors: 1, troubled: 1, silent: 1, coverage: 0 }, 'Sensors 1 1 in trouble · heard 0% of the day'],
  [{}, 'Sensors 0 none yet: add one to begin'],
])('the sensors of a site that is %j read %s', async (some, text) => {
  sitesAre([{ ...FRESH, devices: 1, ...some }]);
  openConsole('/');

  expect(await screen.findByRole('link', { name: text })).toBeInTheDocument();
});

test('the violations of the last day stand in a table behind their chart', async () => {
  const start = new Date(Math.floor(Date.now() / 3_600_000 - 2) * 3_600_000).toISOString();
  const attempts = { answered: 0, unanswered: 40, refused: 2, rejected: 0 };
  server.use(
    http.get('*/api/v1/traffic/hours', ({ request }) =>
      HttpResponse.json(
        new URL(request.url).searchParams.get('verdict') === 'violation'
          ? { hours: [{ start, sums: { count: 42, attempts, initiatorBytes: 0, responderBytes: 0 } }], peers: [] }
          : { hours: [], peers: [] },
      ),
    ),
  );
  openConsole('/');

  expect(await screen.findByRole('img', { name: /42/ })).toBeInTheDocument();
  const table = screen.getByRole('table', { name: 'Against the rules in the last 24 hours' });
  expect(within(table).getAllByRole('row')[1]).toHaveTextContent(/40.*2/);
});

test('without a site the page says where sites come from', async () => {
  sitesAre([]);
  openConsole('/');

  expect(await screen.findByText(/Sites come from the policy/)).toBeInTheDocument();
});

test('a site that is not one of mine is not there', async () => {
  openConsole('/?site=atlantis');

  expect(await screen.findByRole('heading', { name: 'Nobody lives here' })).toBeInTheDocument();
});
