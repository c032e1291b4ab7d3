import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { post, toolCall } from './lib/posted.testing.ts'
import { startUpstream } from './lib/scripted-upstream.testing.ts'

const root = join(import.meta.dirname, '..')
const script = join(root, 'dist', 'readme-example.mjs')

afterEach(() => rm(script, { force: true }))

it('has an example in the README that does what it says', async () => {
  await using upstream = await startUpstream()
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const code = /^```ts\n(.*?)^```/ms.exec(readme)?.[1] ?? ''
  await writeFile(script, code.replace(/'https:.*'/, `'${upstream.mcpUrl}'`))
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.stubGlobal('runMyAgent', (url: string) => post(url, toolCall('close_create_task')))
  await import(script)
  expect(said.mock.calls).toEqual([[['close_create_task: answered']], ['known']])
  said.mockRestore()
  vi.unstubAllGlobals()
})
