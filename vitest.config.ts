import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const browser = 'test/browser/**/*.test.ts'
const outside = ['**/node_modules/**', '**/dist/**', 'data/**']

/** `unit` needs PostgreSQL at most; `browser` starts the real server and a real Chromium. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...outside, browser],
          globalSetup: ['platform/store/test-setup.ts'].filter((f) => existsSync(f)),
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [browser],
          exclude: outside,
          globalSetup: ['test/browser/setup.ts'].filter((f) => existsSync(f)),
        },
      },
    ],
  },
})
