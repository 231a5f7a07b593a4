import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { chooseTimeZone, timeZone } from '../../shared/own/choices';
import { wallOf } from '../../shared/time/wallClock';
import { problem } from '../../test/collector';
import { FakeEventSource } from '../../test/FakeEventSource';
import {
  ADA,
  DRYER_NOTED,
  KETTLE_OVER,
  MANY_NEW,
  PEDRO,
  PI_SILENT,
  PLUG_MUTED,
  summaryOfAlert,
  TV_AGAIN,
  VACUUM_CALLS_HOME,
} from '../../test/house';
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
  expect(rows[1]).toHaveTextContent('192.0.2.21 → 192.0.2.1: telemetry.example.org A');
  expect(rows[1]).toHaveTextContent('203.0.113.40');
  expect(rows[2]).toHaveTextContent('203.0.113.40:443 tcp, unanswered');
  expect(rows[3]).toHaveTextContent('192.0.2.21:51022 → 203.0.113.40:443 tcp');
  expect(rows[3]).toHaveTextContent('refused');
  expect(rows[3]).toHaveTextContent('60 B');
  expect(within(rows[3] ?? document.body).getByText(/WET|GMT|UTC/)).toBeInTheDocument();
});

test('evidence that was rejected says why', async () => {
  const piece = VACUUM_CALLS_HOME.evidence[2];
  const evidence = [{ ...piece, flow: { ...piece?.flow, outcome: 'rejected', rejectCode: 13 } }];
  server.use(http.get('*/api/v1/alerts/a1f0', () => HttpResponse.json({ ...VACUUM_CALLS_HOME, evidence })));
  openConsole(VACUUM);

  const table = await screen.findByRole('table', { name: 'Evidence' });

  expect(table).toHaveTextContent('rejected (ICMP): forbidden');
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

test('an alert about a sensor leads to the page of the sensor', async () => {
  server.use(http.get('*/api/v1/alerts/a9c1', () => HttpResponse.json(PI_SILENT)));
  const { person } = openConsole('/violations/a9c1');

  const who = await part('Who');
  expect(within(who).getByText('Sensor')).toBeInTheDocument();
  expect(within(who).queryByText('Device')).not.toBeInTheDocument();
  expect(await part('Where to')).toHaveTextContent('This is about the sensor itself.');
  await person.click(within(who).getByRole('link', { name: 'Sensor lisbon-pi' }));

  expect(await screen.findByRole('heading', { level: 1, name: 'lisbon-pi' })).toBeInTheDocument();
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

  expect(await screen.findByText('Only operators may decide about it.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Acknowledge' })).not.toBeInTheDocument();
});

test('an acknowledged violation shows who took note and what they wrote', async () => {
  openConsole(`/violations/${DRYER_NOTED.id}`);

  expect(await screen.findByText('Acknowledged by olga')).toBeInTheDocument();
  expect(await part('What became of it')).toHaveTextContent('Goes back to the shop on Friday.');
});

test('a muted violation says until when, and offers to unmute it', async () => {
  server.use(http.get('*/api/v1/alerts/b9c0', () => HttpResponse.json(PLUG_MUTED)));
  openConsole('/violations/b9c0');

  expect(await screen.findByText('Muted until')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Unmute' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Acknowledge' })).not.toBeInTheDocument();
});

test('what was quiet for long is over by itself, and can be reopened', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/v1/alerts/a8b9/reopen', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...TV_AGAIN, id: 'a8b9' }, { status: 202 });
    }),
  );
  const { person } = openConsole(`/violations/${KETTLE_OVER.id}`);

  expect(await screen.findByText('Over by itself')).toBeInTheDocument();
  await person.click(screen.getByRole('button', { name: 'Reopen' }));

  expect(await screen.findByText('Open again')).toBeInTheDocument();
  expect(screen.getByText('Reopened')).toBeInTheDocument();
  expect(sent).toEqual([{ note: '' }]);
});

test('what a new policy allows says so where it stands, and in its history', async () => {
  const at = '2026-11-20T12:00:00Z';
  const why = 'Policy version 8 allows it by the rule "things-stay-home".';
  const over = {
    ...VACUUM_CALLS_HOME,
    state: 'resolved',
    resolution: { by: '', at },
    notes: [{ by: '', at, text: why }],
    history: [...VACUUM_CALLS_HOME.history, { at, by: '', turn: 'resolved' }],
  };
  server.use(http.get('*/api/v1/alerts/a1f0', () => HttpResponse.json(over)));
  openConsole(VACUUM);

  expect(await part('Where it stands')).toHaveTextContent(`Over by itself${why} When it happens again`);
  expect(await part('What became of it')).toHaveTextContent(why);
});

test('an operator mutes for as long as they choose', async () => {
  const sent: { until: string }[] = [];
  server.use(
    http.post<never, { until: string }>('*/api/v1/alerts/a1f0/mute', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...PLUG_MUTED, id: 'a1f0' }, { status: 202 });
    }),
  );
  const { person } = openConsole(VACUUM);

  await person.selectOptions(await screen.findByRole('combobox', { name: 'How long' }), 'for a week');
  await person.click(screen.getByRole('button', { name: 'Mute' }));

  expect(await screen.findByText('Muted until')).toBeInTheDocument();
  const days = (Date.parse(sent[0]?.until ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.9);
  expect(days).toBeLessThan(7.1);
});

test('an operator mutes until a moment, which must be to come', async () => {
  const sent: { until: string }[] = [];
  server.use(
    http.post<never, { until: string }>('*/api/v1/alerts/a1f0/mute', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...PLUG_MUTED, id: 'a1f0' }, { status: 202 });
    }),
  );
  const { person } = openConsole(VACUUM);

  await person.selectOptions(await screen.findByRole('combobox', { name: 'How long' }), 'until …');
  const moment = screen.getByLabelText('Mute until');
  fireEvent.change(moment, { target: { value: '2001-01-01T00:00' } });
  expect(screen.getByText('A time to come, at most a year away.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Mute' })).toBeDisabled();

  const wanted = wallOf(Date.now() + 3 * 86_400_000, timeZone());
  fireEvent.change(moment, { target: { value: wanted } });
  await person.click(screen.getByRole('button', { name: 'Mute' }));

  expect(await screen.findByText('Muted until')).toBeInTheDocument();
  expect(wallOf(Date.parse(sent[0]?.until ?? ''), timeZone())).toBe(wanted);
});

test('the clock of the site is told beside the viewer’s', async () => {
  chooseTimeZone('Asia/Tokyo');
  openConsole(VACUUM);

  const first = await within(await part('How often')).findAllByText(/at Home in Lisbon/u);

  expect(first).toHaveLength(2);
  expect(first[0]?.closest('time')?.title).toContain(first[0]?.textContent);
});

const PROPOSAL = {
  version: 3,
  ifMatch: '"3"',
  text: 'curfew: 1 # new',
  diff: '@@ -1,1 +1,2 @@\n curfew: 1\n+# new\n',
  summary: 'Allows Robot vacuum { to: telemetry.example.org, service: https }.',
};

test('allowing shows what would change, and changes nothing', async () => {
  server.use(http.post('*/api/v1/alerts/a1f0/allow', () => HttpResponse.json(PROPOSAL)));
  const { person } = openConsole(VACUUM);

  await person.click(await screen.findByRole('button', { name: 'Propose a change' }));

  expect(await screen.findByText(PROPOSAL.summary)).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'What would change in the policy' })).toHaveTextContent('+# new');
  expect(screen.getByText('An administrator can put this in force.')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Put it in force' })).not.toBeInTheDocument();
});

test('an administrator puts the proposal in force', async () => {
  const sent: unknown[] = [];
  server.use(
    http.get('*/api/v1/me', () => HttpResponse.json(ADA)),
    http.post('*/api/v1/alerts/a1f0/allow', () => HttpResponse.json(PROPOSAL)),
    http.put('*/api/v1/policy', async ({ request }) => {
      sent.push(request.headers.get('If-Match'), await request.json());
      return HttpResponse.json({ version: 4, text: PROPOSAL.text });
    }),
  );
  const { person } = openConsole(VACUUM);

  await person.click(await screen.findByRole('button', { name: 'Propose a change' }));
  await person.click(await screen.findByRole('button', { name: 'Put it in force' }));

  expect(await screen.findByText('Policy version 4 is in force.')).toBeInTheDocument();
  expect(sent).toEqual(['"3"', { text: PROPOSAL.text }]);
});

test('where nothing can be proposed, the reason is told', async () => {
  server.use(http.post('*/api/v1/alerts/a1f0/allow', () => problem(409, 'No change', 'The rule is not where it was.')));
  const { person } = openConsole(VACUUM);

  await person.click(await screen.findByRole('button', { name: 'Propose a change' }));

  expect(await screen.findByText(/The rule is not where it was/)).toBeInTheDocument();
});

test('the attempts of each hour are charted by how they went, with a table behind', async () => {
  openConsole(VACUUM);

  const hours = await part('How often, hour by hour');
  expect(within(hours).getByRole('img')).toHaveAccessibleName(/42.*30/);
  const rows = within(within(hours).getByRole('table')).getAllByRole('row');
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringContaining('Met silence'),
    expect.stringMatching(/27.*3$/),
    expect.stringMatching(/12.*0$/),
  ]);
});

test('whose address it is and where the rule stands are told', async () => {
  openConsole(VACUUM);

  await waitFor(async () => {
    expect(await part('Where to')).toHaveTextContent('Example Networks');
  });
  expect(await part('Where to')).toHaveTextContent('AS64500');
  expect(await part('Where to')).toHaveTextContent('Portugal (PT)');
  expect(await part('Where to')).not.toHaveTextContent('Also called');
  expect(await part('Which rule')).toHaveTextContent('policy.yaml line 12');
});

test('letters that no country has are shown as they are', async () => {
  server.use(
    http.get('*/api/v1/alerts/a1f0/context', () => HttpResponse.json({ network: { country: 'A1', owner: 'A proxy' } })),
  );
  openConsole(VACUUM);

  await waitFor(async () => {
    expect(await part('Where to')).toHaveTextContent(/CountryA1/);
  });
});

test('the same at other sites is shown, what is of this site is not', async () => {
  const elsewhere = {
    ...summaryOfAlert(VACUUM_CALLS_HOME),
    id: 'z9',
    site: 'porto',
    deviceName: 'Vacuum of the guests',
  };
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/alerts', ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ items: [summaryOfAlert(VACUUM_CALLS_HOME), elsewhere], total: 2 });
    }),
  );
  openConsole(VACUUM);

  const rows = within(await part('The same at other sites'))
    .getAllByRole('row')
    .slice(1);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toHaveTextContent('Vacuum of the guests');
  expect(asked).toContain('?origin=things-stay-home&peer=telemetry.example.org&limit=200');
});

test('the rule for a firewall is shown with what to mind', async () => {
  server.use(
    http.get('*/api/v1/alerts/a1f0/firewall', ({ request }) =>
      HttpResponse.json({
        alert: 'a1f0',
        site: 'lisbon',
        form: new URL(request.url).searchParams.get('form'),
        title: 'Block Robot vacuum',
        text: 'nft add rule inet filter forward ip saddr 192.0.2.21 drop',
        use: 'Run it on the router.',
        cautions: ['The address may change.'],
      }),
    ),
  );
  const { person } = openConsole(VACUUM);

  await person.selectOptions(await screen.findByRole('combobox', { name: 'Which firewall' }), 'nftables');

  expect(await screen.findByRole('region', { name: 'The rule' })).toHaveTextContent('ip saddr 192.0.2.21 drop');
  expect(screen.getByText('The address may change.')).toBeInTheDocument();
  await person.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await navigator.clipboard.readText()).toBe('nft add rule inet filter forward ip saddr 192.0.2.21 drop');
});

test('where nothing can be blocked, the reason is told', async () => {
  server.use(
    http.get('*/api/v1/alerts/a1f0/firewall', () => problem(409, 'Nothing to block', 'It is about the device itself.')),
  );
  const { person } = openConsole(VACUUM);

  await person.selectOptions(await screen.findByRole('combobox', { name: 'Which firewall' }), 'OpenWrt');

  expect(await screen.findByText(/It is about the device itself/)).toBeInTheDocument();
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
