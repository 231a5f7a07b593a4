import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { problem } from '../../test/collector';
import { ADA, OLGA, POLICY } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

const MISTAKE = {
  file: 'policy.yaml',
  line: 2,
  column: 3,
  message: 'unknown key "sitez"',
  suggestion: 'did you mean "sites"?',
};

beforeEach(() => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(ADA)));
});

test('the policy is shown with its version and author', async () => {
  openConsole('/policy');

  expect(await screen.findByText(/Version 3 · changed by ada/)).toBeInTheDocument();
  expect(screen.getByText('resolvers: [192.0.2.1]')).toBeInTheDocument();
});

test('only administrators may change it', async () => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(OLGA)));
  openConsole('/policy');

  await screen.findByText(/Version 3/);

  expect(screen.queryByRole('button', { name: 'Edit' })).not.toBeInTheDocument();
});

test('a change is put in force against the version that it started from', async () => {
  const requests: { tag: string | null; body: unknown }[] = [];
  server.use(
    http.put('*/api/v1/policy', async ({ request }) => {
      requests.push({ tag: request.headers.get('If-Match'), body: await request.json() });
      return HttpResponse.json({ ...POLICY, version: 4 });
    }),
  );
  const { person } = openConsole('/policy');

  await person.click(await screen.findByRole('button', { name: 'Edit' }));
  await person.type(screen.getByRole('textbox', { name: 'Policy text' }), '# mine');
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  expect(await screen.findByText('Version 4 is in force.')).toBeInTheDocument();
  expect(requests).toEqual([{ tag: '"3"', body: { text: `${POLICY.text}# mine` } }]);
});

test('mistakes are shown with their place and a suggestion, and the text stays', async () => {
  server.use(
    http.put('*/api/v1/policy', () =>
      HttpResponse.json(
        { type: 'about:blank', title: 'The policy has mistakes', status: 422, mistakes: [MISTAKE] },
        { status: 422 },
      ),
    ),
  );
  const { person } = openConsole('/policy');

  await person.click(await screen.findByRole('button', { name: 'Edit' }));
  await person.type(screen.getByRole('textbox', { name: 'Policy text' }), 'sitez: 1');
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  expect(await screen.findByText('Line 2, column 3')).toBeInTheDocument();
  expect(screen.getByText('did you mean "sites"?')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'Policy text' })).toHaveValue(`${POLICY.text}sitez: 1`);
});

test('a text can be checked without changing anything', async () => {
  server.use(http.post('*/api/v1/policy/check', () => HttpResponse.json({ mistakes: [] })));
  const { person } = openConsole('/policy');

  await person.click(await screen.findByRole('button', { name: 'Edit' }));
  await person.click(screen.getByRole('button', { name: 'Check' }));

  expect(await screen.findByText('No mistake found.')).toBeInTheDocument();
});

test('whoever was slower is told so', async () => {
  server.use(http.put('*/api/v1/policy', () => problem(412, 'Changed meanwhile', 'Version 4 is in force.')));
  const { person } = openConsole('/policy');

  await person.click(await screen.findByRole('button', { name: 'Edit' }));
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  expect(await screen.findByText(/Somebody else changed the policy meanwhile/)).toBeInTheDocument();
});

test('without a policy the page says what that means', async () => {
  server.use(http.get('*/api/v1/policy', () => HttpResponse.json({ version: 0, text: '' })));
  openConsole('/policy');

  expect(await screen.findByRole('heading', { name: 'No policy is in force' })).toBeInTheDocument();
});
