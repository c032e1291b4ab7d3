import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { hosted } from './emulated-service.ts'
import { ExternalEmulator } from './external-emulator.ts'
import { FixtureProject } from './fixture-project.ts'
import type { PlaywrightProcess } from './playwright-process.ts'

const project = new FixtureProject()
afterAll(() => project[Symbol.dispose]())

const folder = project.write('signals', {
  'hanging.test.ts': `
    import { test } from '@sandpit/playwright/close'

    test.beforeEach(() => console.log('asking'))
    for (const name of ['first', 'second'])
      test(name, async ({ close }) => {
        console.log('in ' + name)
        await new Promise((resolve) => setTimeout(resolve, 60_000))
      })
  `,
})

/** Who gets the signal: Ctrl-C reaches the whole group, a CI system often only the main process. */
const endings: readonly [string, (run: PlaywrightProcess) => void][] = [
  ['SIGINT, as by Ctrl-C', (run) => run.killGroup('SIGINT')],
  ['SIGTERM', (run) => run.kill('SIGTERM')],
  ['SIGKILL of the main process', (run) => run.kill('SIGKILL')],
  ['SIGKILL of all processes', (run) => run.killGroup('SIGKILL')],
]

describe.concurrent.each(endings)('after %s', (_, end) => {
  test('nothing is occupied though tests were under way', async () => {
    using service = await ExternalEmulator.start(['--pool', 'close=2'])
    const run = project.start(folder, hosted(service))
    await Promise.all([run.printed('in first'), run.printed('in second')])
    expect(await service.occupied()).toBe(2)
    end(run)
    await run.ended
    expect(await service.occupiedWithin(10_000)).toBe(0)
  })
})

describe.concurrent.each(endings)('after %s', (_, end) => {
  test('nothing is occupied though sandboxes were on their way', async () => {
    const acquireMs = 3000
    using service = await ExternalEmulator.start([
      '--pool',
      'close=2',
      '--latency',
      `acquire=${acquireMs}`,
    ])
    const run = project.start(folder, hosted(service))
    await run.printed('asking')
    await sleep(1000)
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
