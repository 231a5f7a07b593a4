import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { LISBON, PORTO } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

test('a card leads to the open violations of a site by severity', async () => {
  openConsole('/sites');

  const card = await screen.findByRole('article', { name: 'Home in Lisbon' });

  expect(within(card).getByRole('link', { name: 'High 2' })).toHaveAttribute(
    'href',
    '/violations?site=lisbon&severity=high',
  );
  expect(within(card).queryByRole('link', { name: /Critical/ })).not.toBeInTheDocument();
});

test('a sensor that reports and one that fell silent are told apart in words', async () => {
  const now = new Date().toISOString();
  server.use(
    http.get('*/api/v1/sites', () =>
      HttpResponse.json({
        items: [{ ...LISBON, sensors: LISBON.sensors.map((sensor) => ({ ...sensor, lastSeen: now })) }, PORTO],
      }),
    ),
  );
  openConsole('/sites');

  expect(await screen.findByRole('article', { name: 'Home in Lisbon' })).toHaveTextContent('Reporting');
  expect(screen.getByRole('article', { name: 'Home in Lisbon' })).toHaveTextContent('none lost');
  expect(screen.getByRole('article', { name: 'Guest house in Porto' })).toHaveTextContent('Silent');
  expect(screen.getByText(/expected once a replayed recording has ended/)).toBeInTheDocument();
  expect(screen.getByRole('article', { name: 'Guest house in Porto' })).toHaveTextContent('0.5% lost');
});

test('a sensor says what its imports see and what they do not', async () => {
  openConsole('/sites');

  const sources = await screen.findByRole('list', { name: 'Other eyes of lisbon-pi' });
  const [dnsmasq, netflow] = within(sources).getAllByRole('listitem');

  expect(dnsmasq).toHaveTextContent(/dnsmasq .*sees questions to DNS, leases · no MAC addresses · last heard/);
  expect(netflow).toHaveTextContent(/netflow .*sees flows · 17 lost · not heard yet/);
  expect(netflow).toHaveTextContent('port 2055 is taken');
  expect(netflow).not.toHaveTextContent('no MAC addresses');
});

test('a sensor that sees nothing, or whose observations wait, says so', async () => {
  openConsole('/sites');

  const porto = await screen.findByRole('article', { name: 'Guest house in Porto' });

  expect(porto).toHaveTextContent('Its interface is down');
  expect(porto).toHaveTextContent('1,204 observations wait for Kafka');
  expect(porto).toHaveTextContent('3 observations given up');
  expect(screen.getByRole('article', { name: 'Home in Lisbon' })).not.toHaveTextContent('interface is down');
});

test('a site without a sensor says that nothing is seen', async () => {
  server.use(http.get('*/api/v1/sites', () => HttpResponse.json({ items: [{ ...PORTO, sensors: [] }] })));
  openConsole('/sites');

  expect(await screen.findByText(/No sensor reports from here/)).toBeInTheDocument();
});

test('without a site the page says where sites come from', async () => {
  server.use(http.get('*/api/v1/sites', () => HttpResponse.json({ items: [] })));
  openConsole('/sites');

  expect(await screen.findByText(/Sites come from the policy/)).toBeInTheDocument();
});

async function names() {
  const cards = await screen.findAllByRole('article');
  return cards.map((card) => within(card).getByRole('heading', { level: 2 }).textContent);
}

test('sites can be searched, by their zones too', async () => {
  const { person, address } = openConsole('/sites');
  expect(await names()).toEqual(['Guest house in Porto', 'Home in Lisbon']);

  await person.type(screen.getByRole('searchbox', { name: 'Search site or zone' }), 'private');

  await waitFor(() => {
    expect(address()).toBe('/sites?q=private');
  });
  expect(await names()).toEqual(['Home in Lisbon']);
});

test('the worst site comes first when one asks for it', async () => {
  const grave = { ...LISBON, openAlerts: { critical: 2, high: 0, medium: 0, low: 0 } };
  server.use(http.get('*/api/v1/sites', () => HttpResponse.json({ items: [PORTO, grave] })));
  openConsole('/sites?order=violations');

  expect(await names()).toEqual(['Home in Lisbon', 'Guest house in Porto']);
});

test('what nobody watches comes first when one asks for it', async () => {
  const now = new Date().toISOString();
  const watched = { ...PORTO, sensors: PORTO.sensors.map((sensor) => ({ ...sensor, lastSeen: now })) };
  server.use(http.get('*/api/v1/sites', () => HttpResponse.json({ items: [watched, LISBON] })));
  openConsole('/sites?order=silence');

  expect(await names()).toEqual(['Home in Lisbon', 'Guest house in Porto']);
});

test('a search that finds nothing can be taken back', async () => {
  const { person } = openConsole('/sites?q=atlantis');

  await person.click(await screen.findByRole('button', { name: 'Clear filters' }));

  expect(await names()).toHaveLength(2);
});
