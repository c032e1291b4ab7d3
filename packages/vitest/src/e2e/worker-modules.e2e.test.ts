import { VitestProject } from '@sandpit/fixture-projects'
import { afterAll, expect, test } from 'vitest'

const project = new VitestProject('newest')
afterAll(() => project[Symbol.dispose]())

/** Every test file pays for what its worker loads, so this list is short and stays short. */
test('the worker loads these modules and no others', async () => {
  const folder = project.write('modules', { 'a.test.ts': listsModules })
  const { output } = await project.run(folder)
  const listed = /^modules: (.*)$/m.exec(output)?.[1] ?? '[]'
  expect(JSON.parse(listed)).toMatchInlineSnapshot(`
    [
      "node:net",
      "vitest/dist/index.js",
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
