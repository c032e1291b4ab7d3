import type { Transport, TransportRequest, TransportResponse } from '@sandpit/client'
import { setTimeout as sleep } from 'node:timers/promises'

/** How long the service takes, in milliseconds. The first four are those of the other benchmarks. */
export const latencies = {
  acquire: 1000,
  initialize: 400,
  reset: 300,
  release: 200,
  /** To say that there is none. */
  refuse: 200,
  list: 100,
  dump: 100,
} as const

interface Answer {
  readonly status: number
  readonly body: object
}

/** A service with one pool of sandboxes for all machines of an account. */
export class PoolService {
  readonly #idle: string[]
  readonly #occupied = new Map<string, string>()
  readonly #random: () => number
  /** Acquires that were asked for, by second. */
  readonly #perSecond = new Map<number, number>()
  readonly calls = { acquire: 0, granted: 0, list: 0, other: 0 }

  constructor(size: number, random: () => number) {
    this.#idle = Array.from({ length: size }, (_, index) => `sandbox-${index}`)
    this.#random = random
  }

  /** The most acquires of any second. */
  get peak(): number {
    return Math.max(...this.#perSecond.values())
  }

  /** Whether everything was given back. */
  get isWhole(): boolean {
    return this.#occupied.size === 0
  }

  /** One machine's way to it. */
  readonly transport: Transport = async (request) => {
    const { pathname } = new URL(request.url)
    const [, , server = '', sandboxId = '', operation = request.method] = pathname.split('/')
    const { status, body } =
      server === ''
        ? await this.#list()
        : sandboxId === ''
          ? await this.#acquire(server, request)
          : await this.#call(sandboxId, operation)
    return response(status, body)
  }

  async #acquire(server: string, { body }: TransportRequest): Promise<Answer> {
    this.calls.acquire++
    const second = Math.floor(performance.now() / 1000)
    this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + 1)
    const sandboxId = this.#idle.shift()
    if (sandboxId === undefined) {
      await this.#take('refuse')
      return { status: 503, body: { detail: `No idle sandbox available for server '${server}'` } }
    }
    this.calls.granted++
    const { tags } = JSON.parse(typeof body === 'string' ? body : '{}') as { tags: object }
    this.#occupied.set(sandboxId, JSON.stringify(tags))
    await this.#take('acquire')
    const answer = { sandbox_id: sandboxId, server_name: server, status: 'occupied', message: '' }
    const server_urls = { [server]: `https://mcp.test/?instance_id=${sandboxId}` }
    return { status: 201, body: { ...answer, server_urls } }
  }

  async #list(): Promise<Answer> {
    this.calls.list++
    await this.#take('list')
    const sandboxes = [...this.#occupied].map(([sandbox_id, tags]) => ({
      sandbox_id,
      server_name: 'close',
      status: 'occupied',
      tags: JSON.parse(tags) as object,
    }))
    return { status: 200, body: { sandboxes, total_count: sandboxes.length } }
  }

  async #call(sandboxId: string, operation: string): Promise<Answer> {
    this.calls.other++
    if (!this.#occupied.has(sandboxId)) return { status: 404, body: { detail: 'not yours' } }
    if (operation === 'dump') {
      await this.#take('dump')
      return { status: 200, body: { data: {} } }
    }
    if (operation === 'GET') {
      await this.#take('list')
      return { status: 200, body: this.#details(sandboxId) }
    }
    if (operation === 'reset' || operation === 'initialize') {
      await this.#take(operation)
      return { status: 200, body: { sandbox_id: sandboxId, status: 'occupied', message: '' } }
    }
    await this.#take('release')
    this.#occupied.delete(sandboxId)
    this.#idle.push(sandboxId)
    return { status: 200, body: { sandbox_id: sandboxId, status: 'idle', message: '' } }
  }

  #details(sandboxId: string): object {
    const tags = this.#occupied.get(sandboxId)
    const described = { sandbox_id: sandboxId, server_name: 'close', message: '' }
    if (tags === undefined) return { ...described, status: 'idle' }
    const server_urls = { close: `https://mcp.test/?instance_id=${sandboxId}` }
    return { ...described, status: 'occupied', server_urls, tags: JSON.parse(tags) as object }
  }

  /** A quarter more or less, as it comes. */
  async #take(what: keyof typeof latencies): Promise<void> {
    await sleep(latencies[what] * (0.75 + this.#random() / 2))
  }
}

function response(status: number, body: object): TransportResponse {
  const text = JSON.stringify(body)
  return {
    status,
    header: () => undefined,
    chunks: async function* () {
      yield new TextEncoder().encode(text)
    },
  }
}
