import { cleanup, screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { problem } from '../../test/collector';
import { ADA, IMPACT, LISBON, POLICY } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

function impactOf(impact: unknown) {
  return new HttpResponse(`event: impact\ndata: ${JSON.stringify(impact)}\n\n`, {
    headers: { 'Content-Type': 'text/event-stream' },
  });
}

beforeEach(() => {
  server.use(
    http.get('*/api/v1/me', () => HttpResponse.json(ADA)),
    http.get('*/api/v1/policy', () => HttpResponse.json({ version: 0, text: '' }, { headers: { ETag: '"0"' } })),
    http.get('*/api/v1/sites', () => HttpResponse.json({ items: [LISBON] })),
    http.post('*/api/v1/policy/what-if', () => impactOf(IMPACT)),
  );
});

test('five steps lead from nothing to a policy in force and a first report', async () => {
  const requests: { tag: string | null; body: unknown }[] = [];
  server.use(
    http.put('*/api/v1/policy', async ({ request }) => {
      requests.push({ tag: request.headers.get('If-Match'), body: await request.json() });
      return HttpResponse.json({ ...POLICY, version: 1 });
    }),
  );
  const { person } = openConsole('/policy');
  await person.click(await screen.findByRole('link', { name: 'Set it up step by step' }));

  await person.click(await screen.findByRole('button', { name: 'Take lisbon' }));
  await person.type(screen.getByRole('textbox', { name: 'What people call it' }), 'Home');
  await person.click(await screen.findByRole('button', { name: '192.0.2.1' }));
  await person.click(screen.getByRole('button', { name: 'Next' }));

  expect(screen.getByRole('heading', { name: 'Step 2 of 5: Its zones' })).toHaveFocus();
  await person.click(await screen.findByRole('button', { name: /^192.0.2.0\/24: / }));
  expect(screen.getByRole('textbox', { name: 'Zone of 192.0.2.0/24' })).toHaveValue('things');
  expect(screen.getByRole('checkbox', { name: 'things' })).toBeChecked();
  await person.click(screen.getByRole('button', { name: 'Next' }));

  expect(screen.getByRole('radio', { name: 'Stay home' })).toBeChecked();
  await person.click(screen.getByRole('button', { name: 'Next' }));

  await person.click(await screen.findByRole('checkbox', { name: 'ota.vacuum.example' }));
  await person.click(screen.getByRole('button', { name: 'Next' }));

  expect(await screen.findByText(/These rules would have told 2 things\./)).toBeInTheDocument();
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  expect(await screen.findByRole('region', { name: 'The first report' })).toBeInTheDocument();
  expect(within(screen.getByRole('table', { name: 'What would have been told' })).getAllByRole('row')).toHaveLength(3);
  expect(screen.getByRole('link', { name: /The violations of this site/ })).toHaveAttribute(
    'href',
    '/violations?site=lisbon',
  );
  expect(screen.getByRole('link', { name: /The report of this site/ })).toHaveAttribute('href', '/reports?site=lisbon');
  expect(requests).toHaveLength(1);
  expect(requests[0]?.tag).toBe('"0"');
  const { text } = requests[0]?.body as { text: string };
  expect(text).toContain(
    '  - id: lisbon\n    name: "Home"\n    timeZone: Europe/Lisbon\n    resolvers: ["192.0.2.1"]\n',
  );
  expect(text).toContain('      - { id: things, subnets: [192.0.2.0/24] }\n');
  expect(text).toContain('      - { to: [ota.vacuum.example], because: needed by its devices }\n');
  expect(localStorage.getItem('curfew.setup')).toBeNull();
});

/** Answers what must be answered, and goes to the review. */
async function toReview(person: UserEvent) {
  await person.click(await screen.findByRole('button', { name: 'Take lisbon' }));
  await person.click(screen.getByRole('button', { name: 'Next' }));
  await person.click(await screen.findByRole('button', { name: /^192.0.2.0\/24: / }));
  await person.click(screen.getByRole('button', { name: 'Next' }));
  await person.click(screen.getByRole('button', { name: 'Next' }));
  await person.click(await screen.findByRole('button', { name: 'Next' }));
  await screen.findByRole('heading', { name: 'Step 5 of 5: Review' });
}

test('that nothing would have been told stands beside what could not be judged', async () => {
  const [unjudged] = IMPACT.missing;
  server.use(
    http.post('*/api/v1/policy/what-if', () => impactOf({ ...IMPACT, begun: [], ended: [], leftOut: 7 })),
    http.put('*/api/v1/policy', () => HttpResponse.json({ ...POLICY, version: 1 })),
  );
  const { person } = openConsole('/setup');
  await toReview(person);

  const review = (await screen.findByText(/These rules would have told nothing\./)).closest('form');
  expect(review).toHaveTextContent('48,210 observations were judged, from');
  expect(review).toHaveTextContent(unjudged ?? '');
  expect(review).toHaveTextContent('7 more differences are left out.');
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  const report = await screen.findByRole('region', { name: 'The first report' });
  expect(report).toHaveTextContent('48,210 observations were judged, from');
  expect(report).toHaveTextContent('Nothing would have been told.');
  expect(report).toHaveTextContent(unjudged ?? '');
  expect(report).toHaveTextContent('7 more differences are left out.');
});

test('a trial that fails is told of in the review and in the first report', async () => {
  server.use(
    http.post('*/api/v1/policy/what-if', () => problem(503, 'Away', 'The record is away.')),
    http.put('*/api/v1/policy', () => HttpResponse.json({ ...POLICY, version: 1 })),
  );
  const { person } = openConsole('/setup');
  await toReview(person);

  expect(await screen.findByText(/It could not be tried: The record is away/)).toBeInTheDocument();
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  expect(await screen.findByRole('region', { name: 'The first report' })).toHaveTextContent(
    'It could not be tried: The record is away',
  );
});

test('a trial that still runs when the policy comes into force goes on into the first report', async () => {
  let told!: (answer: Response) => void;
  let trials = 0;
  server.use(
    http.post('*/api/v1/policy/what-if', () => {
      trials++;
      return trials === 1 ? impactOf(IMPACT) : new Promise<Response>((answer) => (told = answer));
    }),
    http.put('*/api/v1/policy', () => HttpResponse.json({ ...POLICY, version: 1 })),
  );
  const { person } = openConsole('/setup');
  await toReview(person);
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  const report = await screen.findByRole('region', { name: 'The first report' });
  expect(within(report).getByRole('progressbar', { name: 'Judging the record' })).toBeInTheDocument();
  told(impactOf(IMPACT));

  expect(await within(report).findByRole('table', { name: 'What would have been told' })).toBeInTheDocument();
});

test('it can be left and gone on with', async () => {
  const { person } = openConsole('/setup');
  await person.type(await screen.findByRole('textbox', { name: /Id of the site/ }), 'porto');
  await person.click(screen.getByRole('button', { name: 'Next' }));
  await screen.findByRole('heading', { name: 'Step 2 of 5: Its zones' });
  cleanup();

  openConsole('/setup');

  expect(await screen.findByRole('heading', { name: 'Step 2 of 5: Its zones' })).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Policy text' })).toHaveTextContent('id: porto');
});

test('a step that lacks something says what', async () => {
  const { person } = openConsole('/setup');

  await person.type(await screen.findByRole('textbox', { name: /Id of the site/ }), 'My Home');
  await person.click(screen.getByRole('button', { name: 'Next' }));

  expect(await screen.findByText(/The site needs an id/)).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Step 1 of 5: The site' })).toBeInTheDocument();
});

test('the time zone of the browser is proposed, and another one must be known', async () => {
  const { person } = openConsole('/setup');
  await person.type(await screen.findByRole('textbox', { name: /Id of the site/ }), 'porto');
  const zone = screen.getByRole('combobox', { name: 'Time zone' });
  expect(zone).toHaveValue('Europe/Lisbon');

  await person.clear(zone);
  await person.type(zone, 'Europe/Lisboa');
  await person.click(screen.getByRole('button', { name: 'Next' }));

  expect(await screen.findAllByText(/There is no time zone of this name/)).toHaveLength(2);
  expect(zone).toBeInvalid();
  expect(screen.getByRole('heading', { name: 'Step 1 of 5: The site' })).toBeInTheDocument();

  await person.clear(zone);
  await person.type(zone, 'atlantic/azores');
  await person.click(screen.getByRole('button', { name: 'Next' }));

  expect(await screen.findByRole('heading', { name: 'Step 2 of 5: Its zones' })).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Policy text' })).toHaveTextContent('timeZone: Atlantic/Azores');
});

test('without a sensor it says how to start one, and goes on', async () => {
  server.use(http.get('*/api/v1/sites', () => HttpResponse.json({ items: [] })));
  const { person } = openConsole('/setup');

  expect(await screen.findByText(/No sensor has been heard yet/)).toBeInTheDocument();
  await person.type(screen.getByRole('textbox', { name: /Id of the site/ }), 'lisbon');
  await person.click(screen.getByRole('button', { name: 'Next' }));
  await person.type(await screen.findByRole('textbox', { name: 'Another block of addresses' }), '192.0.2.0/26');
  await person.click(screen.getByRole('button', { name: 'Add' }));

  expect(screen.getByRole('textbox', { name: 'Zone of 192.0.2.0/26' })).toHaveValue('things');
});

test('who has a policy is led to it', async () => {
  server.use(http.get('*/api/v1/policy', () => HttpResponse.json(POLICY, { headers: { ETag: '"3"' } })));
  openConsole('/setup');

  expect(await screen.findByRole('link', { name: 'To the policy' })).toHaveAttribute('href', '/policy');
});

test('the overview invites to it as long as there is no policy', async () => {
  openConsole('/');

  expect(await screen.findByRole('link', { name: 'Set it up step by step' })).toHaveAttribute('href', '/setup');
});
