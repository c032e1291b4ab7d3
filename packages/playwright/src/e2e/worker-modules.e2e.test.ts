import { PlaywrightProject, workerModules } from '@sandpit/fixture-projects'
import { expect, test } from 'vitest'

/** Every worker pays for what it loads, so this list is short and stays short. */
test('the worker loads these modules and no others', async () => {
  using project = new PlaywrightProject()
  expect(await workerModules(project, 'playwright')).toMatchInlineSnapshot(`
    [
      "@playwright/test/index.mjs",
      "node:async_hooks",
      "node:net",
      "node:url",
      "playwright/dist/worker/close-expect.js",
      "playwright/dist/worker/close.js",
    ]
  `)
})
