import { startEmulator } from '@sandpit/emulator'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  hosted,
  occupied,
  occupiedAfter,
  type RunnerAge,
  VitestProject,
} from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const longTest = `
import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@sandpit/vitest/close'

test('takes long', { timeout: 60_000 }, async ({ close }) => {
  writeSync(2, 'in the test\\n')
  await sleep(60_000)
})
`

/** An acquire that was written down and never sent is looked for during 10 s, the folder stays so long. */
const settledWithinMs = 20_000

describe.each<RunnerAge>(['oldest', 'newest'])('a run that is killed on the %s Vitest', (age) => {
  const project = new VitestProject(age)
  afterAll(() => project[Symbol.dispose]())

  test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGKILL'])(
    'leaves nothing occupied after %s',
    async (signal) => {
      await using emulator = await startEmulator({
        pools: { close: 4 },
        latencyMs: { release: 200 },
      })
      const folder = project.write('killed', { 'a.test.ts': longTest, 'b.test.ts': longTest })
      const run = project.start(folder, { ...hosted(emulator), ...ownTmp(project, signal) })
      await run.printed('in the test')
      expect(occupied(emulator).length).toBeGreaterThan(0)
      run.kill(signal)
      const { output } = await run.ended
      expect(await occupiedAfter(emulator, 10_000)).toEqual([])
      expect(output).not.toContain(emulator.apiKey)
      await expect.poll(() => leftBehind(project, signal), { timeout: settledWithinMs }).toEqual([])
    },
  )

  test('leaves nothing occupied when it is killed while it waits for an acquire', async () => {
    await using emulator = await startEmulator({
      pools: { close: 4 },
      latencyMs: { acquire: 1500 },
    })
    const folder = project.write('killed', { 'a.test.ts': longTest, 'b.test.ts': longTest })
    const run = project.start(folder, { ...hosted(emulator), ...ownTmp(project, 'acquire') })
    await expect.poll(() => emulator.calls().acquire, { timeout: 30_000 }).toBeGreaterThan(0)
    run.kill('SIGKILL')
    await run.ended
    await expect.poll(() => occupied(emulator).length, { timeout: 3000 }).toBeGreaterThan(0)
    expect(await occupiedAfter(emulator, 8000)).toEqual([])
    await expect
      .poll(() => leftBehind(project, 'acquire'), { timeout: settledWithinMs })
      .toEqual([])
  })

  test('leaves no folder behind after a run that ends well', async () => {
    await using emulator = await startEmulator({ pools: { close: 4 } })
    const folder = project.write('well', {
      'a.test.ts': longTest.replace('await sleep(60_000)', ''),
    })
    const { code } = await project.run(folder, { ...hosted(emulator), ...ownTmp(project, 'well') })
    expect(code).toBe(0)
    await expect.poll(() => leftBehind(project, 'well'), { timeout: 5000 }).toEqual([])
  })
})

function ownTmp(project: VitestProject, name: string): NodeJS.ProcessEnv {
  const folder = join(project.root, `t-${name}`)
  mkdirSync(folder, { recursive: true })
  return { TMPDIR: folder }
}

/** What runs left in their own temporary folder; a reaper that is done removes its run's. */
function leftBehind(project: VitestProject, name: string): readonly string[] {
  const temporary = join(project.root, `t-${name}`)
  const folders = readdirSync(temporary).filter((each) => each.startsWith('sandpit-'))
  return folders.flatMap((folder) => readdirSync(join(temporary, folder)))
}
