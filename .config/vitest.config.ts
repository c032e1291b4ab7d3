import { defineConfig } from 'vitest/config'

const shared = { root: `${import.meta.dirname}/..`, environment: 'node' as const }

export default defineConfig({
  root: shared.root,
  test: {
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: '.sandpit/test.json' }]]
      : ['default'],
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts'],
          exclude: ['**/*.e2e.test.ts'],
        },
      },
      {
        // Tests that start processes: runners, emulators, browsers.
        test: {
          ...shared,
          name: 'e2e',
          include: ['packages/*/src/**/*.e2e.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
