import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { ALERTS, DEVICES, LISBON, PEDRO, PLUG_HARD_CODED, summaryOfAlert, VACUUM_CALLS_HOME } from '../../test/house';
import { problem } from '../../test/collector';
import { FakeEventSource } from '../../test/FakeEventSource';
import { openConsole } from '../../test/openConsole';
import { server } from '../../test/setup';

function board() {
  return screen.findByRole('table', { name: 'Violations, newest first' });
}

test('the board shows the open violations of all sites with who, where to and how often', async () => {
  openConsole('/violations');

  const rows = within(await board())
    .getAllByRole('row')
    .slice(1);

  expect(rows).toHaveLength(5);
  expect(rows[0]).toHaveTextContent('High');
  expect(rows[0]).toHaveTextContent('Robot vacuum');
  expect(rows[0]).toHaveTextContent('telemetry.example.org');
  expect(rows[0]).toHaveTextContent('203.0.113.40');
  expect(rows[0]).toHaveTextContent('42');
  expect(await within(await board()).findAllByText(/Home in Lisbon/)).toHaveLength(3);
  expect(within(await board()).getAllByText(/Guest house in Porto/)).toHaveLength(2);
});

test('the address says what is shown', async () => {
  openConsole('/violations?site=porto&severity=critical&state=all&q=camera');

  const rows = within(await board())
    .getAllByRole('row')
    .slice(1);

  expect(rows).toHaveLength(1);
  expect(rows[0]).toHaveTextContent('Door camera');
  expect(screen.getByRole('searchbox')).toHaveValue('camera');
  expect(screen.getByRole('button', { name: /Critical/ })).toHaveAttribute('aria-pressed', 'true');
  expect(screen.getByRole('button', { name: 'All' })).toHaveAttribute('aria-pressed', 'true');
  await waitFor(() => {
    expect(screen.getByRole('combobox', { name: 'Site' })).toHaveValue('porto');
  });
});

test('filters go into the address', async () => {
  const { person, address } = openConsole('/violations');
  await board();

  await person.click(await screen.findByRole('button', { name: /High/ }));
  await person.selectOptions(screen.getByRole('combobox', { name: 'Site' }), 'Home in Lisbon');
  await person.selectOptions(screen.getByRole('combobox', { name: 'Zone' }), 'things');
  await person.click(screen.getByRole('button', { name: 'All' }));
  await person.type(screen.getByRole('searchbox'), 'vac');

  await waitFor(() => {
    expect(address()).toBe('/violations?site=lisbon&zone=things&severity=high&state=all&q=vac');
  });
  expect(await screen.findByRole('link', { name: VACUUM_CALLS_HOME.what })).toBeInTheDocument();
});

test('a device is chosen with its site, for another site may have one of the same id', async () => {
  const [vacuum] = DEVICES;
  const twin = (site: string) => ({ ...vacuum, site, id: 'ip-192.168.30.21', name: '192.168.30.21' });
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/devices', ({ request }) => {
      const wanted = new URL(request.url).searchParams.get('site');
      return HttpResponse.json({ items: ['lisbon', 'porto'].filter((site) => (wanted ?? site) === site).map(twin) });
    }),
    http.get('*/api/v1/alerts', ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ items: [], total: 0 });
    }),
  );
  const { person, address } = openConsole('/violations');
  const device = await screen.findByRole('combobox', { name: 'Device' });
  await within(device).findByRole('option', { name: '192.168.30.21 · Home in Lisbon' });

  await person.selectOptions(device, '192.168.30.21 · Guest house in Porto');

  await waitFor(() => {
    expect(asked.at(-1)).toContain('site=porto&device=ip-192.168.30.21');
  });
  expect(address()).toBe('/violations?site=porto&device=ip-192.168.30.21');
  await waitFor(() => {
    expect(within(device).getByRole('option', { selected: true })).toHaveTextContent(/^192\.168\.30\.21$/);
  });
});

test('a device whose site the address does not say is still shown as chosen', async () => {
  openConsole('/violations?device=vacuum');

  const device = await screen.findByRole('combobox', { name: 'Device' });
  expect(within(device).getByRole('option', { selected: true })).toHaveTextContent('vacuum');
});

test('more devices than there are to choose from are told of', async () => {
  server.use(http.get('*/api/v1/devices', () => HttpResponse.json({ items: DEVICES, next: 'more' })));
  openConsole('/violations');

  const device = await screen.findByRole('combobox', { name: 'Device' });

  expect(await within(device).findByRole('option', { name: /^There are more than 4/ })).toBeDisabled();
});

test('each severity is counted under the other filters', async () => {
  openConsole('/violations?site=lisbon');

  expect(await screen.findByRole('button', { name: 'High 2 open' })).toBeInTheDocument();
  expect(await screen.findByRole('button', { name: 'Critical 0 open' })).toBeInTheDocument();
});

test('a change that comes by the stream appears by itself', async () => {
  server.use(
    http.get('*/api/v1/alerts', () => HttpResponse.json({ items: [summaryOfAlert(PLUG_HARD_CODED)], total: 1 })),
  );
  openConsole('/violations');
  await screen.findByRole('link', { name: PLUG_HARD_CODED.what });
  FakeEventSource.latest.connect();
  expect(await screen.findByText('Live')).toBeInTheDocument();

  server.use(
    http.get('*/api/v1/alerts', () => HttpResponse.json({ items: ALERTS.slice(0, 3).map(summaryOfAlert), total: 3 })),
  );
  FakeEventSource.latest.say('alert', summaryOfAlert(VACUUM_CALLS_HOME));

  expect(await screen.findByRole('link', { name: VACUUM_CALLS_HOME.what })).toBeInTheDocument();
});

test('more violations come by themselves when the end comes near', async () => {
  server.use(
    http.get('*/api/v1/alerts', ({ request }) =>
      new URL(request.url).searchParams.get('cursor') === 'second'
        ? HttpResponse.json({ items: [summaryOfAlert(PLUG_HARD_CODED)], total: 2 })
        : HttpResponse.json({ items: [summaryOfAlert(VACUUM_CALLS_HOME)], total: 2, next: 'second' }),
    ),
  );
  openConsole('/violations');

  expect(await screen.findByRole('link', { name: PLUG_HARD_CODED.what })).toBeInTheDocument();
  expect(screen.getByText('2 shown of 2')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
});

test('without any site the board says what to do next', async () => {
  server.use(
    http.get('*/api/v1/sites', () => HttpResponse.json({ items: [] })),
    http.get('*/api/v1/alerts', () => HttpResponse.json({ items: [], total: 0 })),
  );
  openConsole('/violations');

  expect(await screen.findByText('./curfew demo')).toBeInTheDocument();
});

test('sites that keep the rules are praised', async () => {
  server.use(http.get('*/api/v1/alerts', () => HttpResponse.json({ items: [], total: 0 })));
  openConsole('/violations');

  expect(await screen.findByRole('heading', { name: 'All quiet' })).toBeInTheDocument();
});

test('silence is not praised where no sensor has reported', async () => {
  server.use(
    http.get('*/api/v1/sites', () => HttpResponse.json({ items: [{ ...LISBON, sensors: [] }] })),
    http.get('*/api/v1/alerts', () => HttpResponse.json({ items: [], total: 0 })),
  );
  openConsole('/violations');

  expect(await screen.findByRole('heading', { name: 'Nothing is watched yet' })).toBeInTheDocument();
});

test('filters that match nothing can be cleared', async () => {
  const { person, address } = openConsole('/violations?q=nothing-is-called-so');

  await person.click(await screen.findByRole('button', { name: 'Clear filters' }));

  expect(await board()).toBeInTheDocument();
  expect(address()).toBe('/violations');
});

test('a refusal is shown in the collector’s own words, and can be tried again', async () => {
  server.use(http.get('*/api/v1/alerts', () => problem(400, 'Bad request', 'The cursor is too old.')));
  const { person } = openConsole('/violations');
  expect(await screen.findByText('The collector says: The cursor is too old.')).toBeInTheDocument();

  server.resetHandlers();
  await person.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await board()).toBeInTheDocument();
});

test('several violations are decided at once, site by site', async () => {
  const orders: unknown[] = [];
  server.use(
    http.post('*/api/v1/alerts/commands', async ({ request }) => {
      orders.push(await request.json());
      return HttpResponse.json({ items: [] }, { status: 202 });
    }),
  );
  const { person } = openConsole('/violations');
  await board();

  await person.click(await screen.findByRole('checkbox', { name: 'Choose all shown' }));
  await person.click(screen.getByRole('checkbox', { name: `Choose: ${PLUG_HARD_CODED.what}` }));
  await person.type(screen.getByRole('textbox', { name: 'Note (optional)' }), 'seen');
  await person.click(screen.getByRole('button', { name: 'Acknowledge' }));

  await waitFor(() => {
    expect(screen.getByRole('checkbox', { name: 'Choose all shown' })).not.toBeChecked();
  });
  expect(screen.queryByText(/chosen$/)).not.toBeInTheDocument();
  const chosen = (site: string) =>
    ALERTS.filter((alert) => alert.site === site && alert.state === 'open' && alert.id !== PLUG_HARD_CODED.id).map(
      ({ id }) => id,
    );
  expect(orders).toEqual(
    ['lisbon', 'porto'].map((site) => ({ site, alerts: chosen(site), command: 'acknowledge', note: 'seen' })),
  );
});

test('a refused decision about several keeps what was chosen and says why', async () => {
  server.use(http.post('*/api/v1/alerts/commands', () => problem(404, 'Not found', 'One of them is gone.')));
  const { person } = openConsole('/violations?site=porto');
  await board();

  await person.click(await screen.findByRole('checkbox', { name: 'Choose all shown' }));
  await person.click(screen.getByRole('button', { name: 'Resolve' }));

  expect(await screen.findByText(/One of them is gone/)).toBeInTheDocument();
  expect(screen.getByText('2 chosen')).toBeInTheDocument();
});

test('more than a hundred are decided about in several orders', async () => {
  const many = Array.from({ length: 101 }, (_none, index) => ({
    ...summaryOfAlert(VACUUM_CALLS_HOME),
    id: `v${String(index)}`,
  }));
  const sizes: number[] = [];
  server.use(
    http.get('*/api/v1/alerts', () => HttpResponse.json({ items: many, total: many.length })),
    http.post<never, { alerts: string[] }>('*/api/v1/alerts/commands', async ({ request }) => {
      const { alerts } = await request.json();
      sizes.push(alerts.length);
      return HttpResponse.json({ items: [] }, { status: 202 });
    }),
  );
  const { person } = openConsole('/violations');
  await board();

  await person.click(await screen.findByRole('checkbox', { name: 'Choose all shown' }));
  await person.click(screen.getByRole('button', { name: 'Resolve' }));

  await waitFor(() => {
    expect(sizes).toEqual([100, 1]);
  });
});

test('keys walk the rows, choose and decide', async () => {
  const orders: unknown[] = [];
  server.use(
    http.post('*/api/v1/alerts/commands', async ({ request }) => {
      orders.push(await request.json());
      return HttpResponse.json({ items: [] }, { status: 202 });
    }),
  );
  const { person, address } = openConsole('/violations');
  await board();
  await screen.findByRole('checkbox', { name: 'Choose all shown' });

  await person.keyboard('jjx');
  expect(screen.getByText('1 chosen')).toBeInTheDocument();
  await person.keyboard('ja');

  await waitFor(() => {
    expect(orders).toEqual([{ site: 'lisbon', alerts: ['b2c3'], command: 'acknowledge', note: '' }]);
  });
  await waitFor(() => {
    expect(screen.queryByText('1 chosen')).not.toBeInTheDocument();
  });

  await person.keyboard('kko');
  await waitFor(() => {
    expect(address()).toBe(`/violations/${VACUUM_CALLS_HOME.id}`);
  });
});

test('who writes into a field writes, and deciding by key stays with those who may', async () => {
  let orders = 0;
  server.use(
    http.get('*/api/v1/me', () => HttpResponse.json(PEDRO)),
    http.post('*/api/v1/alerts/commands', () => {
      orders += 1;
      return HttpResponse.json({ items: [] }, { status: 202 });
    }),
  );
  const { person } = openConsole('/violations');
  await board();

  await person.keyboard('ja/');
  expect(screen.getByRole('searchbox')).toHaveFocus();
  await person.keyboard('a?');

  expect(screen.getByRole('searchbox')).toHaveValue('a?');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(orders).toBe(0);
});

test('the keys are listed, and can be switched off for good', async () => {
  const { person } = openConsole('/violations');
  await board();

  await person.keyboard('?');
  const help = await screen.findByRole('dialog', { name: 'Keys on this page' });
  expect(within(help).getByText('the next violation')).toBeInTheDocument();
  await person.click(within(help).getByRole('checkbox', { name: 'Use single keys' }));
  await person.keyboard('{Escape}');
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  await person.keyboard('/');

  expect(screen.getByRole('searchbox')).not.toHaveFocus();
  expect(localStorage.getItem('curfew.keys')).toBe('off');
});

test('violations are counted together, and a group opens to its own', async () => {
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/alerts/groups', ({ request }) => {
      asked.push(new URL(request.url).search);
      const severities = { critical: 0, high: 2, medium: 0, low: 0 };
      return HttpResponse.json({
        items: [
          {
            key: 'telemetry.example.org',
            name: 'telemetry.example.org',
            count: 2,
            severities,
            last: VACUUM_CALLS_HOME.last,
          },
          { key: '', name: '', count: 1, severities, last: VACUUM_CALLS_HOME.last },
        ],
        complete: false,
      });
    }),
  );
  const { person, address } = openConsole('/violations?site=lisbon');
  await board();

  await person.selectOptions(screen.getByRole('combobox', { name: 'Group' }), 'By destination');
  await waitFor(() => {
    expect(address()).toBe('/violations?site=lisbon&group=destination');
  });
  const groups = await screen.findByRole('list', { name: 'By destination' });
  expect(groups).toHaveTextContent('no other party');
  expect(screen.getByText(/The 2 largest groups/)).toBeInTheDocument();
  expect(asked[0]).toBe('?site=lisbon&state=open&by=destination&limit=200');

  await person.click(screen.getByRole('button', { name: 'Show the violations: telemetry.example.org' }));

  expect(await within(groups).findByRole('link', { name: VACUUM_CALLS_HOME.what })).toBeInTheDocument();
});

test('what a link narrows the board to is shown, and can be taken back', async () => {
  const { person, address } = openConsole('/violations?origin=dns-bypass&peer=203.0.113.53');
  await screen.findByText('Rule: dns-bypass');

  await person.click(screen.getByRole('button', { name: 'Without the filter dns-bypass' }));

  await waitFor(() => {
    expect(address()).toBe('/violations?peer=203.0.113.53');
  });
});

test('who may not decide is not asked to', async () => {
  server.use(http.get('*/api/v1/me', () => HttpResponse.json(PEDRO)));
  openConsole('/violations');
  await board();

  expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
});
