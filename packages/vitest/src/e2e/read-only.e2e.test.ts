import { startEmulator } from '@sandpit/emulator'
import { hosted, occupied, type RunnerAge, VitestProject } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const file = (body: string): string => `
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

test.override('seed', closeData().lead('Seed'))
test.override('readOnly', true)

const names = async (close) => (await close.dump()).leads.map((lead) => lead.name)
const createLead = (close, name) => fetch(close.mcpUrl, {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
  body: JSON.stringify({
    jsonrpc: '2.0', id: 1, method: 'tools/call',
    params: { name: 'close_create_lead', arguments: { name } },
  }),
})

${body}
`

const readers = Array.from(
  { length: 4 },
  (_, n) =>
    `test('reads ${n}', async ({ close }) => { expect(await names(close)).toEqual(['Seed']) })`,
).join('\n')

describe.each<RunnerAge>(['oldest', 'newest'])('read-only tests on the %s Vitest', (age) => {
  const project = new VitestProject(age)
  afterAll(() => project[Symbol.dispose]())

  test('share their seed, over files, without a reset', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write('read-only', {
      'a.test.ts': file(readers),
      'b.test.ts': file(readers),
    })
    const { code, output } = await project.run(folder, hosted(emulator), ['--max-workers=1'])
    expect(output).toMatch(/8 leases, 0 resets, 1 seed, 8 left unchanged/)
    expect(code).toBe(0)
    expect(emulator.calls()).toMatchObject({ acquire: 1, initialize: 1, release: 1 })
    expect(emulator.calls().reset ?? 0).toBe(0)
  })

  test('fail when their agent changed something, say what, and no other test sees it', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write('not-read-only', {
      'a.test.ts': file(`
        test('promises too much', async ({ close }) => { await createLead(close, 'Surprise') })
        test('asks for a change', async ({ close }) => { await close.add(closeData().lead('More')) })
        ${readers}`),
    })
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/Tests {2}2 failed \| 4 passed/)
    expect(output).toMatch(
      /FAIL.*promises too much[^]*marked read-only, and changed its 'close' sandbox: .*Surprise.* is unexpected/,
    )
    expect(output).toMatch(/marked read-only, and asks for its 'close' sandbox to be changed/)
    expect(code).toBe(1)
    expect(emulator.calls()).toMatchObject({ acquire: 1, reset: 1 })
    expect(occupied(emulator)).toEqual([])
  })
})
