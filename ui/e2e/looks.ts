import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const THEMES = ['light', 'dark'] as const;

/** Takes a picture of the page, or of the window where a page is long, and has axe look at it. */
export async function inspect(page: Page, name: string, { fullPage = true } = {}): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
  await page.screenshot({ path: `e2e/screenshots/${name}.png`, fullPage });
  // Each page has one frame and is asked for what is wrong only: axe's way for many frames takes twice as long.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    })
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    `axe on ${name}`,
  ).toEqual([]);
}

/** The same in the light theme and, as when the system turns to it, in the dark one: the page is there already. */
export async function inspectInBothThemes(page: Page, name: (theme: (typeof THEMES)[number]) => string): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.locator('html.pf-v6-theme-dark')).toHaveCount(theme === 'dark' ? 1 : 0);
    await inspect(page, name(theme));
  }
}

/** Nothing may stand wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess, 'pixels wider than the window').toBe(0);
}
