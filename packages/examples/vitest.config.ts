import { sandpit } from '@sandpit/vitest/plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [sandpit()],
  test: {
    include: ['src/**/*.test.ts'],
    reporters: ['tree'],
    maxWorkers: 2,
    // Vitest's default, said aloud: every file gets a fresh worker, and Sandpit shares sandboxes
    // between workers, so isolation costs no sandbox.
    isolate: true,
  },
})
