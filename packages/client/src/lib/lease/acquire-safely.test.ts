import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { SandpitError } from '../errors/sandpit-error.ts'
import { acquireTagName } from './acquire-tag.ts'
import { fastClock } from '../calls/fast-clock.testing.ts'
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
  /** How long it takes to show a sandbox, by the client's clock. */
  readonly lagMs?: number
}

/** How much faster than this machine's the client's clock is. */
const speed = 20

/** A service with a pool, somebody else's sandbox in it, whose acquires end as the test says. */
async function startPool({ onAcquire, tags = 'object', lagMs = 0 }: Script): Promise<Pool> {
  const occupied = new Map<string, unknown>([['somebody-elses', { sandpit_acquire: 'other' }]])
  const shown = new Set(occupied.keys())
  let acquires = 0
  const service = await startScriptedService((response, request) => {
    const id = new URL(request.url, service.url).pathname.split('/')[3]
    if (request.method === 'POST') {
      acquires++
      return onAcquire(response, () => takeOne(request), acquires)
    }
    if (request.method === 'DELETE') {
      if (!shown.has(id ?? '')) return answerJson(response, 404, { detail: 'none' })
      occupied.delete(id ?? '')
      return answerJson(response, 200, { sandbox_id: id, status: 'idle', message: '' })
    }
    if (id !== undefined && !shown.has(id)) return answerJson(response, 404, { detail: 'none' })
    if (id !== undefined) return answerJson(response, 200, details(id))
    return answerJson(response, 200, { sandboxes: listed(request), total_count: 0 })
  })
  const takeOne = (request: ReceivedRequest): object => {
    const id = `sandbox-${occupied.size}`
    setTimeout(() => shown.add(id), lagMs / speed)
    occupied.set(id, (JSON.parse(request.body) as { tags: unknown }).tags)
    return details(id)
  }
  const listed = (request: ReceivedRequest): object[] => {
    const wanted = new URL(request.url, service.url).searchParams.get('tags') ?? ''
    return [...occupied]
      .filter(([id]) => shown.has(id))
      .filter(([, carried]) => tags !== 'object' || JSON.stringify(carried) === wanted)
      .map(([id, carried]) => ({ ...details(id), tags: shownTags(carried, tags) }))
  }
  const clock = fastClock(speed)
  const client = createClient({ apiKey: 'k', baseUrl: service.url, random: () => 0, clock })
  cleanups.push(service, client)
  return { client, service, occupied }
}

function shownTags(carried: unknown, tags: Script['tags']): unknown {
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
    const sandbox = await pool.client.acquire('close', { timeoutMs: 100 * speed })
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
        acquireId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
      message: expect.stringMatching(
        /list\(\{ tags: \{ sandpit_acquire: '[0-9a-f-]{36}' \} \}\)/,
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

function unavailable(response: ServerResponse): void {
  response.writeHead(502, { 'content-type': 'text/html' }).end('<html>')
}

describe('an acquire on a service that shows late what it gave', () => {
  it.each([300, 1000, 3000])(
    'tells of what a 502 may have taken, and gives it back with the other (%i ms)',
    async (lagMs) => {
      const pool = await startPool({
        lagMs,
        onAcquire: (response, take, attempt) => {
          const taken = take()
          return attempt === 1 ? unavailable(response) : answerJson(response, 201, taken)
        },
      })
      const sandbox = await pool.client.acquire('close')
      expect(sandbox).toMatchObject({ sandboxId: 'sandbox-2', mayHaveTakenMore: true })
      expect(pool.occupied.size).toBe(3)
      await pool.client.release('close', sandbox.sandboxId)
      expect([...pool.occupied.keys()]).toEqual(['somebody-elses'])
    },
  )

  it('adopts what the first try took when the second finds the pool empty', async () => {
    const pool = await startPool({
      lagMs: 1000,
      onAcquire: (response, take, attempt) => {
        if (attempt > 1) return answerJson(response, 409, { detail: 'none is idle' })
        take()
        unavailable(response)
      },
    })
    const sandbox = await pool.client.acquire('close')
    expect(sandbox).toMatchObject({ sandboxId: 'sandbox-1', mayHaveTakenMore: true })
    await pool.client.release('close', 'sandbox-1')
    expect([...pool.occupied.keys()]).toEqual(['somebody-elses'])
  })

  it('looks for what a broken connection took for as long as that may take', async () => {
    const pool = await startPool({
      lagMs: 7000,
      onAcquire: (response, take) => {
        take()
        response.destroy()
      },
    })
    expect((await pool.client.acquire('close')).sandboxId).toBe('sandbox-1')
    expect(acquiresOf(pool)).toBe(1)
  })

  it('waits for the details of what was given without an address', async () => {
    const pool = await startPool({
      lagMs: 1000,
      onAcquire: (response, take) =>
        answerJson(response, 201, { ...take(), server_url: null, server_urls: null }),
    })
    expect((await pool.client.acquire('close')).mcpUrl).toBe(mcpUrl)
  })

  it('does not take its 404 for a release', async () => {
    const pool = await startPool({
      lagMs: 1000,
      onAcquire: (response, take) => answerJson(response, 201, take()),
    })
    const { sandboxId } = await pool.client.acquire('close')
    await pool.client.release('close', sandboxId)
    expect([...pool.occupied.keys()]).toEqual(['somebody-elses'])
  })

  it('does not take its 404 for a release of what somebody else just acquired', async () => {
    const pool = await startPool({
      lagMs: 3000,
      onAcquire: (response, take) => answerJson(response, 201, take()),
    })
    const { sandboxId } = await pool.client.acquire('close')
    const { baseUrl } = pool.client
    const clock = fastClock(speed)
    await using reaper = createClient({ apiKey: 'k', baseUrl, random: () => 0, clock })
    await reaper.release('close', sandboxId, { takenMsAgo: 100 })
    expect([...pool.occupied.keys()]).toEqual(['somebody-elses'])
  })
})

describe('an acquire that is refused', () => {
  it.each([503, 409])('with %i says by what to find what it took all the same', async (status) => {
    const pool = await startPool({
      onAcquire: (response, take) => {
        take()
        answerJson(response, status, { detail: 'No idle sandbox available' })
      },
    })
    const error: unknown = await pool.client.acquire('close').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'exhausted' })
    const { acquireId = '' } = error instanceof SandpitError ? error.facts : {}
    const found = await pool.client.findTagged({ [acquireTagName]: acquireId })
    expect(found.map(({ sandboxId }) => sandboxId)).toEqual(['sandbox-1'])
  })

  it('and was asked for with a value of its own for the tag, is found by that', async () => {
    const pool = await startPool({
      onAcquire: (response) => answerJson(response, 409, { detail: 'none is idle' }),
    })
    const call = pool.client.acquire('close', { tags: { [acquireTagName]: 'mine', run: 'r1' } })
    await expect(call).rejects.toMatchObject({ facts: { acquireId: 'mine' } })
    expect(JSON.parse(pool.service.requests[0]?.body ?? '')).toEqual({
      tags: { run: 'r1', sandpit_acquire: 'mine' },
    })
  })
})

describe('findTagged', () => {
  it('gives nothing when nothing showed in time, and leaves out what is known', async () => {
    const pool = await startPool({
      onAcquire: (response, take) => answerJson(response, 201, take()),
    })
    const { sandboxId, acquireId } = await pool.client.acquire('close')
    const tags = { [acquireTagName]: acquireId }
    expect(await pool.client.findTagged(tags, { except: [sandboxId], withinMs: 2000 })).toEqual([])
    expect(await pool.client.findTagged({ [acquireTagName]: 'none' }, { withinMs: 0 })).toEqual([])
    expect(await pool.client.findTagged(tags)).toMatchObject([{ sandboxId }])
  })

  it('adopts nothing that its client holds already', async () => {
    const tags = { [acquireTagName]: 'mine' }
    const pool = await startPool({
      onAcquire: (response, take, attempt) =>
        attempt === 1 ? answerJson(response, 201, take()) : void response.destroy(),
    })
    await pool.client.acquire('close', { tags })
    await expect(pool.client.acquire('close', { tags })).rejects.toMatchObject({
      code: 'network',
      facts: { outcomeUnknown: true, acquireId: 'mine' },
    })
  })
})
