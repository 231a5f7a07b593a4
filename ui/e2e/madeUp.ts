import { type Page } from '@playwright/test';
import { getResponse, type HttpHandler } from 'msw';

/** Answers what the page asks by these handlers, with the clock standing still and nothing new on the live stream. */
export async function answer(page: Page, handlers: HttpHandler[]): Promise<void> {
  await page.clock.setFixedTime('2026-11-20T12:00:30Z');
  await page.addInitScript(openLiveStream);
  await page.route('**/api/**', async (route) => {
    const request = new Request(route.request().url(), { method: route.request().method() });
    const response = await getResponse(handlers, request);
    if (response === undefined || response.type === 'error') {
      await route.abort();
      return;
    }
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
}

/** Runs in the page: a stream that is live and says nothing. */
function openLiveStream(): void {
  class SilentStream extends EventTarget {
    readyState = 1;
    constructor() {
      super();
      setTimeout(() => this.dispatchEvent(new Event('open')));
    }
    close(): void {
      this.readyState = 2;
    }
  }
  Object.assign(window, { EventSource: SilentStream });
}
