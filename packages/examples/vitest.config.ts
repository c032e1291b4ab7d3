import { sandpit } from '@sandpit/vitest/plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [sandpit()],
  test: { include: ['src/**/*.test.ts'], maxWorkers: 2 },
})
