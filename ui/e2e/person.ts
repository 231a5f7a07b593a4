import { readFileSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';

/** Signs in through the real page of Keycloak; the password comes from the file that `./curfew up` wrote. */
export async function signIn(page: Page, user: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.locator('#username').fill(user);
  await page.locator('#password').fill(passwordOf(user));
  await page.locator('#kc-login').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
}

function passwordOf(user: string): string {
  const file = process.env['CURFEW_CREDENTIALS'] ?? '../.curfew/credentials';
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [name, password] = line.trim().split(/\s+/);
    if (name === user && password !== undefined) {
      return password;
    }
  }
  throw new Error(`${file} has no password of ${user}`);
}
