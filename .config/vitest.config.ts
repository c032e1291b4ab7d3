import { defineConfig } from 'vitest/config'

const shared = {
  root: `${import.meta.dirname}/..`,
  environment: 'node' as const,
  isolate: true,
  // What a busy machine needs; nothing here is a promise about time.
  expect: { poll: { timeout: 10_000 } },
}

export default defineConfig({
  root: shared.root,
  test: {
    // Tests that start processes mostly wait for them.
    maxWorkers: 2,
    // The JSON is for .ci/run, which counts what passed and failed.
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: '.sandpit/tests.json' }]]
      : ['default'],
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts'],
          exclude: ['**/*.e2e.test.ts', 'packages/examples/**', 'packages/use-with/**'],
          testTimeout: 20_000,
        },
      },
      {
        // Tests that start processes: runners, emulators, browsers.
        test: {
          ...shared,
          name: 'e2e',
          include: ['packages/*/src/**/*.e2e.test.ts', 'packages/examples/board/*.e2e.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      'packages/examples',
      'packages/use-with',
    ],
  },
})
