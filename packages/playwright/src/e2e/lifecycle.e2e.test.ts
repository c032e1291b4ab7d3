import { startEmulator } from '@sandpit/emulator'
import { hosted, occupied, PlaywrightProject, type RunnerAge } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const withTwoWorkers = (options = ''): string => `
import { defineConfig } from '@playwright/test'
import { sandpit } from '@sandpit/playwright/config'
export default defineConfig(sandpit({ workers: 2, fullyParallel: true, reporter: 'list', ${options} }))
`

const imports = `
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/playwright/close'
const names = async (close) => ((await close.dump()).leads ?? []).map((lead) => lead.name)
`

describe.each<RunnerAge>(['oldest', 'newest'])('on the %s Playwright', (age) => {
  const project = new PlaywrightProject(age)
  afterAll(() => project[Symbol.dispose]())

  test('a crash, a timeout and a retry each end with a clean sandbox', async () => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const folder = project.write(
      'ends',
      {
        'ends.test.ts': `${imports}
        test.beforeEach(async ({ close }) => {
          expect(await names(close)).toEqual([])
          await close.add(closeData().lead('Left behind'))
        })
        test('passes', async ({ close }) => {})
        test('fails at first', async ({ close }, { retry }) => expect(retry).toBe(1))
        test('crashes at first', async ({ close }, { retry }) => {
          if (retry === 0) process.kill(process.pid, 'SIGKILL')
        })
        test('hangs at first', async ({ close }, { retry }) => {
          test.setTimeout(500)
          console.log('address ' + retry + ' ' + close.mcpUrl)
          if (retry === 0) await new Promise(() => {})
        })
        test.describe('with a fixture that hangs at first', () => {
          const hanging = test.extend({
            late: async ({ close }, use, { retry }) => {
              if (retry === 0) await new Promise(() => {})
              await use('late')
            },
          })
          hanging('hangs in setup at first', async ({ late }) => {})
        })
      `,
      },
      withTwoWorkers('retries: 1, timeout: 3000'),
    )
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/4 flaky/)
    expect(output).toMatch(/1 passed/)
    expect(code).toBe(0)
    expect(occupied(emulator)).toEqual([])
    // What hung may still have its address, which is no good any more.
    const [, before] = /address 0 (\S+)/.exec(output) ?? []
    const [, after] = /address 1 (\S+)/.exec(output) ?? []
    expect(before).toBeDefined()
    expect(after).not.toBe(before)
    // One for each worker: what was cut off reaches its sandbox no more, so it costs none.
    expect(emulator.calls().acquire).toBeLessThanOrEqual(2)
  })
})

describe.each<RunnerAge>(['oldest', 'newest'])('many failures on the %s Playwright', (age) => {
  const project = new PlaywrightProject(age)
  afterAll(() => project[Symbol.dispose]())

  test(
    'ten failing tests restart workers, each of which gets the sandbox that its index had',
    { timeout: 120_000 },
    async () => {
      await using emulator = await startEmulator({ pools: { close: 3 } })
      const folder = project.write(
        'failing',
        {
          'failing.test.ts': `${imports}
        import { existsSync, writeFileSync } from 'node:fs'
        const started = (n) => 'started-' + n
        const allStarted = () => [0, 1, 2].every((n) => existsSync(started(n)))
        test.use({ seed: closeData().lead('Seeded') })
        for (let n = 0; n < 10; n++)
          test('test ' + n, async ({ close }, { parallelIndex, workerIndex }) => {
            expect(await names(close)).toEqual(['Seeded'])
            await close.add(closeData().lead('Left by ' + n))
            writeFileSync(started(parallelIndex), '')
            // Nobody is restarted before everybody has a sandbox.
            await expect.poll(allStarted, { timeout: 0 }).toBe(true)
            console.log('worker ' + workerIndex + ', place ' + parallelIndex + ' has ' + close.sandboxId)
            throw new Error('on purpose')
          })
      `,
        },
        withTwoWorkers('timeout: 0').replace('workers: 2', 'workers: 3'),
      )
      const { code, output } = await project.run(folder, hosted(emulator))
      expect(output).toMatch(/10 failed/)
      expect(output.match(/Error: on purpose/g)).toHaveLength(10)
      expect(new Set(output.match(/worker \d+/g)).size).toBe(10)
      expect(code).toBe(1)
      expect(new Set(output.match(/place \d has \S+/g)).size).toBe(3)
      expect(emulator.calls().acquire).toBe(3)
      expect(occupied(emulator)).toEqual([])
    },
  )
})

describe.each<RunnerAge>(['oldest', 'newest'])('a slow service on the %s Playwright', (age) => {
  const project = new PlaywrightProject(age)
  afterAll(() => project[Symbol.dispose]())

  test('never fails a test by the clock of Playwright', async () => {
    await using emulator = await startEmulator({
      pools: { close: 1 },
      latencyMs: { acquire: 1500, reset: 700 },
    })
    const folder = project.write(
      'slow',
      {
        'slow.test.ts': `${imports}
        test('the first', async ({ close }) => expect(await names(close)).toEqual([]))
        test('the second', async ({ close }) => expect(await names(close)).toEqual([]))
      `,
      },
      withTwoWorkers('timeout: 600, workers: 1'),
    )
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/2 passed/)
    expect(code).toBe(0)
  })
})
