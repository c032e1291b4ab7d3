import { randomUUID } from 'node:crypto'
import { type Clock, wait } from '../calls/clock.ts'
import type { Transport, TransportRequest, TransportResponse } from '../transport/transport.ts'

/** How the service answers a call that may take effect or not. */
export type Answer =
  | 'well'
  | 'broken'
  | 'never'
  | 'not readable'
  | 'not available'
  | 'busy'
  | 'refused'
  | 'without address'
  | 'still occupied'

/** What becomes of one call: whether it takes effect, and what is answered. */
export interface Turn {
  readonly takesEffect: boolean
  readonly answer: Answer
}

export interface Lies {
  /** How long a sandbox that was acquired does not show, in milliseconds. */
  readonly lagMs: number
  /** What becomes of one acquire after the other; then all goes well. */
  readonly acquires: readonly Turn[]
  readonly releases: readonly Turn[]
  /** Whether it shows no tags. */
  readonly hidesTags?: boolean
}

interface Lease {
  readonly instanceId: string
  readonly tags: Readonly<Record<string, string>>
  readonly showsAt: number
}

const latencyMs = 20
const poolSize = 8

/** For our tests: a service in memory that does one thing and says another. */
export class LyingService {
  /** Who has which sandbox. */
  readonly leases: Map<string, Lease> = new Map()
  readonly #clock: Clock
  readonly #lagMs: number
  readonly #acquires: Turn[]
  readonly #releases: Turn[]
  readonly #hidesTags: boolean

  constructor(clock: Clock, { lagMs, acquires, releases, hidesTags = false }: Lies) {
    this.#clock = clock
    this.#lagMs = lagMs
    this.#acquires = [...acquires]
    this.#releases = [...releases]
    this.#hidesTags = hidesTags
    this.leases.set('others', { instanceId: 'other', tags: { sandpit_acquire: 'x' }, showsAt: 0 })
  }

  readonly transport: Transport = async (request) => {
    await wait(this.#clock, latencyMs, request.signal)
    request.signal.throwIfAborted()
    const url = new URL(request.url)
    const id = url.pathname.split('/')[3]
    if (request.method === 'POST') return this.#acquire(request)
    if (request.method === 'DELETE')
      return this.#release(id ?? '', url.searchParams.get('instance_id'), request.signal)
    if (id === undefined)
      return json(200, { sandboxes: this.#shown().map((each) => this.#item(each)) })
    return this.#shown().includes(id) || !this.leases.has(id)
      ? json(200, this.#item(id))
      : json(404, { detail: 'Sandbox not found' })
  }

  async #acquire({ body, signal }: TransportRequest): Promise<TransportResponse> {
    const { takesEffect, answer } = this.#acquires.shift() ?? { takesEffect: true, answer: 'well' }
    const { tags } = JSON.parse(typeof body === 'string' ? body : '{}') as Lease
    const id = Array.from({ length: poolSize }, (_, index) => `s${index}`).find(
      (each) => !this.leases.has(each),
    )
    if (id === undefined) return json(409, { detail: 'No idle sandbox' })
    if (takesEffect) {
      const showsAt = this.#clock.now() + this.#lagMs
      this.leases.set(id, { instanceId: randomUUID(), tags, showsAt })
    }
    const item = this.#item(id)
    const addressless = { ...item, server_url: null }
    return this.#say(answer, answer === 'without address' ? addressless : item, signal)
  }

  async #release(
    id: string,
    instanceId: string | null,
    signal: AbortSignal,
  ): Promise<TransportResponse> {
    if (!this.#shown().includes(id)) return json(404, { detail: 'Sandbox not found' })
    const { takesEffect, answer } = this.#releases.shift() ?? { takesEffect: true, answer: 'well' }
    const before = this.#item(id)
    const isMeant = instanceId === null || this.leases.get(id)?.instanceId === instanceId
    if (takesEffect && isMeant) this.leases.delete(id)
    return this.#say(answer, answer === 'still occupied' ? before : this.#item(id), signal)
  }

  async #say(answer: Answer, body: object, signal: AbortSignal): Promise<TransportResponse> {
    if (answer === 'never') await wait(this.#clock, Infinity, signal)
    if (answer === 'never' || answer === 'broken')
      throw Object.assign(new Error('gone'), { code: 'ECONNRESET' })
    if (answer === 'not readable') return text(200, '<html>')
    if (answer === 'not available') return text(502, '<html>')
    if (answer === 'busy') return json(429, { detail: 'Too many requests' })
    if (answer === 'refused') return json(409, { detail: 'No idle sandbox' })
    return json(200, body)
  }

  #shown(): readonly string[] {
    return [...this.leases.keys()].filter((id) => {
      const showsAt = this.leases.get(id)?.showsAt ?? 0
      return showsAt <= this.#clock.now()
    })
  }

  #item(id: string): object {
    const lease = this.leases.get(id)
    return {
      sandbox_id: id,
      server_name: 'close',
      status: lease === undefined ? 'idle' : 'occupied',
      tags: this.#hidesTags ? null : (lease?.tags ?? null),
      server_url: lease && `https://mcp.example/mcp/?instance_id=${lease.instanceId}`,
    }
  }
}

function json(status: number, body: object): TransportResponse {
  return text(status, JSON.stringify(body))
}

function text(status: number, body: string): TransportResponse {
  return {
    status,
    header: () => undefined,
    chunks: async function* () {
      yield new TextEncoder().encode(body)
    },
  }
}
