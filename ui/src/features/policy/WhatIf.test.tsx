import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';

import { problem } from '../../test/collector';
import { editorOf } from '../../test/editor';
import { ADA, IMPACT, POLICY } from '../../test/house';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

/** A stream that says what it is told to say. */
function stream() {
  let told!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      told = controller;
    },
  });
  const octets = new TextEncoder();
  const say = (event: string, data: unknown) => {
    told.enqueue(octets.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  };
  return {
    say,
    end: () => {
      told.close();
    },
    answer: () => new HttpResponse(body, { headers: { 'Content-Type': 'text/event-stream' } }),
  };
}

async function edit() {
  const opened = openConsole('/policy');
  await opened.person.click(await screen.findByRole('button', { name: 'Edit' }));
  return { ...opened, editor: await editorOf() };
}

beforeEach(() => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(ADA)));
});

test('a text is tried on the record of a site, and what it would change is shown', async () => {
  const collector = stream();
  const requests: unknown[] = [];
  server.use(
    http.post('*/api/v1/policy/what-if', async ({ request }) => {
      requests.push(await request.json());
      return collector.answer();
    }),
  );
  const { person } = await edit();

  await person.selectOptions(await screen.findByRole('combobox', { name: 'Site' }), 'porto');
  await person.click(await screen.findByRole('button', { name: 'Try it on the past' }));
  collector.say('progress', { done: 0.42 });
  await waitFor(() => {
    expect(screen.getByRole('progressbar', { name: 'Judging the record' })).toHaveAttribute('aria-valuenow', '42');
  });
  collector.say('impact', IMPACT);

  const begun = await screen.findByRole('table', { name: 'Would newly be told' });
  expect(requests).toEqual([{ site: 'porto', text: POLICY.text }]);
  expect(within(begun).getAllByRole('row')).toHaveLength(3);
  expect(begun).toHaveTextContent('It needs this: Without it, the vacuum gets no new software.');
  expect(begun).toHaveTextContent('Not sure: Nobody was seen asking for this address');
  expect(within(begun).getByRole('link', { name: 'Garden camera' })).toHaveAttribute('href', '/devices/porto/camera');
  expect(screen.getByRole('table', { name: 'Would no longer be told' })).toHaveTextContent('old-rule');
  expect(screen.getByText(/1 of the new ones is about a name that its devices need/)).toBeInTheDocument();
  expect(screen.getByText(/2 would newly be told, 1 no longer/)).toBeInTheDocument();
  expect(screen.getByText('Flows of zones whose detail is counts are not judged.')).toBeInTheDocument();
});

test('what is about a sensor or many devices leads there', async () => {
  const collector = stream();
  server.use(http.post('*/api/v1/policy/what-if', collector.answer));
  const { person } = await edit();
  await person.click(await screen.findByRole('button', { name: 'Try it on the past' }));
  const [first] = IMPACT.begun;
  const madeUp = (origin: string, device: string) => ({ ...first, origin, device, deviceName: device });
  collector.say('impact', {
    ...IMPACT,
    begun: [madeUp('blind-spot', 'sensor-lisbon-pi'), madeUp('new-device', 'randomised-guest')],
  });

  const begun = await screen.findByRole('table', { name: 'Would newly be told' });
  expect(within(begun).getByRole('link', { name: 'sensor-lisbon-pi' })).toHaveAttribute(
    'href',
    '/sensors/lisbon/lisbon-pi',
  );
  expect(within(begun).getByRole('link', { name: 'randomised-guest' })).toHaveAttribute(
    'href',
    '/devices?site=lisbon&zone=guest',
  );
});

test('an answer to an earlier text says that it is old', async () => {
  const collector = stream();
  server.use(http.post('*/api/v1/policy/what-if', collector.answer));
  const { person, editor } = await edit();
  await person.click(await screen.findByRole('button', { name: 'Try it on the past' }));
  collector.say('impact', IMPACT);
  await screen.findByRole('table', { name: 'Would newly be told' });

  editor.write('# more');

  expect(screen.getByText(/The text was changed since/)).toBeInTheDocument();
});

test('a trial can be ended', async () => {
  const collector = stream();
  let ended = false;
  server.use(
    http.post('*/api/v1/policy/what-if', ({ request }) => {
      request.signal.addEventListener('abort', () => {
        ended = true;
      });
      return collector.answer();
    }),
  );
  const { person } = await edit();
  await person.click(await screen.findByRole('button', { name: 'Try it on the past' }));

  await person.click(await screen.findByRole('button', { name: 'End the trial' }));

  expect(await screen.findByRole('button', { name: 'Try it on the past' })).toBeInTheDocument();
  expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
  await waitFor(() => {
    expect(ended).toBe(true);
  });
});

test('a site of which nothing is recorded says so', async () => {
  const collector = stream();
  server.use(http.post('*/api/v1/policy/what-if', collector.answer));
  const { person } = await edit();
  await person.click(await screen.findByRole('button', { name: 'Try it on the past' }));
  collector.say('impact', { observations: 0, begun: [], ended: [], unchanged: 0, leftOut: 0, missing: [] });

  expect(await screen.findByText('Nothing is recorded of this site in the last 7 days.')).toBeInTheDocument();
});

test('a text with mistakes cannot be tried, and the collector says why', async () => {
  server.use(http.post('*/api/v1/policy/what-if', () => problem(422, 'Mistakes', 'The policy has mistakes.')));
  const { person } = await edit();

  await person.click(await screen.findByRole('button', { name: 'Try it on the past' }));

  expect(await screen.findByText(/It could not be tried: The policy has mistakes/)).toBeInTheDocument();
});

test('a collector that goes away in the middle is told', async () => {
  const collector = stream();
  server.use(http.post('*/api/v1/policy/what-if', collector.answer));
  const { person } = await edit();
  await person.click(await screen.findByRole('button', { name: 'Try it on the past' }));
  collector.say('progress', { done: 0.1 });
  collector.end();

  expect(await screen.findByText(/It could not be tried: the collector does not answer/)).toBeInTheDocument();
});
