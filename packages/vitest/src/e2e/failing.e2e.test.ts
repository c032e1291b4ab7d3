import { startEmulator } from '@sandpit/emulator'
import {
  hosted,
  occupied,
  type RunnerAge,
  serveInstead,
  VitestProject,
} from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const onTheSeed = (body: string): string => `
import { setTimeout as sleep } from 'node:timers/promises'
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

const names = async (close) => ((await close.dump()).leads ?? []).map((lead) => lead.name)
test.override('seed', closeData().lead('Seed'))

${body}
`

const passing = `test('starts clean', async ({ close }) => { expect(await names(close)).toEqual(['Seed']) })`

describe.each<RunnerAge>(['oldest', 'newest'])('a failing run on the %s Vitest', (age) => {
  const project = new VitestProject(age)
  afterAll(() => project[Symbol.dispose]())

  test('gives the next test a clean sandbox after one that throws', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write('throws', {
      'a.test.ts': onTheSeed(`
        test('throws', { retry: 1 }, async ({ close }) => {
          expect(await names(close)).toEqual(['Seed'])
          await close.add(closeData().lead('left'))
          throw new Error('planted')
        })
        ${passing}`),
    })
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/Tests {2}1 failed \| 1 passed/)
    expect(output).toMatch(/Error: planted/)
    expect(code).toBe(1)
    expect(emulator.calls().acquire).toBe(1)
    expect(occupied(emulator)).toEqual([])
  })

  test('keeps the sandbox of a test that timed out, and lets nothing of it reach the next', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write('times-out', {
      'a.test.ts': onTheSeed(`
        const writesLate = async (close) => {
          for (let n = 0; n < 50; n++) { await close.add(closeData().lead('late')).catch(() => {}); await sleep(20) }
        }
        test('times out', { timeout: 150 }, async ({ close }) => { await writesLate(close) })
        ${passing}
        test('stays clean while the other one writes', async ({ close }) => {
          await sleep(300)
          expect(await names(close)).toEqual(['Seed'])
        })`),
    })
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/Tests {2}1 failed \| 2 passed/)
    expect(output).toMatch(/timed out in 150ms/)
    expect(code).toBe(1)
    expect(emulator.calls().acquire).toBe(1)
    expect(occupied(emulator)).toEqual([])
  })

  test('gives the next test a sandbox after one that timed out before it had one', async () => {
    await using emulator = await startEmulator({
      pools: { close: 1 },
      latencyMs: { initialize: 400 },
    })
    const folder = project.write('times-out-early', {
      'a.test.ts': onTheSeed(`
        test('times out', { timeout: 100 }, async ({ close }) => {})
        ${passing}`),
    })
    const { output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/Tests {2}1 failed \| 1 passed/)
    expect(occupied(emulator)).toEqual([])
  })

  test.concurrent('gives the next file a clean sandbox after a worker was killed', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write('killed', {
      'a.test.ts': onTheSeed(`
        test('kills its worker', async ({ close }) => {
          await close.add(closeData().lead('left'))
          process.kill(process.pid, 'SIGKILL')
          await sleep(1000)
        })`),
      'b.test.ts': onTheSeed(passing),
      'c.test.ts': onTheSeed(passing),
    })
    const { code, output } = await project.run(folder, hosted(emulator), ['--maxWorkers=1'])
    expect(output).toMatch(/Tests {2}.*2 passed/)
    expect(code).toBe(1)
    expect(emulator.calls().acquire).toBe(1)
    expect(occupied(emulator)).toEqual([])
  })

  test.concurrent(
    'waits for a slow service without failing a test by its clock',
    { timeout: 60_000 },
    async () => {
      await using emulator = await startEmulator({
        pools: { close: 2 },
        latencyMs: { acquire: 7000 },
      })
      const folder = project.write('slow', {
        'a.test.ts': onTheSeed(passing),
        'b.test.ts': onTheSeed(passing),
      })
      const { code, output } = await project.run(folder, hosted(emulator))
      expect(output).toMatch(/Tests {2}2 passed/)
      expect(code).toBe(0)
    },
  )

  test('fails a test with a bad seed before it is sent, with path, value and expectation', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write('bad-seed', {
      'a.test.ts': onTheSeed(`
        test.describe('bad', () => {
          test.override('seed', { leads: [{ name: 'Acme', opportunities: [{ note: 'deal', value: '12.50' }] }, { name: 7 }] })
          test('has a bad seed', async ({ close }) => {})
          test.describe('that JSON would change', () => {
            test.override('seed', { leads: [{ name: 'Acme', opportunities: [{ note: 'deal', value: NaN }] }] })
            test('has one too', async ({ close }) => {})
          })
        })
        ${passing}`),
    })
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/Tests {2}2 failed \| 1 passed/)
    expect(output).toMatch(/leads\[0\]\.opportunities\[0\]\.value.*12\.50/)
    expect(output).toMatch(/leads\[1\]\.name.*7/)
    expect(output).toMatch(/leads\[0\]\.opportunities\[0\]\.value.*NaN/)
    expect(code).toBe(1)
    expect(emulator.calls().initialize).toBe(1)
  })

  test('reports a sandbox that could not be given back, and exits with an error', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    using front = await serveInstead(emulator, ({ method }) =>
      method === 'DELETE' ? Response.json({ detail: 'planted' }, { status: 500 }) : undefined,
    )
    const folder = project.write('not-released', { 'a.test.ts': onTheSeed(passing) })
    const { code, output } = await project.run(folder, hosted(front))
    expect(output).toMatch(/Tests {2}1 passed/)
    expect(output).toMatch(/sandpit {2}Could not give back 'close' sandbox [0-9a-f-]{36}/)
    expect(code).toBe(1)
  })

  test('replaces a sandbox that goes into state error', async () => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    let resets = 0
    using front = await serveInstead(emulator, ({ url }) =>
      url.endsWith('/reset') && resets++ === 0
        ? Response.json({ sandbox_id: url.split('/').at(-2), status: 'error', message: 'planted' })
        : undefined,
    )
    const folder = project.write('broken', { 'a.test.ts': onTheSeed(`${passing}\n${passing}`) })
    const { code, output } = await project.run(folder, hosted(front))
    expect(output).toMatch(/Tests {2}2 passed/)
    expect(code).toBe(0)
    expect(emulator.calls().acquire).toBe(2)
    expect(occupied(emulator)).toEqual([])
  })
})

describe('what a run says when it cannot have a sandbox', () => {
  const project = new VitestProject('newest')
  afterAll(() => project[Symbol.dispose]())
  const files = { 'a.test.ts': onTheSeed(passing), 'b.test.ts': onTheSeed(passing) }

  test.concurrent('no key, where one is forced', async () => {
    const { code, output } = await project.run(project.write('no-key', files), {
      SANDPIT_SERVICE: 'hosted',
    })
    expect(output).toMatch(/KLAVIS_API_KEY is not set; set it to your Klavis API key/)
    expect(code).toBe(1)
  })

  test.concurrent('a wrong key', async () => {
    await using emulator = await startEmulator()
    const folder = project.write('wrong-key', files)
    const { code, output } = await project.run(folder, {
      KLAVIS_API_KEY: 'wrong-key-canary',
      KLAVIS_BASE_URL: emulator.url,
    })
    expect(output).toMatch(/KLAVIS_API_KEY/)
    expect(output).not.toContain('wrong-key-canary')
    expect(output.match(/SandpitError/g)).toHaveLength(1)
    expect(code).toBe(1)
  })

  test.concurrent('a service that cannot be reached', async () => {
    const folder = project.write('unreachable', files)
    const { code, output } = await project.run(folder, {
      KLAVIS_API_KEY: 'key',
      KLAVIS_BASE_URL: 'http://127.0.0.1:9',
    })
    expect(output).toMatch(/http:\/\/127\.0\.0\.1:9/)
    expect(output).toMatch(/KLAVIS_BASE_URL/)
    expect(code).toBe(1)
  })

  test.concurrent('a pool that somebody else has emptied: once for all workers, with who has it', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    await emulator.fetch(
      new Request(`${emulator.url}/sandbox/close`, {
        method: 'POST',
        headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tags: { sandpit_run: 'another' } }),
      }),
    )
    const folder = project.write('exhausted', files)
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/No idle 'close' sandbox/)
    expect(output).toMatch(/wants 2 .* has none/)
    expect(output).toMatch(/1 held by run another/)
    expect(output.match(/SandpitError/g)).toHaveLength(1)
    expect(code).toBe(1)
  })

  test.concurrent('fewer sandboxes than workers: the workers share what there is', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write('short', files)
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/Tests {2}2 passed/)
    expect(code).toBe(0)
    expect(occupied(emulator)).toEqual([])
  })
})
