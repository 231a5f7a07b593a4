import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { problem } from '../../test/collector';
import { FakeEventSource } from '../../test/FakeEventSource';
import { DRYER_NOTED, MANY_NEW, PEDRO, summaryOfAlert, VACUUM_CALLS_HOME } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

const VACUUM = `/violations/${VACUUM_CALLS_HOME.id}`;

function part(name: string) {
  return screen.findByRole('region', { name });
}

test('a violation says who, where to, which rule, why it matters and what to do', async () => {
  openConsole(VACUUM);

  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
    'Robot vacuum breaks the rule things-stay-home',
  );
  expect(await part('Who')).toHaveTextContent('02:00:00:00:00:21');
  expect(await part('Where to')).toHaveTextContent('telemetry.example.org');
  expect(await part('Where to')).toHaveTextContent('203.0.113.40');
  expect(await part('Where to')).toHaveTextContent('this device was given the address when it asked for the name');
  expect(await part('Which rule')).toHaveTextContent('subject: { zones: [things] }');
  expect(await part('Which rule')).toHaveTextContent('policy version 3');
  expect(await part('Why it matters')).toHaveTextContent(VACUUM_CALLS_HOME.why);
  expect(await part('What to do')).toHaveTextContent(VACUUM_CALLS_HOME.advice);
});

test('silence and refusal are told apart in words', async () => {
  openConsole(VACUUM);

  expect(await part('How often')).toHaveTextContent('39 times met silence');
  expect(await part('How often')).toHaveTextContent('3 times refused');
});

test('the evidence names time with its zone, sensor and what was seen', async () => {
  openConsole(VACUUM);

  const rows = within(await screen.findByRole('table', { name: 'Evidence' })).getAllByRole('row');

  expect(rows).toHaveLength(4);
  expect(rows[3]).toHaveTextContent('lisbon-pi');
  expect(rows[3]).toHaveTextContent('203.0.113.40:443 tcp, refused');
  expect(within(rows[3] ?? document.body).getByText(/WET|GMT|UTC/)).toBeInTheDocument();
});

test('a detection says what it noticed, and what is only inferred', async () => {
  openConsole('/violations/b2c3');

  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
    'Garden camera asks a DNS server of its own choice',
  );
  expect(screen.getByText(/Who started this is inferred/)).toBeInTheDocument();
  expect(await part('Where to')).toHaveTextContent('not known: nobody was seen asking for it');
});

test('an alert about many devices leads to the devices of their zone', async () => {
  server.use(http.get('*/api/v1/alerts/a7b8', () => HttpResponse.json(MANY_NEW)));
  openConsole('/violations/a7b8');

  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
    'Devices with a random MAC address in guest are new here',
  );
  expect(within(await part('Who')).getByRole('link')).toHaveAttribute('href', '/devices?site=lisbon&zone=guest');
  expect(await part('How often')).toHaveTextContent('7 times');
});

test('an operator acknowledges with a note', async () => {
  const notes: unknown[] = [];
  server.use(
    http.post('*/api/v1/alerts/a1f0/acknowledge', async ({ request }) => {
      const body = await request.json();
      notes.push(body);
      const acknowledgement = { by: 'olga', at: '2026-11-20T12:00:00Z', note: 'New one on Friday.' };
      return HttpResponse.json({ ...VACUUM_CALLS_HOME, state: 'acknowledged', acknowledgement }, { status: 202 });
    }),
  );
  const { person } = openConsole(VACUUM);

  await person.type(await screen.findByRole('textbox', { name: 'Note (optional)' }), 'New one on Friday.');
  await person.click(screen.getByRole('button', { name: 'Acknowledge' }));

  expect(await screen.findByText('Acknowledged by olga')).toBeInTheDocument();
  expect(document.activeElement).toHaveTextContent('Acknowledged by olga');
  expect(notes).toEqual([{ note: 'New one on Friday.' }]);
  expect(screen.queryByRole('button', { name: 'Acknowledge' })).not.toBeInTheDocument();
});

test('a note survives a refusal, which is shown in words', async () => {
  server.use(
    http.post('*/api/v1/alerts/a1f0/acknowledge', () => problem(503, 'Away', 'The queue of commands is away.')),
  );
  const { person } = openConsole(VACUUM);

  await person.type(await screen.findByRole('textbox', { name: 'Note (optional)' }), 'Mine');
  await person.click(screen.getByRole('button', { name: 'Acknowledge' }));

  expect(await screen.findByText(/The queue of commands is away/)).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Note (optional)' })).toHaveValue('Mine');
});

test('who is no operator is told so, and gets no button', async () => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(PEDRO)));
  openConsole(VACUUM);

  expect(await screen.findByText('Only operators may acknowledge.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Acknowledge' })).not.toBeInTheDocument();
});

test('an acknowledged violation shows who took note and what they wrote', async () => {
  openConsole(`/violations/${DRYER_NOTED.id}`);

  expect(await screen.findByText('Acknowledged by olga')).toBeInTheDocument();
  expect(screen.getByText('Goes back to the shop on Friday.')).toBeInTheDocument();
});

test('the open page follows the stream', async () => {
  openConsole(VACUUM);
  await screen.findAllByText('42 times');
  FakeEventSource.latest.connect();

  const more = { ...VACUUM_CALLS_HOME, count: 43 };
  server.use(http.get('*/api/v1/alerts/a1f0', () => HttpResponse.json(more)));
  FakeEventSource.latest.say('alert', summaryOfAlert(more));

  expect(await screen.findByText('43 times')).toBeInTheDocument();
});

test('somebody else’s violation is not there', async () => {
  openConsole('/violations/not-mine');

  expect(await screen.findByRole('heading', { name: 'Nobody lives here' })).toBeInTheDocument();
});
