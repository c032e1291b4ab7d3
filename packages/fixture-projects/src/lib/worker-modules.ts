import type { FixtureProject } from './fixture-project.ts'

/** The modules that a worker loads for an adapter's fixtures and a test that uses them, by path. */
export async function workerModules(
  project: FixtureProject,
  adapter: 'vitest' | 'playwright',
): Promise<readonly string[]> {
  const folder = project.write('modules', { 'a.test.ts': listsModules(adapter) })
  const { output } = await project.run(folder)
  const listed = /^modules: (.*)$/m.exec(output)?.[1] ?? '[]'
  return JSON.parse(listed) as readonly string[]
}

const listsModules = (adapter: string): string => `
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
const { test } = await import('@sandpit/${adapter}/close')
test('reads the list', async ({ close }) => {
  await close.dump()
  writeSync(2, 'modules: ' + JSON.stringify([...loaded].toSorted()) + '\\n')
})
`
