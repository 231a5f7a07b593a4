import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import type { FleetSensor } from '../../shared/api/client';
import { problem } from '../../test/collector';
import { FakeEventSource } from '../../test/FakeEventSource';
import { GLANCES, ADA, LISBON_SENSOR, PEDRO, PORTO_SENSOR } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

async function ids() {
  const table = await screen.findByRole('table', { name: 'Sensors' });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getByRole('link').textContent);
}

test('a sensor in trouble comes first, and says what it misses', async () => {
  openConsole('/sensors');

  expect(await ids()).toEqual(['porto-pi', 'lisbon-pi']);
  const row = screen.getByRole('row', { name: /porto-pi/ });
  expect(row).toHaveTextContent('Silent');
  expect(row).toHaveTextContent('25%');
  expect(row).toHaveTextContent('0.498%');
  expect(row).toHaveTextContent('14 minutes');
  expect(row).toHaveTextContent('1,204 observations, 205 kB');
  expect(row).toHaveTextContent('set 2 times');
});

test('sensors are filtered by trouble and site, in the address', async () => {
  const { person, address } = openConsole('/sensors?trouble=blind');
  expect(await ids()).toEqual(['porto-pi', 'lisbon-pi']);

  await person.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'Silent');
  await waitFor(() => {
    expect(address()).toBe('/sensors?trouble=silent');
  });
  expect(await ids()).toEqual(['porto-pi']);

  await person.selectOptions(screen.getByRole('combobox', { name: 'Site' }), 'Home in Lisbon');
  await person.click(await screen.findByRole('button', { name: 'Clear filters' }));
  expect(await ids()).toHaveLength(2);
});

test('a sensor that reports for the first time appears by itself, long before the list would be asked for again', async () => {
  server.use(http.get('*/api/v1/sensors', () => HttpResponse.json({ items: [LISBON_SENSOR] })));
  openConsole('/sensors');
  expect(await ids()).toEqual(['lisbon-pi']);
  const stream = FakeEventSource.opened.find(({ url }) => url === '/api/v1/sensors/stream');
  stream?.connect();

  server.use(http.get('*/api/v1/sensors', () => HttpResponse.json({ items: [LISBON_SENSOR, PORTO_SENSOR] })));
  stream?.say('sensor', { site: 'porto' });

  expect(await screen.findByRole('link', { name: 'porto-pi' }, { timeout: 5_000 })).toBeInTheDocument();
});

test('sensors are fetched again as soon as their stream was opened again', async () => {
  server.use(http.get('*/api/v1/sensors', () => HttpResponse.json({ items: [LISBON_SENSOR] })));
  openConsole('/sensors');
  expect(await ids()).toEqual(['lisbon-pi']);
  const streams = () => FakeEventSource.opened.filter(({ url }) => url === '/api/v1/sensors/stream');
  streams().at(-1)?.connect();

  server.use(http.get('*/api/v1/sensors', () => HttpResponse.json({ items: [LISBON_SENSOR, PORTO_SENSOR] })));
  streams().at(-1)?.say('ended', {});
  streams().at(-1)?.connect();

  expect(await screen.findByRole('link', { name: 'porto-pi' }, { timeout: 5_000 })).toBeInTheDocument();
});

test('what was lost never reads as nothing, and nearly all never as all', async () => {
  server.use(
    http.get('*/api/v1/sensors', () =>
      HttpResponse.json({ items: [{ ...LISBON_SENSOR, coverage: 0.99999, packetsDropped: 1 }] }),
    ),
  );
  openConsole('/sensors');

  const row = await screen.findByRole('row', { name: /lisbon-pi/ });
  expect(row).toHaveTextContent('99.9%');
  expect(row).toHaveTextContent('0.000548%');
});

test('one sensor says what is wrong and what to do', async () => {
  openConsole('/sensors/porto/porto-pi');

  const todo = await screen.findByRole('region', { name: 'What to do' });

  expect(todo).toHaveTextContent('look whether its machine has power and network');
  expect(todo).toHaveTextContent('Look whether it reaches Kafka');
  expect(screen.getByRole('region', { name: 'Itself' })).toHaveTextContent('set 2 times, last by -1 minute');
});

test('a sensor that is well has nothing to do, and shows its imports', async () => {
  server.use(http.get('*/api/v1/sensors', () => HttpResponse.json({ items: [{ ...LISBON_SENSOR, troubles: [] }] })));
  openConsole('/sensors/lisbon/lisbon-pi');

  const sources = await screen.findByRole('list', { name: 'Other eyes of lisbon-pi' });
  const [dnsmasq, netflow] = within(sources).getAllByRole('listitem');
  expect(dnsmasq).toHaveTextContent(/dnsmasq .*sees questions to DNS, leases · no MAC addresses · last heard/);
  expect(netflow).toHaveTextContent(/netflow .*sees flows · 17 lost · not heard yet/);
  expect(netflow).toHaveTextContent('port 2055 is taken');
  expect(screen.queryByRole('region', { name: 'What to do' })).not.toBeInTheDocument();
  expect(screen.getByText('Well')).toBeInTheDocument();
});

const ENROLMENT = { at: '2026-11-01T12:00:00Z', by: 'olga', signs: true };

test('an administrator revokes a sensor after reading what that does', async () => {
  let enrolment: NonNullable<FleetSensor['enrolment']> = ENROLMENT;
  server.use(
    http.get('*/api/v1/me', () => HttpResponse.json(ADA)),
    http.get('*/api/v1/sensors', () => HttpResponse.json({ items: [{ ...LISBON_SENSOR, enrolment }] })),
    http.delete('*/api/v1/sites/lisbon/sensors/lisbon-pi/enrolment', () => {
      enrolment = { ...ENROLMENT, revoked: '2026-11-20T12:00:00Z', revokedBy: 'ada' };
      return HttpResponse.json(enrolment);
    }),
  );
  const { person } = openConsole('/sensors/lisbon/lisbon-pi');
  const identity = await screen.findByRole('region', { name: 'Its identity' });
  expect(identity).toHaveTextContent('Enrolled, signs');

  await person.click(await within(identity).findByRole('button', { name: 'Revoke' }));
  const question = await screen.findByRole('dialog', { name: /Revoke lisbon-pi\?/ });
  expect(question).toHaveTextContent('nothing is taken that is sent in its name');
  await person.click(within(question).getByRole('button', { name: 'Revoke' }));

  await waitFor(() => {
    expect(screen.getByRole('region', { name: 'Its identity' })).toHaveTextContent(/Revoked.*, ada/);
  });
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Revoke' })).not.toBeInTheDocument();
});

test('a revocation that fails says why and leaves the question open', async () => {
  server.use(
    http.get('*/api/v1/me', () => HttpResponse.json(ADA)),
    http.get('*/api/v1/sensors', () => HttpResponse.json({ items: [{ ...LISBON_SENSOR, enrolment: ENROLMENT }] })),
    http.delete('*/api/v1/sites/:site/sensors/:sensor/enrolment', () => problem(503, 'Kafka away', 'Kafka is away.')),
  );
  const { person } = openConsole('/sensors/lisbon/lisbon-pi');

  await person.click(await screen.findByRole('button', { name: 'Revoke' }));
  const question = await screen.findByRole('dialog');
  await person.click(within(question).getByRole('button', { name: 'Revoke' }));

  expect(await within(question).findByText(/It was not revoked: Kafka is away/)).toBeInTheDocument();
});

test('who is no administrator sees who was revoked and what was refused, and revokes nobody', async () => {
  const enrolment = {
    ...ENROLMENT,
    revoked: '2026-11-20T12:00:00Z',
    revokedBy: 'ada',
    refused: '2026-11-20T12:05:00Z',
    refusal: 'the sensor was revoked',
  };
  server.use(
    http.get('*/api/v1/sensors', () =>
      HttpResponse.json({
        items: [
          { ...LISBON_SENSOR, enrolment: ENROLMENT },
          { ...PORTO_SENSOR, enrolment },
        ],
      }),
    ),
  );
  openConsole('/sensors');
  expect(await screen.findByRole('row', { name: /porto-pi/ })).toHaveTextContent('Revoked');
  expect(screen.getByRole('row', { name: /lisbon-pi/ })).toHaveTextContent('Enrolled, signs');

  openConsole('/sensors/porto/porto-pi');

  const identity = await screen.findByRole('region', { name: 'Its identity' });
  expect(identity).toHaveTextContent(/Refused last.*: the sensor was revoked/);
  expect(screen.queryByRole('button', { name: 'Revoke' })).not.toBeInTheDocument();
});

test('a sensor that is not there is not found', async () => {
  openConsole('/sensors/lisbon/elsewhere');

  expect(await screen.findByRole('heading', { name: 'Nobody lives here' })).toBeInTheDocument();
});

test('inviting a sensor gives one command, and its first report is noticed', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/v1/sites/porto/invitations', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(
        { site: 'porto', sensor: 'attic', token: 'abc', until: '2026-11-20T12:30:00Z' },
        { status: 201 },
      );
    }),
  );
  const { person } = openConsole('/sensors/new?site=porto');

  await person.type(await screen.findByRole('textbox', { name: 'Name' }), 'attic');
  await person.click(screen.getByRole('button', { name: 'Make the command' }));

  expect(await screen.findByText(/curfew-sensor enrol https:\/\/curfew.example.org/)).toHaveTextContent(
    /^echo 'abc' \| sudo curfew-sensor enrol/,
  );
  expect(sent).toEqual([{ sensor: 'attic', interfaceName: 'eth0' }]);
  expect(screen.getByText(/Waiting for attic/)).toBeInTheDocument();

  server.use(
    http.get('*/api/v1/sensors', () =>
      HttpResponse.json({
        items: [{ ...PORTO_SENSOR, id: 'attic', troubles: [], lastSeen: new Date(Date.now() + 60_000).toISOString() }],
      }),
    ),
  );
  expect(await screen.findByText(/attic reports/)).toBeInTheDocument();
});

test('a sensor reports when it was heard since, whatever the clock of the browser says', async () => {
  const heard = (lastSeen: string) =>
    http.get('*/api/v1/sensors', () =>
      HttpResponse.json({ items: [{ ...PORTO_SENSOR, id: 'attic', troubles: [], lastSeen }] }),
    );
  server.use(
    heard('2026-11-20T09:00:00Z'),
    http.post('*/api/v1/sites/:site/invitations', () =>
      HttpResponse.json(
        { site: 'porto', sensor: 'attic', token: 'abc', until: '2026-11-20T12:30:00Z' },
        { status: 201 },
      ),
    ),
  );
  const { person } = openConsole('/sensors/new?site=porto');
  await person.type(await screen.findByRole('textbox', { name: 'Name' }), 'attic');
  await person.click(screen.getByRole('button', { name: 'Make the command' }));
  expect(await screen.findByText(/Waiting for attic/)).toBeInTheDocument();

  server.use(heard('2026-11-20T09:01:00Z'));

  expect(await screen.findByText(/attic reports/)).toBeInTheDocument();
});

test('where the sites cannot be had, that is told, and they are asked for again', async () => {
  let isAway = true;
  server.use(
    http.get('*/api/v1/overview', () =>
      isAway
        ? problem(400, 'Away', 'The store is away.')
        : HttpResponse.json({ at: '2026-11-20T12:00:00Z', sites: GLANCES }),
    ),
  );
  const { person } = openConsole('/sensors/new');

  expect(await screen.findByText(/The store is away/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Make the command' })).not.toBeInTheDocument();
  isAway = false;
  await person.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByRole('button', { name: 'Make the command' })).toBeEnabled();
});

test('an invitation that is refused says why and keeps what was written', async () => {
  server.use(
    http.post('*/api/v1/sites/:site/invitations', () => problem(429, 'Too many', 'Too many sensors are invited.')),
  );
  const { person } = openConsole('/sensors/new');

  await person.type(await screen.findByRole('textbox', { name: 'Name' }), 'attic');
  await person.click(screen.getByRole('button', { name: 'Make the command' }));

  expect(await screen.findByText(/Too many sensors are invited/)).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('attic');
});

test('who only looks is not asked to add a sensor', async () => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(PEDRO)));
  openConsole('/sensors');

  await ids();
  expect(screen.queryByRole('link', { name: 'Add a sensor' })).not.toBeInTheDocument();
});
