import { sandpit } from '@sandpit/vitest/plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [sandpit()],
  test: {
    include: ['src/**/*.test.ts'],
    maxWorkers: 1,
    // Some of these frameworks take seconds to load on a busy machine.
    testTimeout: 60_000,
  },
})
