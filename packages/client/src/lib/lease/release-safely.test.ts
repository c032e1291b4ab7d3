import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { createClient, type SandboxClient } from '../client/sandbox-client.ts'
import {
  answerJson,
  type ReceivedRequest,
  type ScriptedService,
  startScriptedService,
} from '../transport/scripted-service.testing.ts'

const cleanups: AsyncDisposable[] = []

afterEach(async () => {
  for (const each of cleanups.splice(0).toReversed()) await each[Symbol.asyncDispose]()
})

/** A pool of one sandbox, whose id stays the same whoever holds it. */
class Pool {
  /** The MCP instance of whoever holds the sandbox now. */
  instance: string | undefined

  acquire(): object {
    this.instance = randomUUID()
    return this.details()
  }

  details(): object {
    const { instance } = this
    const status = instance === undefined ? 'idle' : 'occupied'
    const server_url = instance && `https://mcp.example/mcp/?instance_id=${instance}`
    return { sandbox_id: 's1', server_name: 'close', status, server_url, message: 'done' }
  }

  /** As the newer public document says: another instance than the given one is left alone. */
  release(given: string | null): object {
    if (given === null || given === this.instance) this.instance = undefined
    return this.details()
  }
}

type OnRelease = (response: ServerResponse, release: () => object, index: number) => void

interface Setting {
  readonly client: SandboxClient
  readonly pool: Pool
  readonly service: ScriptedService
}

async function connect(
  onRelease: OnRelease,
  pool: Pool = new Pool(),
  events: unknown[] = [],
): Promise<Setting> {
  let releases = 0
  const service = await startScriptedService((response, request) => {
    if (request.method === 'POST') return answerJson(response, 201, pool.acquire())
    if (request.method === 'GET') return answerJson(response, 200, pool.details())
    return onRelease(response, () => pool.release(instanceOf(request)), releases++)
  })
  const client = createClient({
    apiKey: 'k',
    baseUrl: service.url,
    random: () => 0.01,
    onEvent: (event) => events.push(event),
  })
  cleanups.push(service, client)
  return { client, pool, service }
}

function instanceOf({ url }: ReceivedRequest): string | null {
  return new URL(url, 'http://host').searchParams.get('instance_id')
}

function callsTo({ requests }: ScriptedService): string[] {
  return requests.map(({ method, url }) => `${method} ${url.split('?')[0]}`)
}

describe('a release', () => {
  it('says which lease it ends', async () => {
    const { client, pool, service } = await connect((response, release) =>
      answerJson(response, 200, release()),
    )
    await client.acquire('close')
    const { instance } = pool
    await client.release('close', 's1')
    expect(service.requests.map(instanceOf)).toEqual([null, instance])
    expect(callsTo(service)).toEqual(['POST /sandbox/close', 'DELETE /sandbox/close/s1'])
  })

  it('whose answer is lost is not repeated once somebody else has the sandbox', async () => {
    const { client, pool, service } = await connect((response, release) => {
      release()
      pool.acquire()
      response.destroy()
    })
    await client.acquire('close')
    await client.release('close', 's1')
    expect(pool.instance).toBeDefined()
    expect(callsTo(service).slice(1)).toEqual(['DELETE /sandbox/close/s1', 'GET /sandbox/close/s1'])
  })

  it('by a client that did not acquire the sandbox is not repeated then either', async () => {
    const { client, pool } = await connect((response, release) => {
      release()
      pool.acquire()
      response.destroy()
    })
    pool.acquire()
    await client.release('close', 's1')
    expect(pool.instance).toBeDefined()
  })

  it.each([
    ['a connection that breaks', (response: ServerResponse) => void response.destroy()],
    ['a 503', (response: ServerResponse) => void response.writeHead(503).end('<html>')],
  ])('is repeated after %s for as long as the sandbox is still ours', async (_what, fail) => {
    const { client, pool } = await connect((response, release, index) =>
      index < 3 ? fail(response) : answerJson(response, 200, release()),
    )
    await client.acquire('close')
    await client.release('close', 's1')
    expect(pool.instance).toBeUndefined()
  })

  it('is given up after four repeats, and says that nobody knows', async () => {
    const { client, service } = await connect((response) => void response.destroy())
    await client.acquire('close')
    await expect(client.release('close', 's1')).rejects.toMatchObject({
      code: 'network',
      facts: { operation: 'release', sandboxId: 's1', outcomeUnknown: true },
      message: expect.stringContaining('Whether it was released is unknown') as string,
    })
    expect(callsTo(service).filter((call) => call.startsWith('DELETE'))).toHaveLength(5)
  })

  it('is done where its answer was not readable, and the sandbox is idle', async () => {
    const { client, service } = await connect((response, release) => {
      release()
      response.writeHead(200).end('<html>')
    })
    await client.acquire('close')
    await client.release('close', 's1')
    expect(callsTo(service).at(-1)).toBe('GET /sandbox/close/s1')
  })

  it('that came too late leaves the sandbox to whoever has it', async () => {
    const { client, pool } = await connect((response, release) =>
      answerJson(response, 200, release()),
    )
    await client.acquire('close')
    // The time limit ended our lease, and somebody else acquired the sandbox.
    pool.acquire()
    await client.release('close', 's1')
    expect(pool.instance).toBeDefined()
  })

  it('is sent without the instance where the service compares it with something else', async () => {
    class Other extends Pool {
      override release(given: string | null): object {
        return super.release(given === null ? null : 'something else')
      }
    }
    const { client, pool } = await connect(
      (response, release) => answerJson(response, 200, release()),
      new Other(),
    )
    await client.acquire('close')
    await client.release('close', 's1')
    expect(pool.instance).toBeUndefined()
  })

  it('of a sandbox that shows no instance is sent, but not repeated', async () => {
    class Silent extends Pool {
      override details(): object {
        return { ...super.details(), server_url: null }
      }
    }
    const { client, pool, service } = await connect(
      (response) => void response.destroy(),
      new Silent(),
    )
    pool.acquire()
    const lost = { code: 'network', facts: { outcomeUnknown: true } }
    await expect(client.release('close', 's1')).rejects.toMatchObject(lost)
    expect(callsTo(service)).toEqual([
      'GET /sandbox/close/s1',
      'DELETE /sandbox/close/s1',
      'GET /sandbox/close/s1',
    ])
  })

  it('does not depend on a look at the sandbox', async () => {
    class Hidden extends Pool {
      override details(): object {
        return { detail: 'nothing that the contract knows' }
      }
    }
    const { client, pool, service } = await connect(
      (response, release) =>
        answerJson(response, 200, release() && { sandbox_id: 's1', status: 'idle' }),
      new Hidden(),
    )
    pool.acquire()
    await client.release('close', 's1')
    expect(pool.instance).toBeUndefined()
    expect(callsTo(service)).toEqual(['GET /sandbox/close/s1', 'DELETE /sandbox/close/s1'])
  })

  it('reports both where the look after a lost answer fails too', async () => {
    const { client, pool } = await connect((response) => {
      pool.details = () => ({ detail: 'nothing that the contract knows' })
      response.destroy()
    })
    await client.acquire('close')
    await expect(client.release('close', 's1')).rejects.toMatchObject({
      code: 'network',
      facts: { outcomeUnknown: true },
      cause: { errors: [{ code: 'UND_ERR_SOCKET' }, { code: 'protocol' }] },
    })
  })

  it('is not looked after once its caller gave up', async () => {
    const caller = new AbortController()
    const { client, service } = await connect(() => caller.abort())
    await client.acquire('close')
    const release = client.release('close', 's1', { signal: caller.signal })
    await expect(release).rejects.toMatchObject({
      code: 'aborted',
      facts: { outcomeUnknown: true },
    })
    expect(callsTo(service).at(-1)).toBe('DELETE /sandbox/close/s1')
  })

  it('shows its instance in no event and no error', async () => {
    const events: unknown[] = []
    const { client, pool } = await connect(
      (response) => void response.writeHead(500).end('{}'),
      undefined,
      events,
    )
    await client.acquire('close')
    const error: unknown = await client.release('close', 's1').catch((reason: unknown) => reason)
    expect(inspect([error, events, client], { depth: 10 })).toContain('release')
    expect(inspect([error, events, client], { depth: 10 })).not.toContain(pool.instance)
  })

  it('that is answered 200, and does not release, is tried again and then an error', async () => {
    const { client, pool, service } = await connect((response) =>
      answerJson(response, 200, { ...pool.details(), message: 'queued' }),
    )
    await client.acquire('close')
    await expect(client.release('close', 's1')).rejects.toMatchObject({
      code: 'release_failed',
      facts: { operation: 'release', server: 'close', sandboxId: 's1' },
      message: expect.stringContaining('keeps it occupied') as string,
    })
    expect(pool.instance).toBeDefined()
    expect(callsTo(service).filter((call) => call.startsWith('DELETE')).length).toBeGreaterThan(4)
  })

  it('that is answered 200 before it is done is waited for', async () => {
    const { client, pool, service } = await connect((response, release) => {
      answerJson(response, 200, { ...pool.details(), message: 'queued' })
      setTimeout(release, 20)
    })
    await client.acquire('close')
    await client.release('close', 's1')
    expect(pool.instance).toBeUndefined()
    expect(callsTo(service).at(-1)).toMatch(/^GET|^DELETE/)
  })
})
