import { defineConfig } from 'vitest/config'

const browser = 'test/browser/**/*.test.ts'
const outside = ['**/node_modules/**', '**/dist/**', 'data/**']

/** `unit` needs PostgreSQL at most; `browser` starts the real server and a real Chromium. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Node runs the sources as the server does: rewritten imports cost the hot loops of core and the generator dearly.
    experimental: { viteModuleRunner: false },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...outside, browser],
          globalSetup: ['platform/store/test-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [browser],
          exclude: outside,
          // A page with a map keeps a core busy: WebGL is drawn in software here.
          fileParallelism: false,
          testTimeout: 180_000,
          globalSetup: ['test/browser/setup.ts'],
        },
      },
    ],
  },
})
