import { act, screen, waitFor } from '@testing-library/react';
import { delay, http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';

import { FakeEventSource } from '../test/FakeEventSource';
import { AUDREY } from '../test/house';
import { openConsole } from '../test/openConsole';
import { server } from '../test/setup';

function nobodySignedIn() {
  return http.get('*/api/v1/me', () => HttpResponse.json({ status: 401 }, { status: 401 }));
}

test('who is not signed in gets the way in, and comes back to where they wanted to go', async () => {
  server.use(nobodySignedIn());
  openConsole('/violations?site=lisbon&severity=high');

  expect(await screen.findByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    '/signin?to=%2Fviolations%3Fsite%3Dlisbon%26severity%3Dhigh',
  );
  expect(FakeEventSource.opened).toHaveLength(0);
});

test('the console says who is signed in, and how to leave', async () => {
  openConsole('/');

  expect(await screen.findByText('Olga Operator')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Sign out' })).toHaveAttribute('href', '/signout');
});

test('the start is the overview', async () => {
  openConsole('/');

  expect(await screen.findByRole('heading', { level: 1, name: 'Overview' })).toBeInTheDocument();
});

test('who sees no site starts with the trail', async () => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(AUDREY)));
  const { address } = openConsole('/');

  await waitFor(() => {
    expect(address()).toBe('/audit');
  });
});

test('links to where the sites once stood lead to the overview', async () => {
  const { address } = openConsole('/sites?q=porto');

  await waitFor(() => {
    expect(address()).toBe('/?q=porto');
  });
});

test('an unknown address says so', async () => {
  openConsole('/nowhere');

  expect(await screen.findByRole('heading', { name: 'Nobody lives here' })).toBeInTheDocument();
});

/** Opens the console with its stream; tells how often the overview was fetched so far. */
async function openWithStream(): Promise<() => number> {
  let calls = 0;
  server.use(
    http.get('*/api/v1/overview', () => {
      calls += 1;
      return HttpResponse.json({ at: '2026-11-20T12:00:00Z', sites: [] });
    }),
  );
  openConsole('/');
  await screen.findByRole('heading', { name: 'No site yet' });
  act(() => {
    FakeEventSource.latest.connect();
  });
  return () => calls;
}

test('a lost stream is shown, and a found one fetches everything again', async () => {
  const calls = await openWithStream();
  const before = calls();

  act(() => {
    FakeEventSource.latest.fail();
  });
  expect(await screen.findByText(/The collector does not answer/)).toBeInTheDocument();

  act(() => {
    FakeEventSource.latest.connect();
  });
  await waitFor(() => {
    expect(screen.queryByText(/The collector does not answer/)).not.toBeInTheDocument();
  });
  await waitFor(() => {
    expect(calls()).toBeGreaterThan(before);
  });
});

test('a stream that could not tell of everything has everything fetched again', async () => {
  const calls = await openWithStream();
  const before = calls();

  act(() => {
    FakeEventSource.latest.say('missed', {});
  });

  await waitFor(() => {
    expect(calls()).toBeGreaterThan(before);
  });
});

test('a stream that the browser gave up is opened again', async () => {
  openConsole('/');
  await screen.findByText('Olga Operator');
  expect(FakeEventSource.opened).toHaveLength(1);

  act(() => {
    FakeEventSource.latest.fail({ forGood: true });
  });

  await waitFor(() => {
    expect(FakeEventSource.opened).toHaveLength(2);
  });
});

test('a stream that the collector ended is opened again at once, and shows no error', async () => {
  const calls = await openWithStream();
  const before = calls();
  const ended = FakeEventSource.latest;

  act(() => {
    ended.say('ended', {});
  });

  expect(ended.readyState).toBe(FakeEventSource.CLOSED);
  expect(FakeEventSource.opened).toHaveLength(2);
  expect(screen.queryByText(/The collector does not answer/)).not.toBeInTheDocument();
  act(() => {
    FakeEventSource.latest.connect();
  });
  await waitFor(() => {
    expect(calls()).toBeGreaterThan(before);
  });
});

test('a session that ended leads to the way in', async () => {
  openConsole('/');
  await screen.findByText('Olga Operator');

  server.use(nobodySignedIn());
  act(() => {
    FakeEventSource.latest.fail({ forGood: true });
  });

  expect(await screen.findByRole('link', { name: 'Sign in' })).toBeInTheDocument();
});

test('that a collector is away stays to be read while it is asked again', async () => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.error()));
  const { person } = openConsole('/');
  const said = await screen.findByRole('heading', { name: 'The collector does not answer' });
  const asked = vi.fn();
  server.use(
    http.get('*/api/v1/me', async () => {
      asked();
      await delay('infinite');
    }),
  );

  await person.click(screen.getByRole('button', { name: 'Try again' }));

  await waitFor(() => {
    expect(asked).toHaveBeenCalled();
  });
  expect(said).toBeInTheDocument();
});

test('a collector that is away is shown, and found again by itself', async () => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.error()));
  openConsole('/');
  expect(await screen.findByRole('heading', { name: 'The collector does not answer' })).toBeInTheDocument();

  server.resetHandlers();

  expect(await screen.findByText('Olga Operator')).toBeInTheDocument();
});

test('the theme follows the system until one is chosen, and the choice is kept', async () => {
  const { person } = openConsole('/');

  await person.click(await screen.findByRole('button', { name: /Theme: as the system/ }));
  await person.click(screen.getByRole('button', { name: /Theme: light/ }));

  expect(document.documentElement).toHaveClass('pf-v6-theme-dark');
  expect(localStorage.getItem('curfew.theme')).toBe('dark');

  await person.click(screen.getByRole('button', { name: /Theme: dark/ }));
  expect(document.documentElement).not.toHaveClass('pf-v6-theme-dark');
  expect(localStorage.getItem('curfew.theme')).toBeNull();
});

test('a page that breaks leaves the rest of the console working', async () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  server.use(http.get('*/api/v1/devices/lisbon/vacuum', () => HttpResponse.json({ not: 'a device' })));
  const { person } = openConsole('/devices/lisbon/vacuum');
  expect(await screen.findByRole('heading', { name: 'This page has a bug' })).toBeInTheDocument();

  await person.click(screen.getByRole('link', { name: 'Sensors' }));

  expect(await screen.findByRole('link', { name: 'lisbon-pi' })).toBeInTheDocument();
});

test('another page takes the focus, another filter does not', async () => {
  const { person } = openConsole('/violations');
  await person.click(await screen.findByRole('button', { name: /High/ }));
  expect(screen.getByRole('button', { name: /High/ })).toHaveFocus();

  await person.click(screen.getByRole('link', { name: 'Sensors' }));

  await waitFor(() => {
    expect(screen.getByRole('main')).toHaveFocus();
  });
  expect(document.title).toBe('Sensors · Curfew');
});
