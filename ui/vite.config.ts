import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

import { firstView } from './build/firstView.ts';
import { fontAhead } from './build/fontAhead.ts';
import { splitMessages } from './build/messages.ts';

const MESSAGES = 'src/messages/en.json';

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
      'Content-Security-Policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
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
