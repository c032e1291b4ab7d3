import { defineConfig } from '@playwright/test'
import { sandpit } from '@sandpit/playwright/config'
import { findBrowser } from './tests/browser.ts'

export default defineConfig(
  sandpit({
    testDir: 'tests',
    workers: 2,
    fullyParallel: true,
    reporter: 'list',
    use: { launchOptions: await findBrowser(), trace: 'retain-on-failure' },
  }),
)
