import { startEmulator } from '@sandpit/emulator'
import { afterAll, describe, expect, test } from 'vitest'
import { runnerNames, setUpRunner } from './lib/any-runner.ts'
import { hosted, occupied } from './lib/emulated-service.ts'

const readers = Array.from(
  { length: 4 },
  (_, n) => `
test('reads ${n}', async ({ close }) => {
  expect((await close.dump()).leads.map((lead) => lead.name)).toEqual(['Seed'])
})`,
).join('')

/** An agent, which needs no permission of ours to write. */
const createLead = `
const createLead = (close, name) => fetch(close.mcpUrl, {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
  body: JSON.stringify({
    jsonrpc: '2.0', id: 1, method: 'tools/call',
    params: { name: 'close_create_lead', arguments: { name } },
  }),
})`

describe.each(runnerNames)('tests that are marked read-only, on %s', (name) => {
  const { project, ...runner } = setUpRunner(name)
  afterAll(() => project[Symbol.dispose]())

  const oneWorker = runner.config('{}', 1)
  const file = (body: string): string =>
    runner.file(`useSeed({ leads: [{ name: 'Seed' }] })\nuseReadOnly()\n${body}`)

  test('share their seed, over files, without a reset', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const files = { 'a.test.ts': file(readers), 'b.test.ts': file(readers) }
    const folder = project.write('read-only', files, oneWorker)
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/used 8 times \(0 resets, 1 seed, 8 times left unchanged\)/)
    expect(code).toBe(0)
    expect(emulator.calls()).toMatchObject({ acquire: 1, initialize: 1, reset: 0, release: 1 })
  })

  test('fail when their agent asks for a change, say which, and no other test sees it', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const body = `${createLead}
      test('promises too much', async ({ close }) => { await createLead(close, 'Surprise') })
      test('asks for a change', async ({ close }) => { await close.reset() })
      ${readers}`
    const folder = project.write('not-read-only', { 'a.test.ts': file(body) }, oneWorker)
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/\b2 failed[^]*\b4 passed/)
    expect(output).toMatch(
      /promises too much[^]*marked read-only, and its agent asked for changes .*: close_create_lead .*Surprise/,
    )
    expect(output).toMatch(/marked read-only, but it changes its 'close' sandbox/)
    expect(code).toBe(1)
    // In Vitest a failed test's hooks have its sandbox after the test, so nobody proves what it left.
    const resets = name.includes('Vitest') ? 2 : 1
    expect(emulator.calls()).toMatchObject({ acquire: 1, reset: resets })
    expect(occupied(emulator)).toEqual([])
  })
})
