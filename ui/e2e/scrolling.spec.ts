import { expect, test, type Page } from '@playwright/test';

import { collector } from '../src/test/collector';
import { summaryOfAlert, VACUUM_CALLS_HOME } from '../src/test/house';
import { answer } from './madeUp';

test('a hundred thousand violations scroll as a thousand do, and few of their rows are there', async ({ page }) => {
  test.setTimeout(300_000);
  const few = await scrollThrough(page, 1_000);
  const many = await scrollThrough(page, 100_000);

  console.log(`scrolling a screen each frame: ${few.toFixed(0)} ms with 1,000 rows, ${many.toFixed(0)} with 100,000`);
  expect(many / few).toBeLessThan(2.5);
});

/** Goes to the end of a board of so many rows and some screens up again: how long a frame took, half of the time. */
async function scrollThrough(page: Page, total: number): Promise<number> {
  await page.unrouteAll();
  await answer(page, collector);
  await page.route('**/api/v1/alerts?*', async (route) => {
    const query = new URL(route.request().url()).searchParams;
    const from = Number(query.get('cursor') ?? 0);
    // Longer pages than the collector's: what is tried is the list, not the way of the answers.
    const to = Math.min(from + Number(query.get('limit')) * 10, total);
    const items = Array.from({ length: to - from }, (_none, index) => ({
      ...summaryOfAlert(VACUUM_CALLS_HOME),
      id: `v${String(from + index)}`,
      what: `Matter ${String(from + index)}`,
    }));
    await route.fulfill({ json: { items, total, ...(to < total && { next: String(to) }) } });
  });
  await page.goto('/violations');
  await expect(page.getByText('Matter 0', { exact: true })).toBeVisible();
  const last = page.getByText(`Matter ${String(total - 1)}`, { exact: true });
  await expect
    .poll(
      async () => {
        await page.evaluate(() => {
          window.scrollTo(0, document.documentElement.scrollHeight);
        });
        return last.isVisible();
      },
      { timeout: 200_000, intervals: [50] },
    )
    .toBe(true);
  expect(await page.locator('tr[data-alert]').count()).toBeLessThan(80);
  const frames = await page.evaluate(scrollUp);
  return frames.toSorted((one, other) => one - other)[Math.floor(frames.length / 2)] ?? 0;
}

/** Runs in the page: scrolls up a screen each frame, and says how long each frame took. */
async function scrollUp(): Promise<number[]> {
  const frames: number[] = [];
  let before = performance.now();
  for (let frame = 0; frame < 60; frame += 1) {
    window.scrollBy(0, -700);
    await new Promise((done) => requestAnimationFrame(done));
    const now = performance.now();
    frames.push(now - before);
    before = now;
  }
  return frames;
}
