import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { hosted } from './emulated-service.ts'
import { ExternalEmulator } from './external-emulator.ts'
import { FixtureProject } from './fixture-project.ts'
import type { PlaywrightProcess } from './playwright-process.ts'

const hanging = `
import { test } from '@sandpit/playwright/close'

for (const name of ['first', 'second'])
  test(name, async ({ close }) => {
    console.log('in ' + name)
    await new Promise((resolve) => setTimeout(resolve, 60_000))
  })
`

const oldest = new FixtureProject('oldest')
const newest = new FixtureProject('newest')
afterAll(() => {
  oldest[Symbol.dispose]()
  newest[Symbol.dispose]()
})

/** Who gets the signal: Ctrl-C reaches the whole group, a CI system often only the main process. */
const endings: readonly [string, (run: PlaywrightProcess) => void][] = [
  ['SIGINT, as by Ctrl-C', (run) => run.killGroup('SIGINT')],
  ['SIGTERM', (run) => run.kill('SIGTERM')],
  ['SIGKILL of the main process', (run) => run.kill('SIGKILL')],
  ['SIGKILL of all processes', (run) => run.killGroup('SIGKILL')],
]

/** A folder for each run, since Playwright empties its output folder when it starts. */
function start(
  project: FixtureProject,
  name: string,
  service: ExternalEmulator,
): PlaywrightProcess & { readonly temporary: string } {
  const folder = project.write(name.replaceAll(/\W+/g, '-'), { 'hanging.test.ts': hanging })
  const temporary = mkdtempSync(join(project.root, 't-'))
  const run = project.start(folder, { ...hosted(service), TMPDIR: temporary })
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
    using service = await ExternalEmulator.start(['--pool', 'close=2'])
    const run = start(project, `under way ${name}`, service)
    await Promise.all([run.printed('in first'), run.printed('in second')])
    expect(await service.occupied()).toBe(2)
    end(run)
    await run.ended
    expect(await service.occupiedWithin(10_000)).toBe(0)
  })
})

describe('while sandboxes are still being acquired', () => {
  test.concurrent.each(endings)('nothing stays occupied after %s', async (name, end) => {
    const acquireMs = 3000
    const flags = ['--pool', 'close=2', '--latency', `acquire=${acquireMs}`]
    using service = await ExternalEmulator.start(flags)
    const run = start(newest, `on their way ${name}`, service)
    await acquiring(run.temporary)
    end(run)
    await run.ended
    // Both have landed by then, and whoever looks after them has had its ten seconds.
    await sleep(acquireMs)
    expect(await service.occupiedWithin(10_000)).toBe(0)
  })
})

test('these tests can fail', async () => {
  using service = await ExternalEmulator.start(['--pool', 'close=2'])
  const answer = await fetch(`${service.url}/sandbox/close`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.apiKey}` },
  })
  expect(answer.status).toBe(201)
  expect(await service.occupiedWithin(200)).toBe(1)
})
