import { afterAll, expect, test } from 'vitest'
import { FixtureProject } from './fixture-project.ts'

const project = new FixtureProject('newest')
afterAll(() => project[Symbol.dispose]())

/** Every test file pays for what its worker loads, so this list is short and stays short. */
test('the worker loads these modules and no others', async () => {
  const folder = project.write('modules', { 'a.test.ts': listsModules })
  const { output } = await project.run(folder)
  const listed = /^modules: (.*)$/m.exec(output)?.[1] ?? '[]'
  expect(JSON.parse(listed)).toMatchInlineSnapshot(`
    [
      "client/dist/errors.js",
      "client/dist/lib/sandpit-error.js",
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
      "vitest/dist/index.js",
      "vitest/dist/lib/close-expect.js",
      "vitest/dist/lib/close-test.js",
      "vitest/dist/lib/leases.js",
      "vitest/dist/lib/test-prop.js",
      "vitest/dist/lib/worker-link.js",
    ]
  `)
})

const listsModules = `
import { writeSync } from 'node:fs'
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
const { test } = await import('@sandpit/vitest/close')
test('reads the list', async ({ close }) => {
  await close.dump()
  writeSync(2, 'modules: ' + JSON.stringify([...loaded].toSorted()) + '\\n')
})
`
