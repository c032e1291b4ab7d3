import { VitestProject, workerModules } from '@sandpit/fixture-projects'
import { expect, test } from 'vitest'

/** Every test file pays for what its worker loads, so this list is short and stays short. */
test('the worker loads these modules and no others', async () => {
  using project = new VitestProject()
  expect(await workerModules(project, 'vitest')).toMatchInlineSnapshot(`
    [
      "node:net",
      "vitest/dist/index.js",
      "vitest/dist/worker/close-expect.js",
    ]
  `)
})
