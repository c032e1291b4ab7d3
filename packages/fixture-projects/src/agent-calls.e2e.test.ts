import { startEmulator } from '@sandpit/emulator'
import { afterAll, describe, expect, test } from 'vitest'
import { type RunnerName, setUpRunner } from './lib/any-runner.ts'
import { hosted } from './lib/emulated-service.ts'

/** An agent that calls one tool, and answers with the status and the text it got. */
const agent = `
const callTool = async (close, name, given = {}) => {
  const answer = await fetch(close.mcpUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } }),
  })
  return { status: answer.status, text: await answer.text() }
}`

const tests = `${agent}
useSeed({ leads: [{ name: 'Acme' }] })

test('expects calls', async ({ close }) => {
  await expect(close).not.toHaveCalled()
  await callTool(close, 'close_search_leads', { query: 'Acme' })
  await callTool(close, 'close_create_lead', { name: 'Globex' })
  await expect(close).toHaveCalled('close_create_lead', { name: /globex/i }, { times: 1 })
  await expect(close).toHaveCalledInOrder(['close_search_leads', 'close_create_lead'])
  await expect(close).toHaveCalledOnly(['close_search_leads', 'close_create_lead'])
  await expect(close).not.toHaveCalled('close_delete_lead')
  const [search, create] = await close.calls()
  expect(search.answer.leads.map((lead) => lead.name)).toEqual(['Acme'])
  expect(create).toMatchObject({ tool: 'close_create_lead', outcome: 'answered' })
  await callTool(close, 'close_get_lead', { lead_id: create.answer.lead.id })
  expect((await close.transcript()).split('\\n').at(-1)).toBe('close_get_lead {"lead_id":"<lead 1>"}')
})
test('misses a call', async ({ close }) => {
  await callTool(close, 'close_create_lead', { name: 'Globex' })
  await expect(close).toHaveCalled('close_create_lead', { name: 'Initech' }, { timeoutMs: 0 })
})
test('has a mistake in a name', async ({ close }) => {
  await expect(close).not.toHaveCalled('close_delete_laed')
})
test('makes calls fail while it runs', async ({ close }) => {
  await close.setFaults([{ kind: 'status', status: 503, tool: 'close_create_lead', when: 'after' }])
  expect((await callTool(close, 'close_create_lead', { name: 'Twice' })).status).toBe(503)
  expect((await callTool(close, 'close_create_lead', { name: 'Twice' })).status).toBe(200)
  expect((await close.dump()).leads.filter((lead) => lead.name === 'Twice')).toHaveLength(2)
})
test('reaches the REST API with its own token', async ({ close }) => {
  const headers = { authorization: 'Bearer ' + close.restToken }
  const answer = await fetch(close.restUrl + '/lead/?_fields=name', { headers })
  expect(await answer.json()).toMatchObject({ data: [{ name: 'Acme' }] })
})
test('is reached by an application that keeps one address', async ({ close, closeAddress }) => {
  globalThis.kept ??= closeAddress.mcpUrl
  expect(closeAddress.mcpUrl).toBe(globalThis.kept)
  await callTool({ mcpUrl: globalThis.kept }, 'close_create_lead', { name: 'First' })
  await expect(close).toHaveLead('First')
  await expect(close).toHaveCalled('close_create_lead')
})
test('and so is the next one by the same', async ({ close, closeAddress }) => {
  expect(closeAddress.mcpUrl).toBe(globalThis.kept)
  await callTool({ mcpUrl: globalThis.kept }, 'close_create_lead', { name: 'Second' })
  await expect(close).toHaveLead('Second')
  await expect(close).not.toHaveLead('First')
})
test('without a sandbox it leads nowhere', async ({ closeAddress }) => {
  const { text } = await callTool(closeAddress, 'close_create_lead', { name: 'Between' })
  expect(text).toContain('No test of this worker has a sandbox now')
})
test('calls tools itself', async ({ close, mcp }) => {
  await mcp.call('close_create_lead', { name: 'By the test' })
  await expect(close).toHaveLead('By the test')
  await expect(close).toHaveCalled('close_create_lead', { name: 'By the test' })
})
test.describe('on a service that is busy', () => {
  useFaults([{ kind: 'status', status: 429, retryAfterSeconds: 1, times: 'always' }])
  test('is told so', async ({ close }) => {
    expect((await callTool(close, 'close_list_users')).status).toBe(429)
  })
})
test.describe('with a fault that there is not', () => {
  useFaults([{ kind: 'explode' }])
  test('explodes', async ({ close }) => {})
})`

describe.each<RunnerName>(['the newest Vitest', 'the newest Playwright'])(
  'the calls of agents, on %s',
  (name) => {
    const { project, ...runner } = setUpRunner(name)
    afterAll(() => project[Symbol.dispose]())

    test('can be expected, and made to fail', async () => {
      await using emulator = await startEmulator({ pools: { close: 2 } })
      const files = { 'a.test.ts': runner.file(tests) }
      const folder = project.write('calls', files, runner.config('{}', 1))
      const { output } = await project.run(folder, hosted(emulator))
      expect(output).toMatch(/\b3 failed[^]*\b8 passed/)
      expect(output).toContain('close_create_lead { name: "Globex" }')
      expect(output).toMatch(/name: expected "Initech", got "Globex"/)
      expect(output).toMatch(/did you mean 'close_delete_lead'\?/)
      expect(output).toMatch(/This fault is wrong: its kind is 'explode'/)
    })
  },
)
