import { startEmulator } from '@sandpit/emulator'
import { afterAll, describe, expect, test } from 'vitest'
import { setUpRunner } from './lib/any-runner.ts'
import { hosted, occupied } from './lib/emulated-service.ts'

const tests = Array.from(
  { length: 12 },
  (_, n) => `test('test ${n}', async ({ close }) => { await close.dump() })`,
).join('\n')

describe.each(['the newest Vitest', 'the newest Playwright'] as const)('%s', (name) => {
  const { project, ...runner } = setUpRunner(name)
  afterAll(() => project[Symbol.dispose]())

  test("takes spares by itself while tests wait, up to the ceiling, with spares: 'auto'", async () => {
    await using emulator = await startEmulator({ latencyMs: { reset: 150 }, pools: { close: 9 } })
    const config = runner.config(`{ spares: 'auto', ceiling: 3 }`, 1)
    const folder = project.write('auto', { 'a.test.ts': runner.file(tests) }, config)
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/sandpit {2}3 sandboxes, used 12 times/)
    expect(code).toBe(0)
    expect(occupied(emulator)).toEqual([])
  })
})
