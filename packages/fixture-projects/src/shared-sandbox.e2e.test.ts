import { startEmulator } from '@sandpit/emulator'
import { describe, expect, test } from 'vitest'
import { runnerNames, setUpRunner } from './lib/any-runner.ts'
import { hosted, occupied } from './lib/emulated-service.ts'

const steps = (lead: string): string => `
import { closeData } from '@sandpit/close'
const names = async (close) => (await close.dump()).leads.map((it) => it.name).toSorted()

const shared = test.shared(closeData().lead('${lead}'))
test.describe('steps', () => {
  shared.beforeAll(async ({ close }) => { await close.add(closeData().lead('of beforeAll')) })
  shared('goes on from beforeAll', async ({ close }) => {
    expect(await names(close)).toEqual(['${lead}', 'of beforeAll'])
    await close.add(closeData().lead('of the first'))
  })
  shared('goes on from the first', async ({ close }) => {
    expect(await names(close)).toEqual(['${lead}', 'of beforeAll', 'of the first'])
  })
  shared.afterAll(async ({ close }) => { console.log('afterAll sees ' + (await names(close))) })
})
`

describe('a sandbox for a file', () => {
  test.concurrent.each(runnerNames)(
    'is filled once and goes back, on %s',
    { timeout: 60_000 },
    async (name) => {
      const runner = setUpRunner(name)
      using project = runner.project
      await using emulator = await startEmulator({ pools: { close: 1 } })
      const folder = project.write(
        'shared',
        {
          'a.test.ts': runner.file(steps('A')),
          'b.test.ts': runner.file(steps('B')),
          'c.test.ts': runner.file(`test('starts empty', async ({ close }) => {
          expect((await close.dump()).leads).toEqual([])
        })`),
        },
        runner.config('{}', 1),
      )
      const { tests, output } = await runner.test(folder, hosted(emulator))
      expect(tests.filter(({ passed }) => !passed)).toEqual([])
      expect(tests).toHaveLength(5)
      for (const lead of ['A', 'B'])
        expect(output).toContain(`afterAll sees ${lead},of beforeAll,of the first`)
      expect(emulator.calls().acquire).toBe(1)
      expect(occupied(emulator)).toEqual([])
    },
  )
})

const sync = `
import { closeData } from '@sandpit/close'
const sync = closeSandboxes('source', 'target')
useSeeds(sync, { source: closeData().lead('Acme') })
for (const n of [1, 2])
  sync('copies ' + n, async ({ source, target }) => {
    expect(source.sandboxId).not.toBe(target.sandboxId)
    expect((await target.dump()).leads).toEqual([])
    await target.add(await source.dump())
    await expect(target).toHaveLead('Acme')
    await expect(source).toBeUnchanged()
  })
`

describe('two Close sandboxes in one test', () => {
  test.concurrent.each(runnerNames)(
    'are two, each with its seed, on %s',
    { timeout: 60_000 },
    async (name) => {
      const runner = setUpRunner(name)
      using project = runner.project
      await using emulator = await startEmulator({ pools: { close: 2 } })
      const files = { 'a.test.ts': runner.file(sync) }
      const folder = project.write('sync', files, runner.config('{ ceiling: 2 }', 1))
      const { tests } = await runner.test(folder, hosted(emulator))
      expect(tests.filter(({ passed }) => !passed)).toEqual([])
      expect(tests).toHaveLength(2)
      expect(emulator.calls().acquire).toBe(2)
      expect(occupied(emulator)).toEqual([])
    },
  )
})
