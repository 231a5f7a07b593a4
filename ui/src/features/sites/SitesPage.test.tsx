import { screen, within } from '@testing-library/react';
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
