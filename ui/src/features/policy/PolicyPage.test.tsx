import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { problem } from '../../test/collector';
import { editorOf } from '../../test/editor';
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

async function edit() {
  const opened = openConsole('/policy');
  await opened.person.click(await screen.findByRole('button', { name: 'Edit' }));
  return { ...opened, editor: await editorOf() };
}

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
  const { person, editor } = await edit();

  editor.write('# mine');
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  expect(await screen.findByText('Version 4 is in force.')).toBeInTheDocument();
  expect(requests).toEqual([{ tag: '"3"', body: { text: `${POLICY.text}# mine` } }]);
  expect(localStorage.getItem('curfew.policy.draft.ada')).toBeNull();
});

test('what is put in force is what stands in the editor, whatever the page shows', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.put('*/api/v1/policy', async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({ ...POLICY, version: 4 });
    }),
  );
  const { editor } = await edit();
  editor.write('# mine');
  const save = screen.getByRole('button', { name: 'Put in force' });

  editor.writeUnnoticed(' alone');
  fireEvent.click(save);

  expect(await screen.findByText('Version 4 is in force.')).toBeInTheDocument();
  expect(bodies).toEqual([{ text: `${POLICY.text}# mine alone` }]);
});

test('mistakes are told while one types, and lead to their place', async () => {
  const checked: unknown[] = [];
  server.use(
    http.post('*/api/v1/policy/check', async ({ request }) => {
      const body = await request.json();
      checked.push(body);
      return HttpResponse.json({ mistakes: JSON.stringify(body).includes('sitez') ? [MISTAKE] : [], warnings: [] });
    }),
  );
  const { person, editor } = await edit();
  expect(await screen.findByText('No mistake found.')).toBeInTheDocument();

  editor.write('sitez: 1');

  await person.click(await screen.findByRole('button', { name: 'Line 2, column 3' }));
  expect(screen.getByText('did you mean "sites"?')).toBeInTheDocument();
  expect(editor.cursor()).toBe('curfew: 1\n'.length + 2);
  expect(checked.at(-1)).toEqual({ text: `${POLICY.text}sitez: 1` });
});

test('a warning is told, and does not keep a text from coming into force', async () => {
  server.use(
    http.post('*/api/v1/policy/check', () =>
      HttpResponse.json({ mistakes: [], warnings: [{ ...MISTAKE, message: 'no device has the tag "hub"' }] }),
    ),
  );
  const { editor } = await edit();

  editor.write('# mine');

  expect(await screen.findByText('1 warning. It may come into force all the same.')).toBeInTheDocument();
  expect(screen.getByText(/no device has the tag "hub"/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Put in force' })).toBeEnabled();
});

test('a text with mistakes stays, and so does the old policy', async () => {
  server.use(
    http.put('*/api/v1/policy', () =>
      HttpResponse.json(
        { type: 'about:blank', title: 'The policy has mistakes', status: 422, mistakes: [MISTAKE] },
        { status: 422 },
      ),
    ),
    http.post('*/api/v1/policy/check', () => HttpResponse.json({ mistakes: [MISTAKE], warnings: [] })),
  );
  const { person, editor } = await edit();

  editor.write('sitez: 1');
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  expect(await screen.findByText('1 mistake. The old policy stays in force.')).toBeInTheDocument();
  expect(editor.text()).toBe(`${POLICY.text}sitez: 1`);
});

test('what would change is shown before it is put in force', async () => {
  const { editor } = await edit();
  expect(screen.getByText('Nothing is different.')).toBeInTheDocument();

  editor.rewrite(POLICY.text.replace('Home in Lisbon', 'House in Lisbon'));

  const changed = await screen.findByRole('region', { name: 'Changed lines' });
  expect(within(changed).getByText('gone:').closest('tr')).toHaveTextContent('name: Home in Lisbon');
  expect(within(changed).getByText('new:').closest('tr')).toHaveTextContent('name: House in Lisbon');
  expect(screen.getByText('1 line comes, 1 goes.')).toBeInTheDocument();
});

test('an unfinished change survives a reload', async () => {
  const { editor } = await edit();
  editor.write('# unfinished');
  await waitFor(() => {
    expect(localStorage.getItem('curfew.policy.draft.ada')).toContain('# unfinished');
  });
  cleanup();

  const { person } = openConsole('/policy');

  const again = await editorOf();
  expect(again.text()).toBe(`${POLICY.text}# unfinished`);
  expect(screen.getByText(/Your unfinished change of version 3 is back/)).toBeInTheDocument();
  await person.click(screen.getByRole('button', { name: 'Begin again' }));
  expect(again.text()).toBe(POLICY.text);
});

test('an unfinished change survives the end of the session', async () => {
  server.use(http.put('*/api/v1/policy', () => problem(401, 'Nobody is signed in', 'Sign in.')));
  const { person, editor } = await edit();
  editor.write('# unfinished');

  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  expect(await screen.findByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/signin?to=%2Fpolicy');
  cleanup();
  openConsole('/policy');
  expect((await editorOf()).text()).toBe(`${POLICY.text}# unfinished`);
});

test('the unfinished change of somebody else is not shown, and stays theirs', async () => {
  const { editor } = await edit();
  editor.write('# unfinished');
  await waitFor(() => {
    expect(localStorage.getItem('curfew.policy.draft.ada')).toContain('# unfinished');
  });
  cleanup();
  server.use(http.get('*/api/v1/me', () => HttpResponse.json({ ...ADA, name: 'eve' })));

  const { person } = await edit();
  expect((await editorOf()).text()).toBe(POLICY.text);
  await person.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByRole('button', { name: 'Edit' })).toBeInTheDocument();

  expect(localStorage.getItem('curfew.policy.draft.ada')).toContain('# unfinished');
});

test('who cancels in one tab throws away no change of another', async () => {
  const { person } = await edit();
  const other = JSON.stringify({
    at: '2026-11-26T11:00:00Z',
    text: `${POLICY.text}# of the other tab`,
    base: { version: 3, tag: '"3"', text: POLICY.text },
  });
  localStorage.setItem('curfew.policy.draft.ada', other);

  await person.click(screen.getByRole('button', { name: 'Cancel' }));

  expect(await screen.findByRole('button', { name: 'Edit' })).toBeInTheDocument();
  expect(localStorage.getItem('curfew.policy.draft.ada')).toBe(other);
});

test('throwing a change away is asked for', async () => {
  const { person, editor } = await edit();
  editor.write('# unfinished');

  await person.click(screen.getByRole('button', { name: 'Cancel' }));
  await person.click(await screen.findByRole('button', { name: 'Throw it away' }));

  expect(await screen.findByRole('button', { name: 'Edit' })).toBeInTheDocument();
  expect(localStorage.getItem('curfew.policy.draft.ada')).toBeNull();
});

test('whoever was slower sees the change of the other, joins both and puts that in force', async () => {
  const theirs = { ...POLICY, version: 4, author: 'olga', text: `# theirs\n${POLICY.text}` };
  const tags: (string | null)[] = [];
  const { person, editor } = await edit();
  server.use(
    http.get('*/api/v1/policy', () => HttpResponse.json(theirs, { headers: { ETag: '"4"' } })),
    http.put('*/api/v1/policy', ({ request }) => {
      tags.push(request.headers.get('If-Match'));
      return tags.at(-1) === '"4"'
        ? HttpResponse.json({ ...theirs, version: 5 })
        : problem(412, 'Somebody else changed the policy', 'version 4 is in force');
    }),
  );
  editor.write('# mine\n');
  await person.click(screen.getByRole('button', { name: 'Put in force' }));

  expect(await screen.findByText('olga put version 4 in force meanwhile.', { exact: false })).toBeInTheDocument();
  expect(editor.text()).toBe(`${POLICY.text}# mine\n`);
  expect(screen.getByRole('region', { name: 'What the other change is' })).toHaveTextContent('# theirs');
  await person.click(screen.getByRole('button', { name: 'Join both changes' }));

  expect(editor.text()).toBe(`# theirs\n${POLICY.text}# mine\n`);
  await person.click(screen.getByRole('button', { name: 'Put in force' }));
  expect(await screen.findByText('Version 5 is in force.')).toBeInTheDocument();
  expect(tags).toEqual(['"3"', '"4"']);
});

test('a zone is written into the text with a segment that sensors see', async () => {
  const { person, editor } = await edit();
  await person.click(screen.getByRole('button', { name: 'Add a zone' }));

  await person.type(screen.getByRole('textbox', { name: /Name of the zone/ }), 'cellar');
  await person.click(await screen.findByRole('button', { name: /^192.0.2.0\/24: / }));
  await person.click(screen.getByRole('button', { name: 'Write it into the text' }));

  expect(editor.text()).toContain('  - id: lisbon\n    zones:\n      - { id: cellar, subnets: [192.0.2.0/24] }\n');
});

test('a zone without a segment is not written, and the form says why', async () => {
  const { person, editor } = await edit();
  await person.click(screen.getByRole('button', { name: 'Add a zone' }));

  await person.type(screen.getByRole('textbox', { name: /Name of the zone/ }), 'cellar');
  await person.click(screen.getByRole('button', { name: 'Write it into the text' }));

  expect(await screen.findByText(/A zone needs a site/)).toBeInTheDocument();
  expect(editor.text()).toBe(POLICY.text);
});

test('without a policy the page says what that means', async () => {
  server.use(http.get('*/api/v1/policy', () => HttpResponse.json({ version: 0, text: '' })));
  openConsole('/policy');

  expect(await screen.findByRole('heading', { name: 'No policy is in force' })).toBeInTheDocument();
});
