import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Address } from './address.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { errorOf, post, toolCall } from './posted.testing.ts'
import type { LateCall } from './routes.ts'
import type { WorkerAddress } from './worker-address.ts'

let emulator: Emulator
let gateway: Gateway
const late: LateCall[] = []

beforeAll(async () => {
  emulator = await startEmulator({ pools: { close: 100 } })
})
afterAll(() => emulator.close())

beforeEach(async () => {
  late.splice(0)
  gateway = await startGateway({ onLateCall: (call) => late.push(call) })
})
afterEach(() => gateway.close())

async function api(path: string, method = 'GET'): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${emulator.apiKey}` }
  const answer = await fetch(`${emulator.url}/sandbox/close${path}`, { method, headers })
  return (await answer.json()) as Record<string, unknown>
}

/** A lease of a new sandbox, and its id. */
async function lease(readOnly = false): Promise<{ address: Address; sandboxId: string }> {
  const { sandbox_id: id, server_url: url } = await api('', 'POST')
  const sandboxId = String(id)
  const rest = async (): Promise<{ url: string; token: string }> => {
    const { auth_data: auth } = await api(`/${sandboxId}`)
    const token = (auth as { access_token: string }).access_token
    return { url: `${emulator.url}/close/api/v1`, token }
  }
  const address = gateway.open({ label: 'a test', mcp: { close: String(url) }, rest, readOnly })
  return { address, sandboxId }
}

async function leadNames(sandboxId: string): Promise<readonly string[]> {
  const { data } = await api(`/${sandboxId}/dump`)
  return (data as { leads: { name: string }[] }).leads.map(({ name }) => name)
}

function restCall(
  { restUrl, restToken }: Pick<Address, 'restUrl' | 'restToken'>,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = { authorization: `Bearer ${restToken}`, 'content-type': 'application/json' }
  return fetch(restUrl + path, { headers, ...init })
}

it('serves the official MCP client: lists tools, calls one, closes', async () => {
  const { address, sandboxId } = await lease()
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(address.mcpUrls['close'] ?? '')))
  expect((await client.listTools()).tools).toHaveLength(63)
  await client.callTool({ name: 'close_create_lead', arguments: { name: 'Acme' } })
  await client.close()
  expect(await leadNames(sandboxId)).toEqual(['Acme'])
  expect(address.calls).toMatchObject([
    { tool: 'close_create_lead', arguments: { name: 'Acme' }, answer: { lead: { name: 'Acme' } } },
  ])
  await address.end()
  const again = new Client({ name: 'test', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL(address.mcpUrls['close'] ?? ''))
  await expect(again.connect(transport)).rejects.toThrow('The test that had this sandbox is over')
})

function failToFind(): Promise<never> {
  return Promise.reject(new Error('gone'))
}

function nameIt(name: string): object {
  return toolCall('close_create_lead', { name })
}

describe('REST', () => {
  it("takes the lease's own token, as Bearer and as the user of Basic, and no other", async () => {
    const { address, sandboxId } = await lease()
    const init = { method: 'POST', body: '{"name":"Acme"}' }
    const answer = await restCall(address, '/lead/', init)
    expect(await answer.json()).toMatchObject({ name: 'Acme' })
    expect(await leadNames(sandboxId)).toEqual(['Acme'])
    const basic = `Basic ${btoa(`${address.restToken}:`)}`
    const ask = async (authorization: string): Promise<number> =>
      (await fetch(`${address.restUrl}/me/`, { headers: { authorization } })).status
    expect(await ask(basic)).toBe(200)
    expect(await ask('Bearer wrong')).toBe(401)
    expect(await ask('')).toBe(401)
    const list = await restCall(address, '/lead/?query=name%3AAcme&_fields=name')
    expect(await list.json()).toMatchObject({ data: [{ name: 'Acme' }] })
  })

  it('is no more when the lease is over', async () => {
    const { address } = await lease()
    await address.end()
    const answer = await restCall(address, '/lead/?x=1', { method: 'POST', body: '{}' })
    expect(answer.status).toBe(410)
    expect(late).toEqual([{ label: 'a test', server: 'close', tool: 'POST /lead/' }])
  })

  it('changes nothing in a read-only test', async () => {
    const { address, sandboxId } = await lease(true)
    expect((await restCall(address, '/lead/')).status).toBe(200)
    const answer = await restCall(address, '/lead/', { method: 'POST', body: '{"name":"Acme"}' })
    expect(answer.status).toBe(403)
    expect(address.refused).toMatchObject([{ tool: 'POST /lead/', outcome: 'refused' }])
    expect(await leadNames(sandboxId)).toEqual([])
  })

  it('says that a sandbox has none, or that it cannot be found', async () => {
    const none = gateway.open({ mcp: { jira: emulator.url } })
    expect((await restCall(none, '/lead/')).status).toBe(404)
    const lost = gateway.open({ mcp: { close: emulator.url }, rest: failToFind })
    expect((await restCall(lost, '/lead/')).status).toBe(502)
  })
})

async function create(worker: WorkerAddress, name: string): Promise<string> {
  const answer = await post(worker.mcpUrl('close'), nameIt(name))
  return answer.text.includes('"error":{') ? errorOf(answer).data.reason : 'done'
}

describe("a worker's address", () => {
  it('leads to the lease of the test that runs, and nowhere between tests', async () => {
    const worker = gateway.openWorker()
    expect(worker.mcpUrl('close')).toBe(worker.mcpUrl('close'))
    expect(await create(worker, 'early')).toBe('no_lease')
    const [one, other] = [await lease(), await lease()]
    worker.point(one.address)
    expect(await create(worker, 'first')).toBe('done')
    await one.address.end()
    expect(await create(worker, 'between')).toBe('no_lease')
    worker.leave(one.address)
    worker.point(other.address)
    expect(await create(worker, 'second')).toBe('done')
    expect(
      (await restCall(worker, '/lead/', { method: 'POST', body: '{"name":"r"}' })).status,
    ).toBe(200)
    expect(await leadNames(one.sandboxId)).toEqual(['first'])
    expect((await leadNames(other.sandboxId)).toSorted()).toEqual(['r', 'second'])
    expect(other.address.calls).toHaveLength(1)
    expect(late.map(({ tool, label }) => [tool, label])).toEqual([
      ['close_create_lead', undefined],
      ['close_create_lead', undefined],
    ])
    worker.close()
    expect((await post(worker.mcpUrl('close'), nameIt('x'))).status).toBe(404)
  })

  it('does not guess which of two tests is meant', async () => {
    const worker = gateway.openWorker()
    for (const { address } of [await lease(), await lease()]) worker.point(address)
    expect(await create(worker, 'whose?')).toBe('no_lease')
  })
})
