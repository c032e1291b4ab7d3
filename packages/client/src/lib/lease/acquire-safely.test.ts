import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createClient, type SandboxClient } from '../client/sandbox-client.ts'
import {
  answerJson,
  type ReceivedRequest,
  type ScriptedService,
  startScriptedService,
} from '../transport/scripted-service.testing.ts'

const mcpUrl = 'https://mcp.example/?instance_id=1'
const cleanups: AsyncDisposable[] = []

afterEach(async () => {
  for (const each of cleanups.splice(0).toReversed()) await each[Symbol.asyncDispose]()
})

interface Pool {
  readonly client: SandboxClient
  readonly service: ScriptedService
  /** The sandboxes that are occupied now, by id, with their tags. */
  readonly occupied: Map<string, unknown>
}

interface Script {
  /** What becomes of the n-th acquire's answer once the sandbox is taken, or before. */
  readonly onAcquire: (response: ServerResponse, take: () => object, attempt: number) => void
  /** How the service shows tags; `undefined` for one that ignores the filter and shows none. */
  readonly tags?: 'object' | 'list' | 'ignored'
}

/** A service with a pool, somebody else's sandbox in it, whose acquires end as the test says. */
async function startPool({ onAcquire, tags = 'object' }: Script): Promise<Pool> {
  const occupied = new Map<string, unknown>([['somebody-elses', { 'sandpit-attempt': 'other' }]])
  let acquires = 0
  const service = await startScriptedService((response, request) => {
    const id = new URL(request.url, service.url).pathname.split('/')[3]
    if (request.method === 'POST') {
      acquires++
      return onAcquire(response, () => takeOne(request), acquires)
    }
    if (request.method === 'DELETE') {
      occupied.delete(id ?? '')
      return answerJson(response, 200, { sandbox_id: id, status: 'idle', message: '' })
    }
    if (id !== undefined) return answerJson(response, 200, details(id))
    return answerJson(response, 200, { sandboxes: listed(request), total_count: 0 })
  })
  const takeOne = (request: ReceivedRequest): object => {
    const id = `sandbox-${occupied.size}`
    occupied.set(id, (JSON.parse(request.body) as { tags: unknown }).tags)
    return details(id)
  }
  const listed = (request: ReceivedRequest): object[] => {
    const wanted = new URL(request.url, service.url).searchParams.get('tags') ?? ''
    return [...occupied]
      .filter(([, carried]) => tags !== 'object' || JSON.stringify(carried) === wanted)
      .map(([id, carried]) => ({ ...details(id), tags: shown(carried, tags) }))
  }
  const client = createClient({ apiKey: 'k', baseUrl: service.url, random: () => 0 })
  cleanups.push(service, client)
  return { client, service, occupied }
}

function shown(carried: unknown, tags: Script['tags']): unknown {
  if (tags === 'ignored') return null
  return tags === 'list' ? Object.values(carried as object) : carried
}

function details(id: string): object {
  return {
    sandbox_id: id,
    server_name: 'close',
    status: 'occupied',
    server_url: mcpUrl,
    message: '',
  }
}

function acquiresOf({ service }: Pool): number {
  return service.requests.filter(({ method }) => method === 'POST').length
}

describe('an acquire whose answer is lost', () => {
  it.each(['object', 'list'] as const)(
    'adopts what it took, found by its tag (tags as %s)',
    async (tags) => {
      const pool = await startPool({
        tags,
        onAcquire: (response, take) => {
          take()
          response.destroy()
        },
      })
      const sandbox = await pool.client.acquire('close')
      expect(sandbox).toMatchObject({ sandboxId: 'sandbox-1', server: 'close', status: 'occupied' })
      expect(sandbox.mcpUrl).toBe(mcpUrl)
      expect(acquiresOf(pool)).toBe(1)
      expect(pool.occupied.size).toBe(2)
    },
  )

  it('adopts what the service took only after the connection was gone', async () => {
    const pool = await startPool({
      onAcquire: (response, take) => {
        response.destroy()
        setTimeout(take, 200)
      },
    })
    expect((await pool.client.acquire('close')).sandboxId).toBe('sandbox-1')
    expect(acquiresOf(pool)).toBe(1)
  })

  it('adopts what it took when the answer comes too late', async () => {
    const pool = await startPool({ onAcquire: (_, take) => void take() })
    const sandbox = await pool.client.acquire('close', { timeoutMs: 100 })
    expect(sandbox.sandboxId).toBe('sandbox-1')
  })

  it('adopts what it took when the answer is not readable', async () => {
    const pool = await startPool({
      onAcquire: (response, take) => {
        take()
        response.writeHead(201).end('<html>')
      },
    })
    expect((await pool.client.acquire('close')).sandboxId).toBe('sandbox-1')
  })

  it('releases what it took when its caller gave up, and says aborted', async () => {
    const caller = new AbortController()
    const pool = await startPool({
      onAcquire: (_, take) => {
        take()
        caller.abort()
      },
    })
    const call = pool.client.acquire('close', { signal: caller.signal })
    await expect(call).rejects.toMatchObject({ code: 'aborted' })
    expect([...pool.occupied.keys()]).toEqual(['somebody-elses'])
  })

  it('is sent again after a 503 of the front end, once nothing carries its tag', async () => {
    const pool = await startPool({
      onAcquire: (response, take, attempt) =>
        attempt < 4
          ? void response.writeHead(503).end('<html>')
          : answerJson(response, 201, take()),
    })
    expect((await pool.client.acquire('close')).sandboxId).toBe('sandbox-1')
    expect(acquiresOf(pool)).toBe(4)
  })

  it('is not sent again when a 503 hid that it had worked', async () => {
    const pool = await startPool({
      onAcquire: (response, take) => {
        take()
        response.writeHead(503).end('<html>')
      },
    })
    expect((await pool.client.acquire('close')).sandboxId).toBe('sandbox-1')
    expect(acquiresOf(pool)).toBe(1)
  })

  it('adopts nothing that does not carry its tag, and says by what to find what may be left', async () => {
    const pool = await startPool({
      tags: 'ignored',
      onAcquire: (response, take) => {
        take()
        response.writeHead(201).end('<html>')
      },
    })
    await expect(pool.client.acquire('close')).rejects.toMatchObject({
      code: 'protocol',
      facts: {
        outcomeUnknown: true,
        attemptTag: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
      message: expect.stringMatching(
        /list\(\{ tags: \{ 'sandpit-attempt': '[0-9a-f-]{36}' \} \}\)/,
      ) as string,
    })
    expect(pool.occupied.size).toBe(2)
  })

  it('that reached nobody is sent again, for nothing was done', async () => {
    const client = createClient({ apiKey: 'k', baseUrl: 'http://127.0.0.1:9', random: () => 0 })
    cleanups.push(client)
    const error: unknown = await client.acquire('close').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'network', facts: { attempts: 4 } })
    expect(error).not.toMatchObject({ facts: { outcomeUnknown: true } })
  })
})
