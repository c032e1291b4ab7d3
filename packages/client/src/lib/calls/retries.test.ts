import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ClientEvent } from './client-event.ts'
import { VirtualClock } from './virtual-clock.testing.ts'
import { createClient, type SandboxClient } from '../client/sandbox-client.ts'
import { defineService } from '../seeds/sandbox-service.ts'
import {
  type Answerer,
  answerJson,
  type ScriptedService,
  startScriptedService,
} from '../transport/scripted-service.testing.ts'
import type { Transport } from '../transport/transport.ts'

const sandboxId = '7f0c5a52-8a0e-4a6e-9a0e-1f2b3c4d5e6f'
const reply = { sandbox_id: sandboxId, status: 'occupied', message: 'done' }
const anything = defineService({ server: 'close', seed: z.any(), dump: z.any() })
const cleanups: AsyncDisposable[] = []

afterEach(async () => {
  for (const each of cleanups.splice(0).toReversed()) await each[Symbol.asyncDispose]()
})

interface Setting {
  readonly client: SandboxClient
  readonly service: ScriptedService
  readonly events: ClientEvent[]
}

async function connect(answer: Answerer, random = 0): Promise<Setting> {
  const service = await startScriptedService(answer)
  const events: ClientEvent[] = []
  const client = createClient({
    apiKey: 'k',
    baseUrl: service.url,
    random: () => random,
    onEvent: (event) => events.push(event),
  })
  cleanups.push(service, client)
  return { client, service, events }
}

/** Answers with the given statuses one after the other, then with success. */
function afterStatuses(
  statuses: readonly number[],
  headers: Readonly<Record<string, string>> = {},
): Answerer {
  return (response, _, index) => {
    const status = statuses[index]
    if (status === undefined) return answerJson(response, 200, reply)
    response.writeHead(status, headers).end('<html>busy</html>')
  }
}

describe('what may be repeated', () => {
  it('is, through 503 three times and then success', async () => {
    const { client, service, events } = await connect(afterStatuses([503, 502, 504]))
    expect(await client.reset('close', sandboxId)).toBe('occupied')
    expect(service.requests).toHaveLength(4)
    expect(
      events.map(({ attempt, status, code, retryInMs }) => [attempt, status, code, retryInMs]),
    ).toEqual([
      [1, 503, 'service', 0],
      [2, 502, 'service', 0],
      [3, 504, 'service', 0],
      [4, 200, undefined, undefined],
    ])
  })

  it('is, through connections that break', async () => {
    const { client, service } = await connect((response, _, index) =>
      index < 2 ? void response.destroy() : answerJson(response, 200, reply),
    )
    await client.reset('close', sandboxId)
    expect(service.requests).toHaveLength(3)
  })

  it('is given up after the table says so, with the number of attempts in the error', async () => {
    const { client, service } = await connect(afterStatuses(Array<number>(20).fill(503)))
    await expect(client.reset('close', sandboxId)).rejects.toMatchObject({
      code: 'service',
      facts: { status: 503, attempts: 5, outcomeUnknown: true },
    })
    expect(service.requests).toHaveLength(5)
  })

  it('waits a random part of a wait that doubles', async () => {
    const { client, events } = await connect(afterStatuses([503, 503, 503]), 0.1)
    await client.reset('close', sandboxId)
    expect(events.map(({ retryInMs }) => retryInMs)).toEqual([25, 50, 100, undefined])
  })

  it('is not begun again when the wait would outlast the budget', async () => {
    const { client, service } = await connect(afterStatuses([429], { 'retry-after': '30' }))
    await expect(client.list({ timeoutMs: 500 })).rejects.toMatchObject({
      code: 'rate_limited',
      message: expect.stringContaining('asks to wait: 30') as string,
    })
    expect(service.requests).toHaveLength(1)
  })

  it('stops waiting when its caller gives up', async () => {
    const { client, service } = await connect(afterStatuses([429], { 'retry-after': '30' }))
    const caller = new AbortController()
    setTimeout(() => caller.abort(), 20)
    const call = client.reset('close', sandboxId, { signal: caller.signal })
    await expect(call).rejects.toMatchObject({ code: 'aborted' })
    expect(service.requests).toHaveLength(1)
  })
})

/** A client of a service in memory that limits the rate so many times, on a clock of its own. */
function limited(times: number, retryAfter: string): { client: SandboxClient; sent: () => number } {
  let sent = 0
  const transport: Transport = async () => {
    const [status, body] = ++sent > times ? [200, { sandboxes: [] }] : [429, {}]
    return {
      status,
      header: (name) => (name === 'retry-after' ? retryAfter : undefined),
      chunks: async function* () {
        yield new TextEncoder().encode(JSON.stringify(body))
      },
    }
  }
  const client = createClient({
    apiKey: 'k',
    transport,
    clock: new VirtualClock(),
    random: () => 0,
  })
  return { client, sent: () => sent }
}

describe('a rate limit', () => {
  // The clock does not wait for a module that is loading.
  beforeAll(() => import('./read-reply.ts'))

  it.each([
    ['seconds', () => '0.05', 50],
    ['a date gone by', () => new Date(0).toUTCString(), 0],
  ])(
    'is waited out as Retry-After asks in %s, and a random part more',
    async (_, retryAfter, waitMs) => {
      const { client, events } = await connect(
        afterStatuses([429], { 'retry-after': retryAfter() }),
        0.1,
      )
      await client.reset('close', sandboxId)
      expect(events.map(({ code, retryInMs }) => [code, retryInMs])).toEqual([
        ['rate_limited', waitMs + 25],
        [undefined, undefined],
      ])
    },
  )

  it('that lasts is waited out for as long as the service asks, beyond the default deadline', async () => {
    // 30 s by default, and nine times 20 s of waiting.
    const { client, sent } = limited(9, '20')
    expect(await client.list()).toEqual([])
    expect(sent()).toBe(10)
  })

  it('ends a call whose caller set its time, and one that waited five minutes', async () => {
    const { client, sent } = limited(Infinity, '60')
    const timeoutMs = 59_000
    await expect(client.list({ timeoutMs })).rejects.toMatchObject({ code: 'rate_limited' })
    expect(sent()).toBe(1)
    await expect(client.list()).rejects.toMatchObject({ code: 'rate_limited' })
    expect(sent()).toBe(7)
  })

  it('is waited out without Retry-After too, and by an acquire as well: nothing was done', async () => {
    const { client, service } = await connect((response, _, index) =>
      index === 0
        ? answerJson(response, 429, { detail: 'Too many requests' })
        : answerJson(response, 201, {
            ...reply,
            server_name: 'close',
            server_url: 'https://m.example/',
          }),
    )
    await client.acquire('close')
    expect(service.requests).toHaveLength(2)
  })
})

describe('what may not be repeated', () => {
  it('is an initialize whose answer is lost: it would double the seed', async () => {
    const { client, service } = await connect((response) => void response.destroy())
    await expect(client.initialize(anything, sandboxId, {})).rejects.toMatchObject({
      code: 'network',
      facts: { attempts: 1, outcomeUnknown: true },
      message: expect.stringContaining('reset the sandbox before seeding it again') as string,
    })
    expect(service.requests).toHaveLength(1)
  })

  it('is a local acquire: nothing tells what it took', async () => {
    const { client, service } = await connect((response) => void response.destroy())
    await expect(client.local.acquire('ALL')).rejects.toMatchObject({
      facts: { outcomeUnknown: true },
      message: expect.stringContaining('compare local.list()') as string,
    })
    expect(service.requests).toHaveLength(1)
  })

  it('is a failure of the application itself', async () => {
    const { client, service } = await connect((response) =>
      answerJson(response, 500, { detail: 'Failed to dump sandbox: no' }),
    )
    await expect(client.dump(anything, sandboxId)).rejects.toMatchObject({ code: 'service' })
    expect(service.requests).toHaveLength(1)
  })
})

describe('a release', () => {
  it('of a sandbox the service does not know counts as done', async () => {
    const { client } = await connect((response) => answerJson(response, 404, { detail: 'gone' }))
    await expect(client.release('close', sandboxId)).resolves.toBeUndefined()
    await expect(client.local.release(sandboxId)).resolves.toBeUndefined()
    await expect(client.reset('close', sandboxId)).rejects.toMatchObject({ code: 'not_found' })
  })
})
