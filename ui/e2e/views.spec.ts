import { expect, test, type Locator, type Page } from '@playwright/test';
import { http, HttpResponse, type HttpHandler } from 'msw';

import { collector } from '../src/test/collector';
import {
  ADA,
  GLANCES,
  IMPACT,
  LISBON_SENSOR,
  POLICY,
  POLICY_VERSIONS,
  SETTINGS,
  VACUUM_CALLS_HOME,
} from '../src/test/house';
import { expectNoSidewaysScroll, inspect, inspectInBothThemes, THEMES } from './looks';
import { answer } from './madeUp';

const ALLOWED_AT = '2026-11-20T12:00:00Z';
const ALLOWED = {
  ...VACUUM_CALLS_HOME,
  state: 'resolved',
  resolution: { by: '', at: ALLOWED_AT },
  notes: [{ by: '', at: ALLOWED_AT, text: 'Policy version 8 allows it by the rule "things-stay-home".' }],
  history: [...VACUUM_CALLS_HOME.history, { at: ALLOWED_AT, by: '', turn: 'resolved' }],
};

interface View {
  name: string;
  path: string;
  sign: string;
  answers?: HttpHandler[];
}

const VIEWS: View[] = [
  { name: 'violations', path: '/violations', sign: VACUUM_CALLS_HOME.what },
  { name: 'violations-grouped', path: '/violations?group=device', sign: '5 groups' },
  { name: 'violation', path: '/violations/a1f0', sign: 'Why it matters' },
  { name: 'violation-inferred', path: '/violations/b2c3', sign: 'is inferred' },
  { name: 'violation-acknowledged', path: '/violations/f6a7', sign: 'Acknowledged by olga' },
  { name: 'violation-muted', path: '/violations/b9c0', sign: 'Muted until' },
  { name: 'violation-resolved', path: '/violations/a8b9', sign: 'Over by itself' },
  {
    name: 'violation-allowed',
    path: '/violations/a1f0',
    sign: 'Policy version 8 allows it by the rule "things-stay-home". When it happens again',
    answers: [http.get('*/api/v1/alerts/a1f0', () => HttpResponse.json(ALLOWED))],
  },
  { name: 'devices', path: '/devices', sign: 'Garden camera' },
  { name: 'device', path: '/devices/lisbon/vacuum', sign: 'The lease against reality' },
  { name: 'compare', path: '/devices/compare?device=lisbon/vacuum&device=lisbon/camera', sign: 'of one alone' },
  { name: 'compare-one', path: '/devices/compare?device=lisbon/vacuum', sign: 'stands alone' },
  { name: 'traffic-flows', path: '/traffic', sign: 'ota.vacuum.example' },
  { name: 'traffic-dns', path: '/traffic?kind=dns', sign: 'api.camera.example' },
  { name: 'traffic-hours', path: '/traffic?kind=hours', sign: 'With whom, the busiest first' },
  { name: 'traffic-top', path: '/traffic?kind=top', sign: 'Devices that try most' },
  { name: 'traffic-zones', path: '/traffic?kind=zones&service=https', sign: 'Rows begin, columns are asked' },
  { name: 'traffic-pairs', path: '/traffic?kind=pairs', sign: 'A ribbon is as wide' },
  { name: 'overview', path: '/', sign: 'Guest house in Porto' },
  { name: 'overview-site', path: '/?site=lisbon', sign: 'Gone quiet' },
  { name: 'sensors', path: '/sensors', sign: 'porto-pi' },
  { name: 'sensor', path: '/sensors/porto/porto-pi', sign: 'What it delivers' },
  { name: 'sensor-new', path: '/sensors/new', sign: 'Make the command' },
  { name: 'reports', path: '/reports', sign: 'safe to post' },
  { name: 'report', path: '/reports?site=lisbon', sign: 'What this report cannot know' },
  { name: 'report-redacted', path: '/reports?site=lisbon&redacted=yes', sign: 'Made for strangers' },
  { name: 'policy', path: '/policy', sign: 'changed by ada' },
  { name: 'policy-history', path: '/policy/history', sign: 'Version 2' },
  {
    name: 'policy-version',
    path: '/policy/history/2',
    sign: 'What it changed',
    answers: [http.get('*/api/v1/me', () => HttpResponse.json(ADA))],
  },
  {
    name: 'setup',
    path: '/setup',
    sign: 'Step 1 of 5',
    answers: [
      http.get('*/api/v1/me', () => HttpResponse.json(ADA)),
      http.get('*/api/v1/policy', () => HttpResponse.json({ version: 0, text: '' }, { headers: { ETag: '"0"' } })),
    ],
  },
  {
    name: 'settings',
    path: '/settings',
    sign: 'How long flows and DNS are kept',
    answers: [http.get('*/api/v1/me', () => HttpResponse.json(ADA))],
  },
  {
    name: 'audit',
    path: '/audit',
    sign: 'waits for the plumber',
    answers: [http.get('*/api/v1/me', () => HttpResponse.json(ADA))],
  },
  { name: 'not-found', path: '/nowhere', sign: 'Nobody lives here' },
];

const BY_FILES = {
  ...POLICY_VERSIONS[1],
  version: 3,
  author: 'files',
  changedFiles: ['lists/trackers.txt', 'countries.mmdb'],
};

const MOODS: View[] = [
  {
    name: 'policy-by-files',
    path: '/policy/history/3',
    sign: 'lists/trackers.txt, countries.mmdb',
    answers: [
      http.get('*/api/v1/me', () => HttpResponse.json(ADA)),
      http.get('*/api/v1/policy/versions/3', () => HttpResponse.json(BY_FILES)),
    ],
  },
  {
    name: 'settings-nobody-told',
    path: '/settings',
    sign: 'Nobody is told: there is no channel',
    answers: [
      http.get('*/api/v1/me', () => HttpResponse.json(ADA)),
      http.get('*/api/v1/settings', () => HttpResponse.json({ ...SETTINGS, notifications: [] })),
    ],
  },
  {
    name: 'sign-in',
    path: '/violations?site=lisbon',
    sign: 'Sign in',
    answers: [http.get('*/api/v1/me', () => HttpResponse.json({}, { status: 401 }))],
  },
  {
    name: 'empty',
    path: '/violations',
    sign: './curfew demo',
    answers: [
      http.get('*/api/v1/sites', () => HttpResponse.json({ items: [] })),
      http.get('*/api/v1/alerts', () => HttpResponse.json({ items: [], total: 0 })),
    ],
  },
  {
    name: 'quiet',
    path: '/violations',
    sign: 'All quiet',
    answers: [http.get('*/api/v1/alerts', () => HttpResponse.json({ items: [], total: 0 }))],
  },
  {
    name: 'refused',
    path: '/violations',
    sign: 'That did not work',
    answers: [http.get('*/api/v1/alerts', () => HttpResponse.json({ detail: 'No.' }, { status: 400 }))],
  },
  {
    name: 'unreachable',
    path: '/violations',
    sign: 'does not answer',
    answers: [http.get('*/api/v1/me', () => HttpResponse.error())],
  },
];

test.describe('in a window', () => {
  test.use({ viewport: { width: 1360, height: 850 } });

  for (const { name, path, sign, answers = [] } of [...VIEWS, ...MOODS]) {
    test(`${name} is accessible in both themes, obeys the content security policy and asks no third party`, async ({
      page,
      baseURL,
    }) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) {
          complaints.push(message.text());
        }
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== baseURL) {
          complaints.push(`asks ${request.url()}`);
        }
      });
      await answer(page, [...answers, ...collector]);

      await page.goto(path);
      await expect(page.getByText(sign).filter({ visible: true }).first()).toBeVisible();

      await inspectInBothThemes(page, (theme) => `${name}-${theme}`);
      expect(complaints).toEqual([]);
    });
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 720 } });

  for (const { name, path, sign, answers = [] } of VIEWS) {
    test(`${name} fits 320 pixels in both themes`, async ({ page }) => {
      await answer(page, [...answers, ...collector]);

      await page.goto(path);
      await expect(page.getByText(sign).filter({ visible: true }).first()).toBeVisible();

      await inspectInBothThemes(page, (theme) => `${name}-${theme}-320`);
      await expectNoSidewaysScroll(page);
    });
  }
});

for (const theme of THEMES) {
  test(`a moment to mute until is chosen far from the site's clock, in ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width: 320, height: 720 });
    await page.addInitScript(() => {
      localStorage.setItem('curfew.timeZone', 'Asia/Tokyo');
    });
    await answer(page, collector);
    await page.goto('/violations/a1f0');

    await page.getByRole('combobox', { name: 'How long' }).selectOption('until …');
    await page.getByLabel('Mute until').fill('2001-01-01T00:00');

    await expect(page.getByText('A time to come, at most a year away.')).toBeVisible();
    await expect(page.getByText(/ at Home in Lisbon$/).first()).toBeVisible();
    await inspect(page, `violation-mute-until-${theme}`);
    await expectNoSidewaysScroll(page);
  });
}

test('the chosen theme is kept, and there is no flash of the other', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await answer(page, collector);
  await page.goto('/');
  const dark = () => page.evaluate(() => document.documentElement.classList.contains('pf-v6-theme-dark'));
  expect(await dark()).toBe(false);

  await page.getByRole('button', { name: /as the system/ }).click();
  await page.getByRole('button', { name: /Theme: light/ }).click();
  expect(await dark()).toBe(true);

  await page.route('**/assets/*.js', (route) => route.abort());
  await page.reload({ waitUntil: 'domcontentloaded' });
  expect(await dark()).toBe(true);
});

const MISTAKE = {
  file: 'policy.yaml',
  line: 3,
  column: 5,
  message: 'unknown key "nam"',
  suggestion: 'Did you mean "name"?',
};

function admin(...answers: HttpHandler[]): HttpHandler[] {
  return [http.get('*/api/v1/me', () => HttpResponse.json(ADA)), ...answers, ...collector];
}

for (const theme of THEMES) {
  test(`the policy editor is accessible in the ${theme} theme, mistakes and changes included`, async ({ page }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) {
        complaints.push(message.text());
      }
    });
    await page.emulateMedia({ colorScheme: theme });
    await answer(
      page,
      admin(http.post('*/api/v1/policy/check', () => HttpResponse.json({ mistakes: [MISTAKE], warnings: [] }))),
    );
    await page.goto('/policy');

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Policy text' }).press('Control+End');
    await page.keyboard.insertText('    nam: Lisbon\n');

    await expect(page.getByRole('button', { name: 'Line 3, column 5' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Changed lines' })).toContainText('nam: Lisbon');
    await expect(page.locator('.cm-lint-marker-error')).toBeVisible();
    await inspect(page, `policy-editor-${theme}`);
    expect(complaints).toEqual([]);
    await page.getByRole('button', { name: 'Add a zone' }).click();
    await expect(page.getByRole('button', { name: /^192.0.2.0\/24/ })).toBeVisible();
    await page.setViewportSize({ width: 320, height: 720 });
    await inspect(page, `policy-editor-${theme}-320`);
    await expectNoSidewaysScroll(page);
  });

  test(`a conflict of two changes is accessible in the ${theme} theme`, async ({ page }) => {
    let version = 3;
    await page.emulateMedia({ colorScheme: theme });
    await answer(
      page,
      admin(
        http.get('*/api/v1/policy', () =>
          HttpResponse.json(
            { ...POLICY, version, author: 'olga', text: version === 3 ? POLICY.text : `# theirs\n${POLICY.text}` },
            { headers: { ETag: `"${String(version)}"` } },
          ),
        ),
        http.put('*/api/v1/policy', () => {
          version = 4;
          return HttpResponse.json({ detail: 'version 4 is in force' }, { status: 412 });
        }),
      ),
    );
    await page.goto('/policy');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Policy text' }).press('Control+End');
    await page.keyboard.insertText('# mine\n');

    await page.getByRole('button', { name: 'Put in force' }).click();

    await expect(page.getByText('olga put version 4 in force meanwhile.')).toBeVisible();
    await inspect(page, `policy-conflict-${theme}`);
  });
}

test('the first set-up goes by keyboard alone, from nothing to the first report', async ({ page }) => {
  const impact = `event: impact\ndata: ${JSON.stringify(IMPACT)}\n\n`;
  await answer(
    page,
    admin(
      http.get('*/api/v1/policy', () => HttpResponse.json({ version: 0, text: '' }, { headers: { ETag: '"0"' } })),
      http.put('*/api/v1/policy', () => HttpResponse.json({ ...POLICY, version: 1 })),
      http.post(
        '*/api/v1/policy/what-if',
        () => new HttpResponse(impact, { headers: { 'Content-Type': 'text/event-stream' } }),
      ),
    ),
  );
  await page.goto('/policy');
  const press = async (name: string | RegExp, role: 'button' | 'link' | 'textbox' = 'button') => {
    await tabTo(page, page.getByRole(role, { name }));
    await page.keyboard.press('Enter');
  };

  await press('Set it up step by step', 'link');
  await press('Take lisbon');
  await press('Next');
  await expect(page.getByRole('heading', { name: 'Step 2 of 5' })).toBeFocused();
  await press(/^192.0.2.0\/24: /);
  await press('Next');
  await expect(page.getByRole('heading', { name: 'Step 3 of 5' })).toBeFocused();
  await tabTo(page, page.getByRole('radio', { name: 'Stay home' }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /Use the internet/ })).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await press('Next');
  await tabTo(page, page.getByRole('checkbox', { name: 'ota.vacuum.example' }));
  await page.keyboard.press('Space');
  await inspect(page, 'setup-names');
  await press('Next');
  await expect(page.getByText('needed by its devices')).toBeVisible();
  await inspect(page, 'setup-review');
  await press('Put in force');

  await expect(page.getByRole('region', { name: 'The first report' })).toBeVisible();
  await inspect(page, 'setup-report');
});

/** Goes on with the Tab key until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not lead there');
}

test('an unfinished policy survives a reload', async ({ page }) => {
  await answer(page, admin());
  await page.goto('/policy');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Policy text' }).press('Control+End');
  await page.keyboard.insertText('# unfinished');

  await page.reload();

  await expect(page.getByRole('textbox', { name: 'Policy text' })).toContainText('# unfinished');
  await expect(page.getByText('Your unfinished change of version 3 is back')).toBeVisible();
});

for (const theme of THEMES) {
  test(`a proposed change of the policy is accessible in the ${theme} theme`, async ({ page }) => {
    const proposal = {
      version: 3,
      ifMatch: '"3"',
      text: 'curfew: 1',
      diff: '@@ -14,4 +14,5 @@\n     subject: { zones: [things] }\n     allow:\n-      - { service: telnet }\n+      - { service: https, to: telemetry.example.org, because: "maps" }\n     severity: high\n',
      summary: 'Allows Robot vacuum { to: telemetry.example.org, service: https }.',
    };
    await page.emulateMedia({ colorScheme: theme });
    await answer(page, [
      http.get('*/api/v1/me', () => HttpResponse.json(ADA)),
      http.post('*/api/v1/alerts/a1f0/allow', () => HttpResponse.json(proposal)),
      ...collector,
    ]);
    await page.goto('/violations/a1f0');

    await page.getByRole('button', { name: 'Propose a change' }).click();

    await expect(page.getByRole('button', { name: 'Put it in force' })).toBeVisible();
    await inspect(page, `violation-allow-${theme}`);
  });
}

for (const theme of THEMES) {
  test(`what a policy would have changed is accessible in the ${theme} theme`, async ({ page }) => {
    const impact = `event: impact\ndata: ${JSON.stringify(IMPACT)}\n\n`;
    await page.emulateMedia({ colorScheme: theme });
    await answer(page, [
      http.get('*/api/v1/me', () => HttpResponse.json(ADA)),
      http.post(
        '*/api/v1/policy/what-if',
        () => new HttpResponse(impact, { headers: { 'Content-Type': 'text/event-stream' } }),
      ),
      ...collector,
    ]);
    await page.goto('/policy');

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Try it on the past' }).click();

    await expect(page.getByRole('table', { name: 'Would newly be told' })).toBeVisible();
    await inspect(page, `policy-what-if-${theme}`);
    await page.setViewportSize({ width: 320, height: 720 });
    await inspect(page, `policy-what-if-${theme}-320`);
    await expectNoSidewaysScroll(page);
  });
}

for (const theme of THEMES) {
  test(`saying who a device is is accessible in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await answer(page, collector);
    await page.goto('/devices/lisbon/vacuum');

    await page.getByRole('button', { name: 'Say who it is' }).click();

    await expect(page.getByRole('textbox', { name: 'Tags' })).toBeVisible();
    await inspect(page, `device-remark-${theme}`);
    await page.setViewportSize({ width: 320, height: 720 });
    await expectNoSidewaysScroll(page);
  });
}

for (const theme of THEMES) {
  test(`deciding about several violations is accessible in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await answer(page, collector);
    await page.goto('/violations');

    await page.getByRole('checkbox', { name: 'Choose all shown' }).check();

    await expect(page.getByRole('button', { name: 'Acknowledge', exact: true })).toBeVisible();
    await inspect(page, `violations-chosen-${theme}`);
    await page.setViewportSize({ width: 320, height: 720 });
    await inspect(page, `violations-chosen-${theme}-320`);
    await expectNoSidewaysScroll(page);
  });
}

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });

  test('every view speaks it', async ({ page }) => {
    await answer(page, collector);
    for (const { path, title } of [
      { path: '/violations', title: 'Verstöße' },
      { path: '/devices', title: 'Geräte' },
      { path: '/traffic', title: 'Verkehr' },
      { path: '/', title: 'Überblick' },
      { path: '/sensors', title: 'Sensoren' },
      { path: '/sensors/new', title: 'Sensor hinzufügen' },
      { path: '/reports?site=lisbon', title: 'Berichte' },
      { path: '/policy', title: 'Regelwerk' },
      { path: '/audit', title: 'Protokoll' },
      { path: '/settings', title: 'Einstellungen' },
      { path: '/setup', title: 'Erste Einrichtung' },
      { path: '/policy/history', title: 'Verlauf des Regelwerks' },
    ]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    }
    await inspect(page, 'audit-german');
  });
});

for (const theme of THEMES) {
  test(`inviting a sensor is accessible in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await answer(page, collector);
    await page.goto('/sensors/new');

    await page.getByRole('textbox', { name: 'Name' }).fill('attic');
    await page.getByRole('button', { name: 'Make the command' }).click();

    await expect(page.getByText('Waiting for attic')).toBeVisible();
    await inspect(page, `sensor-invited-${theme}`);
    await page.setViewportSize({ width: 320, height: 720 });
    await inspect(page, `sensor-invited-${theme}-320`);
    await expectNoSidewaysScroll(page);
  });
}

for (const theme of THEMES) {
  test(`revoking a sensor is accessible in the ${theme} theme`, async ({ page }) => {
    let enrolment = { at: '2026-11-11T12:00:00Z', by: 'olga', signs: true };
    await page.emulateMedia({ colorScheme: theme });
    await answer(page, [
      http.get('*/api/v1/me', () => HttpResponse.json(ADA)),
      http.get('*/api/v1/sensors', () => HttpResponse.json({ items: [{ ...LISBON_SENSOR, enrolment }] })),
      http.delete('*/api/v1/sites/lisbon/sensors/lisbon-pi/enrolment', () => {
        enrolment = Object.assign({}, enrolment, { revoked: '2026-11-20T12:00:00Z', revokedBy: 'ada' });
        return HttpResponse.json(enrolment);
      }),
      ...collector,
    ]);
    await page.goto('/sensors/lisbon/lisbon-pi');

    await page.getByRole('button', { name: 'Revoke' }).press('Enter');
    const question = page.getByRole('dialog');
    await expect(question).toContainText('nothing is taken that is sent in its name');
    await inspect(page, `sensor-revoking-${theme}`);
    await question.getByRole('button', { name: 'Revoke' }).press('Enter');

    await expect(question).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Its identity' })).toContainText('Revoked');
    await inspect(page, `sensor-revoked-${theme}`);
  });
}

test('a thousand sites scroll, and few of their rows are there', async ({ page }) => {
  const sites = Array.from({ length: 1_000 }, (_none, index) => ({
    ...GLANCES[index % 2],
    id: `site-${String(index)}`,
    name: `Holiday flat ${String(index).padStart(4, '0')}`,
  }));
  await answer(page, [
    http.get('*/api/v1/overview', () => HttpResponse.json({ at: '2026-11-20T12:00:00Z', sites })),
    ...collector,
  ]);
  await page.goto('/?order=name');
  await expect(page.getByText('Holiday flat 0000')).toBeVisible();
  expect(await page.locator('tr[data-site]').count()).toBeLessThan(80);
  await inspect(page, 'overview-thousand');

  await page.evaluate(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
  });

  await expect(page.getByText('Holiday flat 0999')).toBeVisible();
  expect(await page.locator('tr[data-site]').count()).toBeLessThan(80);
});

for (const theme of THEMES) {
  test(`the list of keys is accessible in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await answer(page, collector);
    await page.goto('/violations?group=rule');
    await page.getByRole('button', { name: 'Show the violations: things-stay-home' }).click();
    await expect(page.getByText(VACUUM_CALLS_HOME.what)).toBeVisible();
    await inspect(page, `violations-group-open-${theme}`);

    await page.goto('/violations');
    await expect(page.getByText(VACUUM_CALLS_HOME.what)).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('?');

    await expect(page.getByRole('dialog')).toBeVisible();
    await inspect(page, `violations-keys-${theme}`);
  });
}

for (const theme of THEMES) {
  test(`a rule for a firewall is accessible in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await answer(page, collector);
    await page.goto('/violations/a1f0');

    await page.getByRole('combobox', { name: 'Which firewall' }).selectOption('nftables');

    await expect(page.getByRole('region', { name: 'The rule' })).toBeVisible();
    await inspect(page, `violation-firewall-${theme}`);
    await page.setViewportSize({ width: 320, height: 720 });
    await expectNoSidewaysScroll(page);
  });
}

test('the board works by keyboard alone', async ({ page }) => {
  await answer(page, collector);
  await page.goto('/violations');
  await expect(page.getByText(VACUUM_CALLS_HOME.what)).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/severity=high/);

  await page.getByRole('link', { name: VACUUM_CALLS_HOME.what }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('breaks the rule things-stay-home');
});
