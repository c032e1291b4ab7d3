import { startEmulator } from '@sandpit/emulator'
import {
  type Ended,
  hosted,
  inTerminal,
  type RunnerAge,
  screenOf,
  takePool,
  VitestProject,
} from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const twoTests = `
import { test } from '@sandpit/vitest/close'
test('first', ({ close }) => {})
test('second', ({ close }) => {})
`

const config = `
import { sandpit } from '@sandpit/vitest/plugin'
export default { plugins: [sandpit()], test: { maxWorkers: 2 } }
`

const notice =
  "sandpit  2 workers wait for a 'close' sandbox, 5 s so far: the service has none idle. "

describe.each<RunnerAge>(['oldest', 'newest'])('a long wait on the %s Vitest', (age) => {
  const project = new VitestProject(age)
  afterAll(() => project[Symbol.dispose]())

  /** Runs two files while somebody else has the pool, until the run has said that it waits. */
  const runAndWait = async (reporter: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const giveBack = await takePool(emulator, 2)
    const files = { 'a.test.ts': twoTests, 'b.test.ts': twoTests }
    const folder = project.write(reporter, files, config)
    const settings = { ...hosted(emulator), ...env }
    const running = project.start(folder, settings, [`--reporter=${reporter}`])
    await running.printed(notice)
    await giveBack()
    return await running.ended
  }

  test.concurrent('is a line between what is drawn, and leaves the drawing whole', async () => {
    const { code, output } = await runAndWait('default', inTerminal)
    expect(code).toBe(0)
    const screen = (await screenOf(output)).join('\n').replaceAll(/ \d+ms$/gm, '')
    expect(screen).toContain(notice.slice(0, 90))
    expect(screen).toMatch(/^ ✓ a\.test\.ts \(2 tests\)$/m)
    expect(screen).toMatch(/^ ✓ b\.test\.ts \(2 tests\)$/m)
    expect(screen.match(/Test Files/g)).toHaveLength(1)
    expect(screen).not.toContain('❯')
  })

  test.concurrent('leaves a report on stdout as it is', async () => {
    const { code, stdout, output } = await runAndWait('tap-flat')
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^TAP version 13\n1\.\.4\n(ok \d - [ab]\.test\.ts > (first|second) # time=.*\n){4}$/,
    )
    expect(output.split(notice)).toHaveLength(2)
  })
})
