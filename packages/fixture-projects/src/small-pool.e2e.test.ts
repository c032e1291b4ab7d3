import { startEmulator } from '@sandpit/emulator'
import { afterAll, describe, expect, test } from 'vitest'
import { setUpRunner } from './lib/any-runner.ts'
import { hosted, occupied } from './lib/emulated-service.ts'
import { serveInstead } from './lib/serve-instead.ts'

const files = (file: (tests: string) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['a', 'b', 'c'].map((name) => [
      `${name}.test.ts`,
      file(`test('test ${name}', async ({ close }) => { await close.dump() })`),
    ]),
  )

/** A list that has idle sandboxes, which the emulator's has not. */
function listOf(size: number): Response {
  const sandboxes = Array.from({ length: size }, (_, n) => ({
    sandbox_id: `idle-${n}`,
    server_name: 'close',
    status: 'idle',
  }))
  return Response.json({ sandboxes, total_count: size })
}

describe.each(['the newest Vitest', 'the newest Playwright'] as const)('%s', (name) => {
  const { project, ...runner } = setUpRunner(name)
  afterAll(() => project[Symbol.dispose]())

  test('warns a shard, once, of a pool that is smaller than all shards want', async () => {
    await using emulator = await startEmulator()
    using service = await serveInstead(emulator, ({ method, url }) =>
      method === 'GET' && new URL(url).pathname === '/sandbox' ? listOf(4) : undefined,
    )
    const folder = project.write('small', files(runner.file), runner.config('{}', 2))
    const { code, output } = await project.run(folder, hosted(service), ['--shard=1/3'])
    const warnings = output.match(/3 shards of 2 workers want 6 'close' sandboxes .* lists 4 /g)
    expect(warnings).toHaveLength(1)
    expect(code).toBe(0)
    expect(occupied(emulator)).toEqual([])
  })
})
