import { defineConfig } from '@playwright/test';

const PORT = process.env['CURFEW_PREVIEW_PORT'] ?? '7497';
const PREVIEW = `http://127.0.0.1:${PORT}`;
const STACK = process.env['CURFEW_URL'] ?? 'http://127.0.0.1:7480';

/**
 * views: each view of the built console with made-up answers, in both themes and widths; no server needed, and no test
 *   minds another beside it: --workers says how many.
 * quality: how quick, steady and patient it is, on a server of its own that is slow, goes away and comes back.
 * journey: a running stack with the demo in it; CURFEW_URL and CURFEW_CREDENTIALS say where.
 * hundred-sites: a running stack into which deploy/e2e/sites plays a hundred sites.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'target/test-results',
  reporter: 'list',
  forbidOnly: true,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
  projects: [
    { name: 'views', testMatch: 'views.spec.ts', fullyParallel: true, use: { baseURL: PREVIEW } },
    { name: 'quality', testMatch: ['quality.spec.ts', 'scrolling.spec.ts'], use: { baseURL: PREVIEW } },
    { name: 'journey', testMatch: 'journey.spec.ts', use: { baseURL: STACK } },
    { name: 'hundred-sites', testMatch: 'hundred-sites.spec.ts', use: { baseURL: STACK } },
  ],
  webServer: {
    command: `vite preview --host 127.0.0.1 --port ${PORT} --strictPort`,
    url: PREVIEW,
    reuseExistingServer: false,
  },
});
