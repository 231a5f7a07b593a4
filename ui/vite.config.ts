import { readFileSync } from 'node:fs';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

import { firstView } from './build/firstView.ts';
import { fontAhead } from './build/fontAhead.ts';
import { splitMessages } from './build/messages.ts';

const MESSAGES = 'src/messages/en.json';

/** What the collector tells browsers to load, so that tests of the console obey it as well. */
function shippedPolicy(): string {
  const settings = readFileSync('../collector/src/main/resources/application.properties', 'utf8');
  const policy = /^quarkus\.http\.header\."Content-Security-Policy"\.value=(.+)$/m.exec(settings)?.[1];
  if (policy === undefined) {
    throw new Error('the collector sets no Content-Security-Policy');
  }
  return policy;
}

export default defineConfig({
  plugins: [
    react(),
    splitMessages(),
    fontAhead(),
    firstView({
      screens: ['src/features/overview/OverviewPage.tsx', 'src/features/violations/ViolationsPage.tsx'],
      messages: MESSAGES,
      mostKibibytes: 300,
    }),
  ],
  build: {
    outDir: 'target/classes/META-INF/resources',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 600,
    // Small pictures as data: addresses would need a wider content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Few files: each costs a browser a request, of which a first view waits for many.
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'] },
            { name: 'shared', entriesAware: true, entriesAwareMergeThreshold: 20_000, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { '^/(api|signin|signout)': process.env['CURFEW_URL'] ?? 'http://127.0.0.1:7480' } },
  preview: {
    headers: {
      'Content-Security-Policy': shippedPolicy(),
    },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'https://curfew.example.org/' } },
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    css: false,
    maxWorkers: 2,
    env: { TZ: 'Europe/Lisbon' },
    testTimeout: 60_000,
    restoreMocks: true,
  },
});
