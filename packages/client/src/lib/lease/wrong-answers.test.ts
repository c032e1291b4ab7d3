import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { wait } from '../calls/clock.ts'
import { VirtualClock } from '../calls/virtual-clock.testing.ts'
import { createClient, type SandboxClient } from '../client/sandbox-client.ts'
import { defineService } from '../seeds/sandbox-service.ts'
import type { Transport, TransportResponse } from '../transport/transport.ts'

const anything = defineService({ server: 'close', seed: z.any(), dump: z.any() })

type Item = Readonly<Record<string, unknown>>
type Call = 'acquire' | 'get' | 'release' | 'other'

/** What a service says instead of what is true; nothing where it says that. */
type Wrong = (call: Call, truth: Item, times: number) => TransportResponse | Item | undefined

interface Lease {
  readonly server: string
  readonly instance: string
  readonly tags: unknown
}

/** A service whose sandboxes are truly held and given back, and which says what it likes. */
class Service {
  readonly leases = new Map<string, Lease>()
  readonly clock: VirtualClock = new VirtualClock()
  readonly client: SandboxClient
  readonly calls: string[] = []
  wrong: Wrong
  #taken = 0

  /** @param server what an acquire really takes one of */
  constructor(wrong: Wrong = () => undefined, server: string = 'close') {
    this.wrong = wrong
    const times = new Map<Call, number>()
    const transport: Transport = async ({ method, url, body, signal }) => {
      await wait(this.clock, 20, signal)
      const { pathname } = new URL(url)
      this.calls.push(`${method} ${pathname}`)
      const [, , asked = '', name = '', operation] = pathname.split('/')
      const id = decodeURIComponent(name).toLowerCase()
      const call = callOf(method, name, operation)
      const before = this.#item(asked, id)
      times.set(call, (times.get(call) ?? 0) + 1)
      let truth = before
      if (call === 'acquire') truth = this.#take(server, body)
      const told = this.wrong(call, truth, times.get(call) ?? 0)
      if (told === undefined && call === 'release') this.leases.delete(id)
      if (told !== undefined) return isResponse(told) ? told : answer(200, told)
      if (call === 'acquire') return answer(201, truth)
      return call === 'get' && !this.leases.has(id) ? missing : answer(200, this.#item(asked, id))
    }
    this.client = createClient({ apiKey: 'k', transport, clock: this.clock, random: () => 0.5 })
  }

  change(id: string, lease: Partial<Lease>): void {
    const before = this.leases.get(id)
    if (before !== undefined) this.leases.set(id, { ...before, ...lease })
  }

  #take(server: string, body: unknown): Item {
    const id = `s${++this.#taken}`
    const { tags } = JSON.parse(String(body)) as { readonly tags: unknown }
    this.leases.set(id, { server, instance: randomUUID(), tags })
    return this.#item(server, id)
  }

  #item(server: string, id: string): Item {
    const lease = this.leases.get(id)
    return {
      sandbox_id: id,
      server_name: lease?.server ?? server,
      status: lease === undefined ? 'idle' : 'occupied',
      server_url: lease && `https://mcp.example/?instance_id=${lease.instance}`,
      tags: lease?.tags ?? null,
      data: {},
    }
  }
}

function callOf(method: string, id: string, operation: string | undefined): Call {
  if (operation !== undefined) return 'other'
  if (method === 'DELETE') return 'release'
  return method === 'POST' && id === '' ? 'acquire' : 'get'
}

function isResponse(told: TransportResponse | Item): told is TransportResponse {
  return typeof told['status'] === 'number'
}

function answer(status: number, body?: object): TransportResponse {
  return {
    status,
    header: () => undefined,
    chunks: async function* () {
      if (body !== undefined) yield new TextEncoder().encode(JSON.stringify(body))
    },
  }
}

const missing = answer(404, { detail: 'Sandbox not found' })
const idle = { sandbox_id: 's1', status: 'idle' }

/** Says this of a call, the first so many times. */
function says(call: Call, told: TransportResponse | Item, times: number = Infinity): Wrong {
  return (asked, _, count) => (asked === call && count <= times ? told : undefined)
}

/** Long enough for a service to show what it gave. */
const longMs = 20_000

// The clock does not wait for a module that is loading.
beforeAll(() => Promise.all([import('../calls/read-reply.ts'), import('./confirm-held.ts')]))

describe('an answer about another sandbox', () => {
  it('is not believed of a release: the sandbox goes back, or an error says that it did not', async () => {
    const service = new Service(says('release', { ...idle, sandbox_id: 's9' }, 2))
    await service.client.acquire('close')
    await service.client.release('close', 's1')
    expect([...service.leases.keys()]).toEqual([])

    service.wrong = says('release', { ...idle, sandbox_id: 's9' })
    await service.client.acquire('close')
    await expect(service.client.release('close', 's2')).rejects.toMatchObject({
      code: 'protocol',
      facts: { outcomeUnknown: true, sandboxId: 's2' },
    })
  })

  it.each(['reset', 'initialize', 'dump', 'get'] as const)(
    'is not believed of %s',
    async (operation) => {
      const another = { ...idle, sandbox_id: 's9', server_name: 'close', data: {} }
      const service = new Service((call) =>
        call === 'other' || call === 'get' ? another : undefined,
      )
      const { client } = service
      await client.acquire('close')
      const calls = {
        reset: () => client.reset('close', 's1'),
        initialize: () => client.initialize(anything, 's1', {}),
        dump: () => client.dump(anything, 's1'),
        get: () => client.get('close', 's1'),
      }
      await expect(calls[operation]()).rejects.toMatchObject({
        code: 'protocol',
        message: expect.stringContaining('another sandbox') as string,
      })
    },
  )

  it('is one about the same where only the case of its id, or a space, differs', async () => {
    const service = new Service((call, truth) =>
      call === 'other' ? { ...truth, sandbox_id: ' S1 ' } : undefined,
    )
    await service.client.acquire('close')
    await expect(service.client.reset('close', 's1')).resolves.toBe('occupied')
  })
})

describe('an acquire that gives what cannot be used', () => {
  it.each([
    ['no address', { server_url: null }],
    ['an empty address', { server_url: '' }],
    ['an address that is none', { server_url: 'mcp.example/secret-1' }],
    ['an address that no agent calls', { server_url: 'file:///secret-1' }],
  ])('gives it back: %s', async (_, change) => {
    const service = new Service((call, truth) =>
      call === 'acquire' || (call === 'get' && service.leases.size > 0)
        ? { ...truth, ...change }
        : undefined,
    )
    const error: unknown = await service.client.acquire('close').catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      code: 'sandbox_broken',
      facts: { operation: 'acquire', server: 'close', sandboxId: 's1' },
      message: expect.stringContaining('was given back') as string,
    })
    expect(String(error)).not.toContain('secret-1')
    expect([...service.leases.keys()]).toEqual([])
  })

  it('gives a sandbox of another system back, as one of that system', async () => {
    const service = new Service(undefined, 'jira')
    await expect(service.client.acquire('close')).rejects.toMatchObject({
      code: 'sandbox_broken',
      message: expect.stringContaining("'jira'") as string,
    })
    expect([...service.leases.keys()]).toEqual([])
    expect(service.calls.at(-1)).toBe('DELETE /sandbox/jira/s1')
  })

  it('takes another spelling of the system for the same', async () => {
    const service = new Service(undefined, 'Close')
    await expect(service.client.acquire('close')).resolves.toMatchObject({ sandboxId: 's1' })
  })

  it('gives one back at the address of another that it holds', async () => {
    const service = new Service()
    const { mcpUrl } = await service.client.acquire('close')
    service.wrong = (call, truth) =>
      call === 'acquire' ? { ...truth, server_url: mcpUrl } : undefined
    await expect(service.client.acquire('close')).rejects.toMatchObject({
      code: 'sandbox_broken',
      facts: { sandboxId: 's2' },
    })
    expect([...service.leases.keys()]).toEqual(['s1'])
  })

  it('says so, with its id, where it could not be given back', async () => {
    const service = new Service((call, truth) => {
      if (call === 'acquire') return { ...truth, server_url: '' }
      return call === 'other' ? undefined : answer(401, { detail: 'revoked' })
    }, 'close')
    await expect(service.client.acquire('close')).rejects.toMatchObject({
      code: 'release_failed',
      facts: { server: 'close', sandboxId: 's1' },
      cause: { code: 'authentication' },
    })
  })

  it.each(['.', '..'])('calls nothing under an id that leads elsewhere: %s', async (id) => {
    const service = new Service((call, truth) =>
      call === 'acquire' ? { ...truth, sandbox_id: id } : undefined,
    )
    const { client } = service
    await expect(client.acquire('close')).rejects.toMatchObject({ code: 'protocol' })
    await expect(client.release('close', id)).rejects.toMatchObject({ code: 'configuration' })
    expect(service.calls.filter((call) => call !== 'GET /sandbox')).toEqual(['POST /sandbox/close'])
  })
})

describe('a release', () => {
  it('answered 404 for what is still there is tried again, and then an error', async () => {
    const service = new Service(says('release', missing, 2))
    await service.client.acquire('close')
    await wait(service.clock, longMs)
    await service.client.release('close', 's1')
    expect([...service.leases.keys()]).toEqual([])

    service.wrong = says('release', missing)
    await service.client.acquire('close')
    await wait(service.clock, longMs)
    await expect(service.client.release('close', 's2')).rejects.toMatchObject({
      code: 'release_failed',
      message: expect.stringContaining('404') as string,
    })
  })

  it.each([409, 500])(
    'answered %i is tried again while the sandbox is still ours',
    async (status) => {
      const service = new Service(says('release', answer(status, { detail: 'busy' }), 2))
      await service.client.acquire('close')
      await service.client.release('close', 's1')
      expect([...service.leases.keys()]).toEqual([])
    },
  )

  it.each([
    ['204', answer(204)],
    ['500', answer(500, { detail: 'oops' })],
  ])(
    'that took effect and was answered %s is done, also just after its acquire',
    async (_, told) => {
      const service = new Service((call) => {
        if (call !== 'release') return undefined
        service.leases.delete('s1')
        return told
      })
      await service.client.acquire('close')
      await expect(service.client.release('close', 's1')).resolves.toBeUndefined()
    },
  )
})

describe('confirm', () => {
  it('knows a tag again that the service writes in another case', async () => {
    const service = new Service()
    const { acquireId } = await service.client.acquire('close')
    service.change('s1', { tags: { sandpit_acquire: acquireId.toUpperCase() } })
    await wait(service.clock, longMs)
    await expect(service.client.confirm('s1')).resolves.toBeUndefined()
  })
})
