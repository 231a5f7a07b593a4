import { readFileSync } from 'node:fs';

import { expect, test, type Page } from '@playwright/test';

import { expectNoSidewaysScroll, inspect, THEMES } from './looks';
import { signIn } from './person';

/** deploy/e2e/sites makes every second site like the recorded home in Lisbon, the others like the one in Porto. */
const SITES = 100;
const KINDS = 2;
const DEVICES_OF_A_PAGE = 100;
const DEVICES_OF_LISBON = 7;
const DEVICES_OF_PORTO = 9;
/** One in the middle that nobody else's test decides about. */
const SITE = 'site-36';
const NAME = 'Home in Lisbon 36';
const BOARD = 'Violations, newest first';

/** A row of a table that is in the page, however long the table is. */
const MOST_ROWS_THERE = 60;
const MOST_MILLIS = 300;
/** Other programs only ever slow an answer down: the best of several says what the console itself waits for. */
const QUESTIONS = 5;
/** A decision has gone through Kafka to the store within this time. */
const DONE = { timeout: 60_000 };

interface Finding {
  site: string;
  kind: 'rule' | 'detection';
  id: string;
  severity: string;
}

const FINDINGS = JSON.parse(readFileSync('../deploy/demo/expected.json', 'utf8')) as Finding[];

function foundEverywhere(isWanted: (finding: Finding) => boolean): number {
  return (FINDINGS.filter(isWanted).length * SITES) / KINDS;
}

function foundIn(site: string): number {
  return FINDINGS.filter((finding) => finding.site === site).length;
}

test.describe.configure({ mode: 'serial', timeout: 420_000 });

let page: Page;

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1360, height: 850 } });
  page = await context.newPage();
  await signIn(page, 'olga');
});

test.afterAll(() => page.context().close());

async function expectQuick(path: string): Promise<void> {
  const took: number[] = [];
  for (let question = 0; question < QUESTIONS; question++) {
    const begin = performance.now();
    expect((await page.request.get(path)).status(), path).toBe(200);
    took.push(Math.round(performance.now() - begin));
  }
  console.log(`${path} answered after ${took.join(', ')} ms`);
  expect(Math.min(...took), `the best of ${took.join(', ')} for ${path}`).toBeLessThanOrEqual(MOST_MILLIS);
}

function bodyRows(table: string) {
  return page.getByRole('table', { name: table }).locator('tbody tr:not(.cf-table__space)');
}

/** So many have come, shown or not. */
async function expectRows(table: string, rows: number): Promise<void> {
  await expect(page.getByRole('table', { name: table })).toHaveAttribute('aria-rowcount', String(rows + 1));
}

async function expectFewRowsThere(table: string): Promise<void> {
  const there = await bodyRows(table).count();
  expect(there, `rows of ${table} in the page`).toBeGreaterThan(0);
  expect(there, `rows of ${table} in the page`).toBeLessThanOrEqual(MOST_ROWS_THERE);
}

async function scrollToEnd(): Promise<void> {
  await page.evaluate(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
  });
}

test('the overview counts what was found at a hundred sites, and holds only the rows that are seen', async () => {
  await page.goto('/');

  const totals = page.getByRole('list', { name: 'In numbers' });
  for (const severity of ['high', 'medium', 'low']) {
    const count = foundEverywhere((finding) => finding.severity === severity);
    await expect(
      totals.getByRole('link', { name: new RegExp(`^${severity} ${String(count)} open`, 'i') }),
    ).toBeVisible();
  }
  const devices = ((DEVICES_OF_LISBON + DEVICES_OF_PORTO) * SITES) / KINDS;
  await expect(totals.getByRole('link', { name: `Devices ${String(devices)} ${String(devices)} new` })).toBeVisible();
  await expect(
    totals.getByRole('link', {
      name: new RegExp(`^Sensors ${String(SITES)} all well · heard [1-9][.0-9]*% of the day$`),
    }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sites 100 of 100' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Sites' })).toHaveAttribute('aria-rowcount', String(SITES + 1));
  await expectFewRowsThere('Sites');
  await expectQuick('/api/v1/overview');
});

test('the overview scrolls to its last site, and puts the sites in order', async () => {
  await page.goto('/');
  await expect(bodyRows('Sites').nth(1)).toContainText('Home in Lisbon 2');

  await scrollToEnd();
  await expect(bodyRows('Sites').last()).toHaveAttribute('aria-rowindex', String(SITES + 1));
  await expect(bodyRows('Sites').last()).toContainText('Flat in Porto');
  await expectFewRowsThere('Sites');

  await page.getByRole('combobox', { name: 'Order' }).selectOption('By name');
  await expect(page).toHaveURL(/order=name/);
  await scrollToEnd();
  await expect(bodyRows('Sites').last()).toContainText('Home in Lisbon 98');
});

test('a search narrows the overview to one site, which opens', async () => {
  await page.goto('/');

  await page.getByRole('searchbox', { name: 'Search site' }).fill('lisbon 36');
  await expect(page.getByRole('heading', { name: 'Sites 1 of 100' })).toBeVisible();
  await expect(bodyRows('Sites')).toHaveCount(1);
  await page.getByRole('link', { name: NAME }).click();

  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  await expect(page.getByRole('link', { name: `Devices ${String(DEVICES_OF_LISBON)}` })).toBeVisible();
});

test('the board lists every violation of all sites, page after page', async () => {
  await page.goto('/violations');

  const board = page.getByRole('table', { name: BOARD });
  await expect(board).toHaveAttribute('aria-rowcount', String(foundEverywhere(() => true) + 1));
  await expect(async () => {
    await scrollToEnd();
    await expect(bodyRows(BOARD).last()).toHaveAttribute('aria-rowindex', String(foundEverywhere(() => true) + 1), {
      timeout: 1_000,
    });
  }).toPass(DONE);
  await expectFewRowsThere(BOARD);
  await expectQuick('/api/v1/alerts?limit=500&state=open');
});

test('the violations of all sites are grouped by rule', async () => {
  await page.goto('/violations?group=rule');

  const groups = page.getByRole('list', { name: 'By rule' }).locator('> li');
  await expect(groups).toHaveCount(new Set(FINDINGS.map(({ id }) => id)).size);
  const ofTheRule = foundEverywhere(({ id }) => id === 'things-stay-home');
  await expect(groups.first()).toContainText('things-stay-home');
  await expect(groups.first()).toContainText(`${String(ofTheRule)} violations`);
  await expectQuick('/api/v1/alerts/groups?state=open&limit=100&by=rule');
});

test('all violations of one site are acknowledged at once, those of the others stay', async () => {
  await page.goto('/violations');
  await page.getByRole('combobox', { name: 'Site' }).selectOption(NAME);
  await expect(bodyRows(BOARD)).toHaveCount(foundIn('lisbon'));
  await expect(page.locator(`tr[data-site="${SITE}"]`)).toHaveCount(foundIn('lisbon'));

  await page.getByRole('checkbox', { name: 'Choose all shown' }).check();
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();

  await expect(async () => {
    await page.goto(`/violations?site=${SITE}&state=acknowledged`);
    await expect(bodyRows(BOARD)).toHaveCount(foundIn('lisbon'), { timeout: 3_000 });
  }).toPass(DONE);
  await page.goto('/violations');
  await expect(page.getByRole('table', { name: BOARD })).toHaveAttribute(
    'aria-rowcount',
    String(foundEverywhere(() => true) - foundIn('lisbon') + 1),
  );
});

test('the devices of all sites are found page after page, by name and by site', async () => {
  const table = 'Devices, site by site';
  await page.goto('/devices');
  await expectRows(table, DEVICES_OF_A_PAGE);
  await scrollToEnd();
  await expectRows(table, 2 * DEVICES_OF_A_PAGE);
  await expectFewRowsThere(table);

  await page.getByRole('searchbox').fill('doorbell');
  await expectRows(table, SITES / KINDS);
  await page.goto(`/devices?site=${SITE}`);
  await expect(bodyRows(table)).toHaveCount(DEVICES_OF_LISBON);
  await expectQuick('/api/v1/devices?limit=100');
});

test('traffic is listed for all sites, and for one of them', async () => {
  await page.goto(`/traffic?site=${SITE}`);
  await expect(bodyRows('Flows').first()).toBeVisible();
  await expect(bodyRows('Flows').first()).toContainText(NAME);

  await page.goto('/traffic?kind=top');
  await expect(page.getByText('Devices that try most')).toBeVisible();
  await page.goto('/traffic?kind=zones');
  await expect(page.getByText('Rows begin, columns are asked')).toBeVisible();
  for (const list of ['flows?limit=100', 'dns?limit=100', 'top?by=device&limit=20']) {
    await expectQuick(`/api/v1/traffic/${list}`);
  }
});

test('a hundred sensors are well, and one of them is found', async () => {
  await page.goto('/sensors');
  await expect(page.getByRole('table', { name: 'Sensors' })).toHaveAttribute('aria-rowcount', String(SITES + 1));
  await expectFewRowsThere('Sensors');
  await expect(bodyRows('Sensors').first()).toContainText('Well');

  await page.getByRole('searchbox').fill('lisbon 36');

  await expect(bodyRows('Sensors')).toHaveCount(1);
  await expect(bodyRows('Sensors')).toContainText(NAME);
  await expectQuick('/api/v1/sensors');
});

test('the report of one site tells of that site only', async () => {
  await page.goto('/reports');
  await page.getByRole('combobox', { name: 'Site' }).selectOption(NAME);

  const report = page.getByRole('article', { name: new RegExp(NAME) });
  await expect(report).toBeVisible(DONE);
  await expect(report).toContainText('Robot vacuum');
  await expect(report).not.toContainText('Doorbell');
});

for (const theme of THEMES) {
  test(`a hundred sites are accessible in the ${theme} theme`, async () => {
    await page.emulateMedia({ colorScheme: theme });
    for (const [name, path, sign] of [
      ['overview', '/', 'Sites 100 of 100'],
      ['violations', '/violations', 'Live'],
      ['violations-grouped', '/violations?group=rule', 'things-stay-home'],
      ['devices', '/devices', 'Robot vacuum'],
      ['traffic', '/traffic', 'breaks things-stay-home'],
      ['traffic-top', '/traffic?kind=top', 'Devices that try most'],
      ['sensors', '/sensors', 'Well'],
      ['report', `/reports?site=${SITE}`, 'What this report cannot know'],
    ] as const) {
      await page.goto(path);
      await expect(page.getByText(sign).filter({ visible: true }).first()).toBeVisible();
      await inspect(page, `hundred-sites-${name}-${theme}`, { fullPage: false });
    }
    await page.setViewportSize({ width: 320, height: 720 });
    await page.goto('/');
    await expect(page.getByText('100 of 100').first()).toBeVisible();
    await inspect(page, `hundred-sites-overview-${theme}-320`, { fullPage: false });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1360, height: 850 });
  });
}

test('who belongs to one of a hundred sites sees that one', async ({ browser }) => {
  const lia = await browser.newPage();
  await signIn(lia, 'lia');

  await expect(lia.getByText('Home in Lisbon 0').first()).toBeVisible();
  const { items } = (await (await lia.request.get('/api/v1/sites')).json()) as { items: { id: string }[] };
  expect(items.map(({ id }) => id)).toEqual(['lisbon']);
  await lia.goto('/violations?state=all');
  await expect(lia.locator('tr[data-alert]')).toHaveCount(foundIn('lisbon'));
  await expect(lia.locator('tr[data-site="lisbon"]')).toHaveCount(foundIn('lisbon'));
  await expect(lia.getByRole('combobox', { name: 'Site' }).getByRole('option')).toHaveCount(2);
  await lia.goto(`/violations?state=all&site=${SITE}`);
  await expect(lia.getByRole('heading', { name: 'Nothing matches these filters' })).toBeVisible();
  await lia.goto(`/?site=${SITE}`);
  await expect(lia.getByText(NAME)).toHaveCount(0);
  await lia.close();
});
