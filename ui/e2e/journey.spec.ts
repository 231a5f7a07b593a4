import { expect, test, type Page } from '@playwright/test';

import { inspect, THEMES } from './looks';
import { signIn } from './person';

/** The demo fills the board within this time. */
const FILLED = { timeout: 60_000 };

test.describe.configure({ mode: 'serial', timeout: 180_000 });

function rowsOf(page: Page, site: string) {
  return page.locator(`tr[data-site="${site}"]`);
}

async function idOf(page: Page, site: string): Promise<string> {
  const id = await rowsOf(page, site).first().getAttribute('data-alert');
  expect(id, `a violation of ${site} on the board`).not.toBeNull();
  return id ?? '';
}

test('an operator sees the violations of both sites, opens one, acknowledges it and signs out', async ({ page }) => {
  await signIn(page, 'olga');

  await page.goto('/violations?state=all');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  for (const site of ['lisbon', 'porto']) {
    await page.goto(`/violations?state=all&site=${site}`);
    await expect(rowsOf(page, site).first()).toBeVisible(FILLED);
  }

  await page.goto('/violations');
  await page.locator('tr[data-alert] a.cf-row__link').first().click();
  await expect(page.getByRole('region', { name: 'Why it matters' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What to do' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Evidence' }).getByRole('row').nth(1)).toBeVisible();

  const note = `Seen by the journey at ${new Date().toISOString()}`;
  await page.getByRole('textbox', { name: 'Note (optional)' }).fill(note);
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByText('Acknowledged by olga', { exact: true })).toBeVisible();

  // What a fresh page says comes from the store: the command went the whole way.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(note).first()).toBeVisible({ timeout: 3_000 });
  }).toPass(FILLED);

  await page.getByRole('link', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  expect((await page.request.get('/api/v1/me', { maxRedirects: 0 })).status()).toBe(401);
});

test('an administrator tries a policy on the past, and finds in the trail what was decided', async ({ page }) => {
  await signIn(page, 'ada');

  await page.goto('/policy');
  await page.getByRole('button', { name: 'Edit' }).click();
  const inForce = await page.request.get('/api/v1/policy');
  const { text } = (await inForce.json()) as { text: string };
  await page.getByRole('textbox', { name: 'Policy text' }).press('Control+a');
  await page.keyboard.insertText(text.replace(/^rules:[^]*/m, ''));
  await page.getByRole('button', { name: 'Try it on the past' }).click();
  await expect(page.getByRole('table', { name: 'Would no longer be told' })).toBeVisible(FILLED);

  await page.goto('/audit?action=acknowledge');
  await expect(page.getByText(/^Seen by the journey at/).first()).toBeVisible(FILLED);
});

test('who belongs to one site sees nothing of the other', async ({ browser, page }) => {
  const operator = await browser.newPage();
  await signIn(operator, 'olga');
  await operator.goto('/violations?state=all&site=porto');
  await expect(rowsOf(operator, 'porto').first()).toBeVisible(FILLED);
  const elsewhere = await idOf(operator, 'porto');
  await operator.close();

  await signIn(page, 'lia');

  await page.goto('/violations?state=all');
  await expect(rowsOf(page, 'lisbon').first()).toBeVisible(FILLED);
  await expect(rowsOf(page, 'porto')).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Site' }).getByRole('option')).toHaveCount(2);
  await page.goto('/violations?state=all&site=porto');
  await expect(page.getByRole('heading', { name: 'Nothing matches these filters' })).toBeVisible();
  await page.goto(`/violations/${elsewhere}`);
  await expect(page.getByRole('heading', { name: 'Nobody lives here' })).toBeVisible();
});

for (const theme of THEMES) {
  test(`every view is accessible in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width: 1360, height: 850 });
    await page.goto('/');
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    await inspect(page, `stack-sign-in-${theme}`);

    await signIn(page, 'olga');
    await page.goto('/violations?state=all');
    await expect(page.locator('tr[data-alert]').first()).toBeVisible(FILLED);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    await inspect(page, `stack-violations-${theme}`);

    await page.locator('tr[data-alert] a.cf-row__link').first().click();
    await expect(page.getByRole('region', { name: 'Evidence' })).toBeVisible();
    await inspect(page, `stack-violation-${theme}`);

    await page.getByRole('region', { name: 'Who' }).getByRole('link').first().click();
    await expect(page.getByRole('region', { name: 'The lease against reality' })).toBeVisible();
    await inspect(page, `stack-device-${theme}`);

    await page.getByRole('link', { name: 'Devices' }).first().click();
    await expect(page.getByRole('table', { name: 'Devices, site by site' })).toBeVisible();
    await inspect(page, `stack-devices-${theme}`);

    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await expect(page.getByRole('row', { name: /Lisbon/ })).toBeVisible();
    await inspect(page, `stack-overview-${theme}`);

    await page.getByRole('link', { name: 'Sensors', exact: true }).click();
    await expect(page.getByRole('table', { name: 'Sensors' })).toBeVisible();
    await inspect(page, `stack-sensors-${theme}`);

    await page.getByRole('link', { name: 'Policy', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Policy text' })).toBeVisible();
    await inspect(page, `stack-policy-${theme}`);
  });
}
