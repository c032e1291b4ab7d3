import { startEmulator } from '@sandpit/emulator'
import { hosted, VitestProject } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

/** A test whose agent goes on, and the next one, on one worker. */
const leftovers = `
import { setTimeout as sleep } from 'node:timers/promises'
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

test.override('seed', closeData().lead('Acme'))

function createLead(address, name) {
  const params = { name: 'close_create_lead', arguments: { name } }
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  return fetch(address, { method: 'POST', headers, body }).then((answer) => answer.text(), String)
}

let answered
test('ends before its agent', async ({ close }) => {
  const address = close.mcpUrl
  void createLead(address, 'Under way')
  await sleep(100)
  answered = sleep(LATER_MS).then(() => createLead(address, 'Late'))
})

test('the next one', async ({ close }) => {
  expect(await answered).toContain('The test that had this sandbox is over')
  await sleep(300)
  await expect(close).toBeUnchanged()
})`

describe('what a test leaves running', () => {
  const project = new VitestProject('newest')
  afterAll(() => project[Symbol.dispose]())

  test('is waited for, and refused from then on', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 }, latencyMs: { mcp: 200 } })
    const folder = project.write('refused', {
      'a.test.ts': leftovers.replace('LATER_MS', '300'),
    })
    const { code, output } = await project.run(folder, hosted(emulator), ['--maxWorkers=1'])
    expect(output).toMatch(/Tests {2}2 passed/)
    expect(code).toBe(0)
    expect(output).toMatch(
      /sandpit {2}1 call came after the test .*ends before its agent' was over, and was refused: close_create_lead/,
    )
    expect(emulator.calls().acquire).toBe(1)
  })

  test('goes on to no other test while a call may be at work on it', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 }, latencyMs: { mcp: 1500 } })
    const folder = project.write('slow', { 'a.test.ts': leftovers.replace('LATER_MS', '10') })
    const { output } = await project.run(folder, hosted(emulator), ['--maxWorkers=1'])
    expect(output).toMatch(/Tests {2}2 passed/)
    expect(emulator.calls().acquire).toBe(1)
  })

  test('changes nothing in a read-only test, whose calls that would are refused', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write('read-only', {
      'a.test.ts': leftovers
        .replace("test.override('seed'", "test.override('readOnly', true)\ntest.override('seed'")
        .replace('void createLead', 'await createLead')
        .replace('LATER_MS', '500'),
    })
    const { code, output } = await project.run(folder, hosted(emulator), ['--maxWorkers=1'])
    expect(output).toMatch(/Tests {2}1 failed \| 1 passed/)
    expect(output).toMatch(/which were refused: close_create_lead \{"name":"Under way"\}/)
    expect(code).toBe(1)
  })
})

function configWith(reach: string): string {
  return `
    import { sandpit } from '@sandpit/vitest/plugin'
    export default { plugins: [sandpit({ reach: ${reach} })], test: { maxWorkers: 1 } }`
}

function fileWith(body: string): Record<string, string> {
  return {
    'a.test.ts': `
      import { expect, test } from '@sandpit/vitest/close'
      test('is reached', async ({ close }) => { ${body} })`,
  }
}

describe('how sandboxes are reached', () => {
  const project = new VitestProject('newest')
  afterAll(() => project[Symbol.dispose]())

  test('by another name, by the own address of each, or not at all', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const named = project.write(
      'named',
      fileWith(`expect(close.mcpUrl).toMatch(/^http:..host.docker.internal:/)`),
      configWith(`{ listen: '0.0.0.0', advertise: 'host.docker.internal' }`),
    )
    expect((await project.run(named, hosted(emulator))).output).toMatch(/Tests {2}1 passed/)
    const direct = project.write(
      'direct',
      fileWith(`
        expect(close.mcpUrl).toContain('instance_id=')
        await expect(close.calls()).rejects.toThrow("the 'close' sandbox's own address")`),
      configWith(`'direct'`),
    )
    expect((await project.run(direct, hosted(emulator))).output).toMatch(/Tests {2}1 passed/)
    const wrong = project.write('wrong', fileWith(''), configWith(`{ listens: '0.0.0.0' }`))
    const { output } = await project.run(wrong, hosted(emulator))
    expect(output).toMatch(/has reach: .*listens.*; it is 'direct', or an object with listen/)
  })
})
