import { PlaywrightProject } from '@sandpit/fixture-projects'
import { afterAll, expect, test } from 'vitest'

const project = new PlaywrightProject()
afterAll(() => project[Symbol.dispose]())

/** Every worker pays for what it loads, so this list is short and stays short. */
test('the worker loads these modules and no others', async () => {
  const folder = project.write('modules', { 'a.test.ts': listsModules })
  const { output } = await project.run(folder)
  const listed = /^modules: (.*)$/m.exec(output)?.[1] ?? '[]'
  expect(JSON.parse(listed)).toMatchInlineSnapshot(`
    [
      "@playwright/test/index.mjs",
      "node:net",
      "playwright/dist/worker/close.js",
      "playwright/dist/worker/sandpit-error.js",
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
