import { startEmulator } from '@sandpit/emulator'
import {
  type Ended,
  hosted,
  inTerminal,
  PlaywrightProject,
  type RunnerAge,
  screenOf,
  takePool,
} from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const fourTests = `
import { test } from '@sandpit/playwright/close'
for (const name of ['one', 'two', 'three', 'four']) test(name, async ({ close }) => {})
`

const config = `
import { defineConfig } from '@playwright/test'
import { sandpit } from '@sandpit/playwright/config'
export default defineConfig(sandpit({ workers: 2, fullyParallel: true }))
`

const notice =
  "sandpit  2 workers wait for a 'close' sandbox, 5 s so far: the service has none idle. "

/** Looked at on the newest alone: each costs eight seconds. */
const otherReporters: readonly (readonly [reporter: string, drawn: RegExp])[] = [
  ['dot', /^·+\nsandpit {2}\d/m],
  ['line', /^\[4\/4\] some\.test\.ts.*\n\nsandpit {2}\d/m],
]

describe.each<RunnerAge>(['oldest', 'newest'])('a long wait on the %s Playwright', (age) => {
  const project = new PlaywrightProject(age)
  afterAll(() => project[Symbol.dispose]())

  /** Runs four tests while somebody else has the pool, until the run has said that it waits. */
  const screenAfterWait = async (reporter: string): Promise<string> => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const giveBack = await takePool(emulator, 2)
    const folder = project.write(reporter, { 'some.test.ts': fourTests }, config)
    const settings = { ...hosted(emulator), ...inTerminal }
    const running = project.start(folder, settings, [`--reporter=${reporter}`])
    await running.printed(notice)
    await giveBack()
    const { code, output } = await running.ended
    expect(code).toBe(0)
    return (await screenOf(output)).join('\n')
  }

  test.concurrent('is a line between what is drawn, and leaves the drawing whole', async () => {
    const screen = await screenAfterWait('list')
    expect(screen).toContain(notice.slice(0, 90))
    expect(
      screen.match(/^ {2}✓ {2}\d some\.test\.ts:\d+:\d+ › (one|two|three|four) \(/gm),
    ).toHaveLength(4)
    expect(screen).toMatch(/^\nsandpit {2}\d sandbox(es)?, used 4 times/m)
    expect(screen).toContain('4 passed')
  })

  test.concurrent.each(age === 'newest' ? otherReporters : [])(
    'leaves the %s reporter whole, and the summary too',
    async (reporter, drawn) => {
      const screen = await screenAfterWait(reporter)
      expect(screen).toMatch(drawn)
      expect(screen).toMatch(/left behind: nothing$/m)
    },
  )

  test.concurrent('is in the report of whoever waited, and leaves stdout as it is', async () => {
    await using emulator = await startEmulator({
      pools: { close: 2 },
      latencyMs: { acquire: 6000 },
    })
    const folder = project.write('json', { 'some.test.ts': fourTests }, config)
    const { stdout }: Ended = await project.run(folder, hosted(emulator), ['--reporter=json'])
    const report = JSON.parse(stdout) as { stats: { expected: number } }
    expect(report.stats.expected).toBe(4)
    expect(stdout.split("2 workers wait for a 'close' sandbox")).toHaveLength(2)
  })
})
