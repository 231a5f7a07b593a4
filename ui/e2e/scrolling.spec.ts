import { expect, test, type Page } from '@playwright/test';

import { collector } from '../src/test/collector';
import { DEVICES, FLOWS, summaryOfAlert, VACUUM_CALLS_HOME } from '../src/test/house';
import { answer } from './madeUp';

interface LongList {
  name: string;
  path: string;
  /** What the rows are asked by. */
  api: string;
  /** A row of the table, and what stands in it. */
  row: string;
  text: (number: number) => string;
  item: (number: number) => object;
}

/** The collector gives fewer at once. */
const PAGE_OF_ROWS = 5_000;

const WAYS_UP = 3;
const FRAMES_OF_A_WAY = 30;

const LISTS: LongList[] = [
  {
    name: 'violations',
    path: '/violations',
    api: '**/api/v1/alerts?*',
    row: 'tr[data-alert]',
    text: (number) => `Matter ${String(number)}`,
    item: (number) => ({
      ...summaryOfAlert(VACUUM_CALLS_HOME),
      id: `v${String(number)}`,
      what: `Matter ${String(number)}`,
    }),
  },
  {
    name: 'devices',
    path: '/devices',
    api: '**/api/v1/devices?*',
    row: 'tr[data-device]',
    text: (number) => `Plug ${String(number)}`,
    item: (number) => ({ ...DEVICES[0], id: `plug-${String(number)}`, name: `Plug ${String(number)}` }),
  },
  {
    name: 'flows',
    path: '/traffic',
    api: '**/api/v1/traffic/flows?*',
    row: 'tr[data-flow]',
    text: (number) => `host-${String(number)}.example.org`,
    item: (number) => ({
      ...FLOWS[0],
      curfew: {
        ...FLOWS[0]?.curfew,
        id: `f${String(number)}`,
        peer: { name: `host-${String(number)}.example.org` },
      },
    }),
  },
];

for (const list of LISTS) {
  test(`a hundred thousand ${list.name} scroll as a thousand do, and few of their rows are there`, async ({ page }) => {
    test.setTimeout(300_000);
    const few = await scrollThrough(page, list, 1_000);
    const many = await scrollThrough(page, list, 100_000);

    console.log(
      `${list.name}, a screen each frame: ${few.toFixed(0)} ms with 1,000 rows, ${many.toFixed(0)} with 100,000`,
    );
    expect(many / few).toBeLessThan(2.5);
  });
}

/**
 * Goes to the end of a list of so many rows and some screens up again, thrice: how long a frame took, half of the time, on
 * the way that was disturbed least by whatever else the machine did.
 */
async function scrollThrough(page: Page, { path, api, row, text, item }: LongList, total: number): Promise<number> {
  await page.unrouteAll();
  await answer(page, collector);
  await page.route(api, async (route) => {
    const query = new URL(route.request().url()).searchParams;
    const from = Number(query.get('cursor') ?? 0);
    // Longer pages than the collector's: what is tried is the list, not the way of the answers.
    const to = Math.min(from + PAGE_OF_ROWS, total);
    const items = Array.from({ length: to - from }, (_none, index) => item(from + index));
    await route.fulfill({ json: { items, total, ...(to < total && { next: String(to) }) } });
  });
  await page.goto(path);
  await expect(page.getByText(text(0), { exact: true })).toBeVisible();
  const last = page.getByText(text(total - 1), { exact: true });
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
  expect(await page.locator(row).count()).toBeLessThan(80);
  const ways: number[] = [];
  for (let way = 0; way < WAYS_UP; way += 1) {
    await page.evaluate(() => {
      window.scrollTo(0, document.documentElement.scrollHeight);
    });
    await expect(last).toBeVisible();
    const frames = await page.evaluate(scrollUp, FRAMES_OF_A_WAY);
    ways.push(frames.toSorted((one, other) => one - other)[Math.floor(frames.length / 2)] ?? 0);
  }
  return Math.min(...ways);
}

/** Runs in the page: scrolls up a screen each frame, and says how long each frame took. */
async function scrollUp(count: number): Promise<number[]> {
  const frames: number[] = [];
  let before = performance.now();
  for (let frame = 0; frame < count; frame += 1) {
    window.scrollBy(0, -700);
    await new Promise((done) => requestAnimationFrame(done));
    const now = performance.now();
    frames.push(now - before);
    before = now;
  }
  return frames;
}
