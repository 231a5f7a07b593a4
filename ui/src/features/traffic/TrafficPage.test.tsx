import { screen, waitFor, within } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';

import { problem } from '../../test/collector';
import { FLOWS, TOPS, TREND } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

async function rowsOf(table: string) {
  return within(await screen.findByRole('table', { name: table }))
    .getAllByRole('row')
    .slice(1);
}

test('a flow says who talked to whom, how it went, how much, and what the policy says', async () => {
  openConsole('/traffic');

  const [first, second] = await rowsOf('Flows');

  expect(first).toHaveTextContent(/vacuum.*Home in Lisbon · things.*ota\.vacuum\.example.*203\.0\.113\.9/);
  expect(first).toHaveTextContent(/tls \(tcp\/443\).*2\.14 kB.*48\.3 kB.*breaks things-stay-home/);
  expect(second).toHaveTextContent(/198\.51\.100\.30.*porto-hass.*icmp.*goes on.*not judged/);
  expect(screen.getByRole('link', { name: 'vacuum' })).toHaveAttribute('href', '/devices/lisbon/vacuum');
});

test('a question says what was asked of whom and what was answered', async () => {
  const { person, address } = openConsole('/traffic');
  await rowsOf('Flows');

  await person.click(screen.getByRole('button', { name: 'Questions to DNS' }));

  const [first, second] = await rowsOf('Questions to DNS');
  expect(address()).toBe('/traffic?kind=dns');
  expect(first).toHaveTextContent(/api\.camera\.example.*A.*192\.0\.2\.1.*198\.51\.100\.3 and 2 more.*allowed by/);
  expect(second).toHaveTextContent(/AAAA.*9\.9\.9\.9.*breaks things-stay-home/);
});

test('filters go into the address and narrow the list', async () => {
  const { person, address } = openConsole('/traffic');
  await rowsOf('Flows');

  await person.selectOptions(screen.getByRole('combobox', { name: 'Site' }), 'porto');
  await person.selectOptions(screen.getByRole('combobox', { name: 'How far back' }), 'Last day');

  expect(await screen.findByText('porto-hass')).toBeInTheDocument();
  expect(screen.queryByText('ota.vacuum.example')).not.toBeInTheDocument();
  expect(address()).toBe('/traffic?site=porto&hours=24');
});

test('attempts are charted hour by hour, with a table behind the chart', async () => {
  const asked: URLSearchParams[] = [];
  server.use(
    http.get('*/api/v1/traffic/hours', ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json(TREND);
    }),
  );
  const { person, address } = openConsole('/traffic?site=lisbon&device=vacuum');
  await person.click(await screen.findByRole('button', { name: 'By the hour' }));

  expect(await screen.findByRole('img', { name: /attempts, at most \d+ in an hour/ })).toBeInTheDocument();
  expect(address()).toBe('/traffic?kind=hours&site=lisbon&device=vacuum');
  const [busiest, rest] = await rowsOf('With whom, the busiest first');
  expect(busiest).toHaveTextContent(/ota\.vacuum\.example.*871.*29/);
  expect(rest).toHaveTextContent(/all others/);
  expect(screen.getByRole('combobox', { name: 'How far back' })).toHaveDisplayValue('Last 7 days');
  expect(asked[0]?.get('device')).toBe('vacuum');
  expect(Date.now() - Date.parse(asked[0]?.get('from') ?? '')).toBeGreaterThanOrEqual(7 * 86_400_000);
});

test('filters that leave nothing over can be taken back', async () => {
  const { person, address } = openConsole('/traffic?peer=nobody.example');

  await screen.findByRole('heading', { name: 'Nothing matches these filters' });
  await person.click(screen.getByRole('button', { name: 'Clear filters' }));

  expect(await rowsOf('Flows')).toHaveLength(2);
  expect(address()).toBe('/traffic');
});

test('the time to look back is asked for in absolute time', async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/api/v1/traffic/flows', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('from'));
      return HttpResponse.json({ items: FLOWS });
    }),
  );
  openConsole('/traffic?hours=1');
  await rowsOf('Flows');

  const age = Date.now() - Date.parse(asked[0] ?? '');
  expect(age).toBeGreaterThanOrEqual(3_600_000);
  expect(age).toBeLessThan(3_700_000);
});

test('a device is chosen with its site', async () => {
  const { person, address } = openConsole('/traffic');
  const device = await screen.findByRole('combobox', { name: 'Device' });
  await within(device).findByRole('option', { name: 'Door camera · Guest house in Porto' });

  await person.selectOptions(device, 'Door camera · Guest house in Porto');

  await waitFor(() => {
    expect(address()).toBe('/traffic?site=porto&device=door-camera');
  });
});

test('a flow that was rejected says why', async () => {
  const [flow] = FLOWS;
  const rejected = { ...flow, curfew: { ...flow?.curfew, outcome: 'rejected', reject_code: 3 } };
  server.use(http.get('*/api/v1/traffic/flows', () => HttpResponse.json({ items: [rejected] })));
  openConsole('/traffic');

  const [row] = await rowsOf('Flows');
  expect(row).toHaveTextContent('rejected (ICMP): nothing listens there');
});

test('the rows that are shown can be saved', async () => {
  const saved: { name: string; content: Blob }[] = [];
  let made: Blob | undefined;
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (content: Blob) => {
        made = content;
        return 'blob:rows';
      },
      revokeObjectURL: () => undefined,
    }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, content: made ?? new Blob() });
  });
  const { person } = openConsole('/traffic');
  await rowsOf('Flows');

  await person.click(screen.getByRole('button', { name: 'As JSON' }));

  expect(saved.map(({ name }) => name)).toEqual(['flows.json']);
  expect(JSON.parse(await (saved[0]?.content.text() ?? ''))).toEqual(FLOWS);
});

test('a refusal says why', async () => {
  server.use(http.get('*/api/v1/traffic/flows', () => problem(400, 'Bad request', 'from is no time.')));
  openConsole('/traffic');

  expect(await screen.findByText(/from is no time/)).toBeInTheDocument();
});

function askedOfTops() {
  const asked: URLSearchParams[] = [];
  server.use(
    http.get('*/api/v1/traffic/top', ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      return HttpResponse.json({ items: TOPS[query.get('by') ?? ''] ?? [] });
    }),
  );
  return asked;
}

test('what is done most leads into itself', async () => {
  const asked = askedOfTops();
  const { person, address } = openConsole('/traffic?kind=top');
  const [first] = await rowsOf('Devices that try most');
  expect(first).toHaveTextContent(/vacuum.*Home in Lisbon.*2,104.*900 break a rule.*1,204 allowed/);

  await person.click(within(first ?? document.body).getByRole('link', { name: 'vacuum' }));

  expect(address()).toBe('/traffic?kind=top&site=lisbon&device=vacuum&by=peer');
  await rowsOf('Destinations that are tried most');
  expect(asked.at(-1)?.get('device')).toBe('vacuum');

  await person.selectOptions(screen.getByRole('combobox', { name: 'Which come first' }), 'Most violations first');
  expect(address()).toBe('/traffic?kind=top&site=lisbon&device=vacuum&by=peer&order=violations');
});

test('the names that are asked for most are questions', async () => {
  const asked = askedOfTops();
  openConsole('/traffic?kind=top&by=name&verdict=violation');

  await rowsOf('Names that are asked for most');

  expect(asked[0]?.get('by')).toBe('peer');
  expect(asked[0]?.get('act')).toBe('question');
  expect(asked[0]?.get('verdict')).toBe('violation');
});

test('a cell of the matrix says from where to where, and leads to who it is', async () => {
  const asked = askedOfTops();
  const { person, address } = openConsole('/traffic?kind=zones');
  const matrix = within(await screen.findByRole('table', { name: 'The zones as a matrix' }));
  expect(matrix.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
    'guest',
    'private',
    'things',
    'outside',
  ]);

  await person.click(matrix.getByRole('link', { name: '31 attempts from things to private' }));

  expect(address()).toBe('/traffic?kind=top&zone=things&toZone=private');
  expect(asked.at(-1)?.get('toZone')).toBe('private');
  await person.click(await screen.findByRole('button', { name: 'Take back: To' }));
  expect(address()).toBe('/traffic?kind=top&zone=things');
});

test('who talks with whom is a picture with links, and a table behind it', async () => {
  const { person, address } = openConsole('/traffic?kind=pairs');
  const devices = within(await screen.findByRole('list', { name: 'Devices' }));
  expect(devices.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
    'vacuum · Home in Lisbon',
    'camera · Home in Lisbon',
    'door-camera · Guest house in Porto',
  ]);
  expect(await rowsOf('Who with whom')).toHaveLength(6);

  await person.click(
    within(screen.getByRole('list', { name: 'Destinations' })).getByRole('link', { name: 'api.camera.example' }),
  );

  expect(address()).toBe('/traffic?kind=top&peer=api.camera.example');
});

test('an hour of the chart leads to its flows', async () => {
  const { person, address } = openConsole('/traffic?kind=hours&device=vacuum');
  const [latest] = await rowsOf('How often, hour by hour');

  await person.click(within(latest ?? document.body).getByRole('link'));

  const query = new URLSearchParams(address().split('?')[1]);
  expect(Date.parse(query.get('to') ?? '') - Date.parse(query.get('from') ?? '')).toBe(3_600_000);
  expect(query.get('device')).toBe('vacuum');
  expect(query.get('kind')).toBeNull();
});

test('what is not in the address of rows is not asked of them', async () => {
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/traffic/flows', ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ items: FLOWS });
    }),
  );
  openConsole('/traffic?toZone=private&zone=things&from=never&service=https');

  await rowsOf('Flows');

  expect(asked).toEqual(['?service=https&zone=things&limit=100']);
});

test('all rows that the filters leave are saved over all pages, with the filters', async () => {
  const saved: string[] = [];
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:rows', revokeObjectURL: () => undefined }));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/traffic/flows', ({ request }) => {
      const query = new URL(request.url).searchParams;
      if (query.get('limit') === '500') {
        asked.push(`${query.get('site') ?? ''} ${query.get('cursor') ?? '-'}`);
      }
      const page = query.get('cursor') ?? '0';
      return HttpResponse.json({
        items: FLOWS.map((flow) => ({ ...flow, curfew: { ...flow.curfew, id: `${flow.curfew.id}/page-${page}` } })),
        ...(page !== '2' && { next: String(Number(page) + 1) }),
      });
    }),
  );
  const { person } = openConsole('/traffic?site=lisbon');
  await rowsOf('Flows');

  await person.click(screen.getByRole('button', { name: 'Save all that match as CSV' }));

  expect(await screen.findByText('6 rows saved.')).toBeInTheDocument();
  expect(asked).toEqual(['lisbon -', 'lisbon 1', 'lisbon 2']);
  expect(saved).toEqual(['flows.csv']);
});

test('an export that takes its time says how far it is, and ends when it is cancelled', async () => {
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click');
  server.use(
    http.get('*/api/v1/traffic/flows', async ({ request }) => {
      if (new URL(request.url).searchParams.has('cursor')) {
        await delay('infinite');
      }
      return HttpResponse.json({ items: FLOWS, next: '1' });
    }),
  );
  const { person } = openConsole('/traffic');
  await rowsOf('Flows');
  await person.click(screen.getByRole('button', { name: 'Save all that match as CSV' }));
  expect(await screen.findByText('2 rows so far')).toBeInTheDocument();

  await person.click(screen.getByRole('button', { name: 'Cancel' }));

  expect(await screen.findByText('Cancelled; nothing was saved.')).toBeInTheDocument();
  expect(saved).not.toHaveBeenCalled();
});

test('filters get a name and are found again', async () => {
  localStorage.clear();
  const { person, address } = openConsole('/traffic?kind=zones&verdict=violation');
  await person.click(await screen.findByText('Saved views (0)'));
  await person.type(screen.getByRole('textbox', { name: 'Name of this view' }), 'Who breaks out{enter}');

  await person.click(screen.getByRole('button', { name: 'Flows' }));
  await person.click(screen.getByRole('link', { name: 'Who breaks out' }));

  expect(address()).toBe('/traffic?kind=zones&verdict=violation');
  await person.click(screen.getByRole('button', { name: 'Remove Who breaks out' }));
  expect(screen.queryByRole('link', { name: 'Who breaks out' })).not.toBeInTheDocument();
  expect(localStorage.getItem('curfew.views.olga')).toBe('[]');
});
