import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import {
  hosted,
  occupied,
  occupiedAfter,
  PlaywrightProject,
  type RunnerProcess,
} from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const hanging = `
import { test } from '@sandpit/playwright/close'

for (const name of ['first', 'second'])
  test(name, async ({ close }) => {
    console.log('in ' + name)
    await new Promise((resolve) => setTimeout(resolve, 60_000))
  })
`

const oldest = new PlaywrightProject('oldest')
const newest = new PlaywrightProject('newest')
afterAll(() => {
  oldest[Symbol.dispose]()
  newest[Symbol.dispose]()
})

/** Who gets the signal: Ctrl-C reaches the whole group, a CI system often only the main process. */
const endings: readonly [string, (run: RunnerProcess) => void][] = [
  ['SIGINT, as by Ctrl-C', (run) => run.killGroup('SIGINT')],
  ['SIGTERM', (run) => run.kill('SIGTERM')],
  ['SIGKILL of the main process', (run) => run.kill('SIGKILL')],
  ['SIGKILL of all processes', (run) => run.killGroup('SIGKILL')],
]

/** A folder for each run, since Playwright empties its output folder when it starts. */
function start(
  project: PlaywrightProject,
  name: string,
  emulator: Emulator,
): RunnerProcess & { readonly temporary: string } {
  const folder = project.write(name.replaceAll(/\W+/g, '-'), { 'hanging.test.ts': hanging })
  const temporary = mkdtempSync(join(project.root, 't-'))
  const run = project.start(folder, { ...hosted(emulator), TMPDIR: temporary })
  return Object.assign(run, { temporary })
}

/** Resolves when a run has asked for both sandboxes: it writes that down before it asks. */
async function acquiring(temporary: string): Promise<void> {
  for (;;) {
    const journals = globSync(join(temporary, 'sandpit-*/*/journal.jsonl'))
    const entries = journals.map((path) => readFileSync(path, 'utf8')).join('')
    if ((entries.match(/"acquiring"/g)?.length ?? 0) === 2) break
    await sleep(50)
  }
  await sleep(200)
}

describe.each([
  ['oldest', oldest],
  ['newest', newest],
] as const)('while tests are under way, on the %s Playwright', (_, project) => {
  test.concurrent.each(endings)('nothing stays occupied after %s', async (name, end) => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const run = start(project, `under way ${name}`, emulator)
    await Promise.all([run.printed('in first'), run.printed('in second')])
    expect(occupied(emulator)).toHaveLength(2)
    end(run)
    await run.ended
    expect(await occupiedAfter(emulator, 10_000)).toEqual([])
  })
})

describe('while sandboxes are still being acquired', () => {
  test.concurrent.each(endings)('nothing stays occupied after %s', async (name, end) => {
    const acquireMs = 3000
    await using emulator = await startEmulator({
      pools: { close: 2 },
      latencyMs: { acquire: acquireMs },
    })
    const run = start(newest, `on their way ${name}`, emulator)
    await acquiring(run.temporary)
    end(run)
    await run.ended
    // Both have landed by then, and whoever looks after them has had its ten seconds.
    await sleep(acquireMs)
    expect(await occupiedAfter(emulator, 10_000)).toEqual([])
  })
})
