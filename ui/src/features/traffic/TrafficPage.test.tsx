import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';

import { problem } from '../../test/collector';
import { FLOWS, TREND } from '../../test/house';
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
