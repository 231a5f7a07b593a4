import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { problem } from '../../test/collector';
import { ADA, OLGA, POLICY, POLICY_VERSIONS } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

beforeEach(() => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(ADA)));
});

test('who changed the policy, and when, leads to what it changed', async () => {
  const { person, address } = openConsole('/policy/history');

  const table = await screen.findByRole('table', { name: 'Versions' });
  expect(within(table).getAllByRole('row')).toHaveLength(4);
  expect(within(table).getAllByRole('row')[2]).toHaveTextContent('olga');
  await person.click(screen.getByRole('link', { name: 'Version 2' }));

  const changed = await screen.findByRole('region', { name: 'Lines that version 2 changed' });
  expect(within(changed).getAllByText('new:')[0]?.closest('tr')).toHaveTextContent('name: Lisbon');
  expect(address()).toBe('/policy/history/2');
  expect(document.title).toBe('Version 2 · Curfew');
});

test('a version that its files made says which', async () => {
  const byFiles = {
    ...POLICY,
    text: POLICY_VERSIONS[1]?.text,
    author: 'files',
    changedFiles: ['lists/ads.txt', 'lamp.json'],
  };
  server.use(
    http.get('*/api/v1/policy/versions', () => HttpResponse.json({ items: [byFiles], total: 1 })),
    http.get('*/api/v1/policy/versions/3', () => HttpResponse.json(byFiles)),
    http.get('*/api/v1/policy', () => HttpResponse.json(byFiles, { headers: { ETag: '"3"' } })),
  );
  const { person } = openConsole('/policy/history');

  expect(await screen.findByText('its files: lists/ads.txt, lamp.json')).toBeInTheDocument();
  await person.click(screen.getByRole('link', { name: 'Version 3' }));
  expect(await screen.findByText(/changed by its files: lists\/ads.txt, lamp.json/)).toBeInTheDocument();
  expect(
    await screen.findByText('Its text stays as it was. Files that it names have changed: lists/ads.txt, lamp.json'),
  ).toBeInTheDocument();
  await person.click(within(screen.getByRole('navigation', { name: 'Main' })).getByRole('link', { name: 'Policy' }));
  expect(await screen.findByText(/Version 3 · changed by its files: lists\/ads.txt, lamp.json/)).toBeInTheDocument();
});

test('the first version changed everything', async () => {
  openConsole('/policy/history/1');

  expect(await screen.findByText('It was the first.')).toBeInTheDocument();
  expect(screen.getByText('3 lines come, 0 go.')).toBeInTheDocument();
});

test('an older version is put in force again as a new one, against the one in force', async () => {
  const requests: { tag: string | null; body: unknown }[] = [];
  server.use(
    http.put('*/api/v1/policy', async ({ request }) => {
      requests.push({ tag: request.headers.get('If-Match'), body: await request.json() });
      server.use(
        http.get('*/api/v1/policy', () =>
          HttpResponse.json({ ...POLICY, version: 4, text: POLICY_VERSIONS[1]?.text }, { headers: { ETag: '"4"' } }),
        ),
      );
      return HttpResponse.json({ ...POLICY, version: 4 });
    }),
  );
  const { person } = openConsole('/policy/history/2');

  await person.click(await screen.findByRole('button', { name: 'Put this version in force again' }));
  expect(screen.getByText(/The text of version 2 would become version 4/)).toBeInTheDocument();
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  expect(await screen.findByText('The policy in force has this very text.')).toBeInTheDocument();
  expect(requests).toEqual([{ tag: '"3"', body: { text: POLICY_VERSIONS[1]?.text } }]);
});

test('who was slower when restoring is told so', async () => {
  server.use(http.put('*/api/v1/policy', () => problem(412, 'Changed', 'version 4 is in force')));
  const { person } = openConsole('/policy/history/2');

  await person.click(await screen.findByRole('button', { name: 'Put this version in force again' }));
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  expect(await screen.findByText(/Somebody else changed the policy just now/)).toBeInTheDocument();
});

test('only administrators may go back to an older version', async () => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(OLGA)));
  openConsole('/policy/history/2');

  expect(await screen.findByRole('region', { name: 'Lines that version 2 changed' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /in force again/ })).not.toBeInTheDocument();
});

test('a version that is not there says so', async () => {
  openConsole('/policy/history/99');

  expect(await screen.findByText(/Nobody lives here|That did not work/)).toBeInTheDocument();
});
