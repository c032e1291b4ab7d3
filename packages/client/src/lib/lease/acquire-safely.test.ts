import type { ServerResponse } from 'node:http'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { SandpitError } from '../errors/sandpit-error.ts'
import { acquireTagName } from './acquire-tag.ts'
import { type Lies, LyingService, type Turn } from './lying-service.testing.ts'
import { wait } from '../calls/clock.ts'
import { VirtualClock } from '../calls/virtual-clock.testing.ts'
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
  /** How the service shows tags. */
  readonly tags?: 'object' | 'list'
}

/** A service with a pool, somebody else's sandbox in it, whose acquires end as the test says. */
async function startPool({ onAcquire, tags = 'object' }: Script): Promise<Pool> {
  const occupied = new Map<string, unknown>([['somebody-elses', { sandpit_acquire: 'other' }]])
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
      .map(([id, carried]) => ({ ...details(id), tags: shownTags(carried, tags) }))
  }
  const client = createClient({ apiKey: 'k', baseUrl: service.url, random: () => 0 })
  cleanups.push(service, client)
  return { client, service, occupied }
}

function shownTags(carried: unknown, tags: Script['tags']): unknown {
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

  it('that reached nobody is sent again, for nothing was done', async () => {
    const client = createClient({ apiKey: 'k', baseUrl: 'http://127.0.0.1:9', random: () => 0 })
    cleanups.push(client)
    const error: unknown = await client.acquire('close').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'network', facts: { attempts: 4 } })
    expect(error).not.toMatchObject({ facts: { outcomeUnknown: true } })
  })
})

const well: Turn = { takesEffect: true, answer: 'well' }

/** A client of a service in memory, on a clock of its own. */
function lieTo(lies: Partial<Lies>): {
  client: SandboxClient
  service: LyingService
  clock: VirtualClock
} {
  const clock = new VirtualClock()
  const service = new LyingService(clock, { lagMs: 0, acquires: [], releases: [], ...lies })
  const { transport } = service
  const client = createClient({ apiKey: 'k', transport, clock, random: () => 0 })
  return { client, service, clock }
}

describe('an acquire on a service that shows late what it gave', () => {
  // The clock does not wait for a module that is loading.
  beforeAll(() => import('../calls/read-reply.ts'))

  it.each([300, 1000, 8000])(
    'tells of what a 502 may have taken, and gives it back with the other (%i ms)',
    async (lagMs) => {
      const acquires: Turn[] = [{ takesEffect: true, answer: 'not available' }, well]
      const { client, service } = lieTo({ lagMs, acquires })
      const sandbox = await client.acquire('close')
      expect(sandbox).toMatchObject({ sandboxId: 's1', mayHaveTakenMore: true })
      expect([...service.leases.keys()]).toEqual(['others', 's0', 's1'])
      await client.release('close', sandbox.sandboxId)
      expect([...service.leases.keys()]).toEqual(['others'])
    },
  )

  it('adopts what the first try took when the second finds the pool empty', async () => {
    const { client, service } = lieTo({
      lagMs: 1000,
      acquires: [
        { takesEffect: true, answer: 'not available' },
        { takesEffect: false, answer: 'refused' },
      ],
    })
    const sandbox = await client.acquire('close')
    expect(sandbox).toMatchObject({ sandboxId: 's0', mayHaveTakenMore: true })
    await client.release('close', 's0')
    expect([...service.leases.keys()]).toEqual(['others'])
  })

  it('looks for what a broken connection took for as long as that may take', async () => {
    const acquires: Turn[] = [{ takesEffect: true, answer: 'broken' }]
    const { client, service } = lieTo({ lagMs: 9000, acquires })
    expect((await client.acquire('close')).sandboxId).toBe('s0')
    expect([...service.leases.keys()]).toEqual(['others', 's0'])
  })

  it('waits for the details of what was given without an address', async () => {
    const acquires: Turn[] = [{ takesEffect: true, answer: 'without address' }]
    const { client, service } = lieTo({ lagMs: 1000, acquires })
    const sandbox = await client.acquire('close')
    expect(sandbox.mcpUrl).toContain(service.leases.get(sandbox.sandboxId)?.instanceId)
  })

  it('does not take its 404 for a release', async () => {
    const { client, service } = lieTo({ lagMs: 1000 })
    await client.release('close', (await client.acquire('close')).sandboxId)
    expect([...service.leases.keys()]).toEqual(['others'])
  })

  it('does not take its 404 for a release of what somebody else just acquired', async () => {
    const clock = new VirtualClock()
    const service = new LyingService(clock, { lagMs: 3000, acquires: [], releases: [] })
    const { transport } = service
    const { sandboxId } = await createClient({ apiKey: 'k', transport, clock }).acquire('close')
    const reaper = createClient({ apiKey: 'k', transport, clock })
    await reaper.release('close', sandboxId, { takenMsAgo: 100 })
    expect([...service.leases.keys()]).toEqual(['others'])
  })

  it('adopts nothing that does not carry its tag, and says by what to find what may be left', async () => {
    const acquires: Turn[] = [{ takesEffect: true, answer: 'not readable' }]
    const { client, service } = lieTo({ acquires, hidesTags: true })
    await expect(client.acquire('close')).rejects.toMatchObject({
      code: 'protocol',
      facts: {
        outcomeUnknown: true,
        acquireId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
      message: expect.stringMatching(
        /list\(\{ tags: \{ sandpit_acquire: '[0-9a-f-]{36}' \} \}\)/,
      ) as string,
    })
    expect([...service.leases.keys()]).toEqual(['others', 's0'])
  })

  it('is a conflict where it gives a sandbox that its client holds, unless that lease is over', async () => {
    const { client, service, clock } = lieTo({})
    const { sandboxId } = await client.acquire('close', { ttlSeconds: 60 })
    service.leases.delete(sandboxId)
    const again = client.acquire('close')
    await expect(again).rejects.toMatchObject({ code: 'conflict', facts: { sandboxId } })
    await wait(clock, 60_000)
    service.leases.delete(sandboxId)
    expect((await client.acquire('close')).sandboxId).toBe(sandboxId)
  })

  it('adopts nothing that its client holds already', async () => {
    const tags = { [acquireTagName]: 'mine' }
    const { client } = lieTo({ acquires: [well, { takesEffect: false, answer: 'broken' }] })
    await client.acquire('close', { tags })
    await expect(client.acquire('close', { tags })).rejects.toMatchObject({
      code: 'network',
      facts: { outcomeUnknown: true, acquireId: 'mine' },
    })
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
    expect(await pool.client.findTagged(tags, { except: [sandboxId], withinMs: 300 })).toEqual([])
    expect(await pool.client.findTagged({ [acquireTagName]: 'none' }, { withinMs: 0 })).toEqual([])
    expect(await pool.client.findTagged(tags)).toMatchObject([{ sandboxId }])
  })
})
