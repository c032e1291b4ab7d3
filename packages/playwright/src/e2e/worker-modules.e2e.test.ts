import { afterAll, expect, test } from 'vitest'
import { FixtureProject } from './fixture-project.ts'

const project = new FixtureProject()
afterAll(() => project[Symbol.dispose]())

/** Every worker pays for what it loads, so this list is short and stays short. */
test('the worker loads these modules and no others', async () => {
  const folder = project.write('modules', { 'a.test.ts': listsModules })
  const { output } = await project.run(folder)
  const listed = /^modules: (.*)$/m.exec(output)?.[1] ?? '[]'
  expect(JSON.parse(listed)).toMatchInlineSnapshot(`
    [
      "@playwright/test/index.mjs",
      "client/dist/errors.js",
      "close/dist/index.js",
      "close/dist/lib/close-data-builder.js",
      "close/dist/lib/close-sandbox.js",
      "close/dist/lib/lead-builder.js",
      "close/dist/lib/matcher-set.js",
      "close/dist/lib/near-miss.js",
      "close/dist/lib/sample-close-data.js",
      "close/dist/lib/usd.js",
      "close/dist/matchers.js",
      "close/dist/sandbox.js",
      "lease/dist/lib/frames.js",
      "lease/dist/lib/sandbox.js",
      "lease/dist/lib/socket-link.js",
      "lease/dist/link.js",
      "node:net",
      "playwright/dist/close.js",
      "playwright/dist/lib/broker-variable.js",
      "playwright/dist/lib/call-log.js",
      "playwright/dist/lib/close-expect.js",
      "playwright/dist/lib/close-test.js",
      "playwright/dist/lib/lease-steps.js",
      "playwright/dist/lib/link-fixtures.js",
      "playwright/dist/lib/link-in-steps.js",
      "playwright/dist/lib/test-prop.js",
      "playwright/dist/lib/use-lease.js",
      "playwright/dist/lib/worker-link.js",
    ]
  `)
})

const listsModules = `
import { registerHooks } from 'node:module'

const loaded = new Set()
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context)
    const ours = /[/]@sandpit[/]/.test(context.parentURL) || specifier.startsWith('@sandpit/')
    if (ours) loaded.add(resolved.url.replace(/^.*node_modules[/](@sandpit[/])?/, ''))
    return resolved
  },
})
const { expect, test } = await import('@sandpit/playwright/close')
test('reads the list', async ({ close }) => {
  await close.dump()
  console.log('modules: ' + JSON.stringify([...loaded].toSorted()))
})
`
