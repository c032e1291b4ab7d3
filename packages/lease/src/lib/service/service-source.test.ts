import { createClient, fetchTransport, type SandboxClient } from '@sandpit/client'
import { closeService } from '@sandpit/close/schema'
import { type Emulator, type EmulatorOptions, startEmulator } from '@sandpit/emulator'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Broker } from '../broker/broker.ts'
import type { JournalEntry } from '../record/journal.ts'
import { acquireTags } from '../record/sandbox-tags.ts'
import { recoverAll } from './give-back.ts'
import { alwaysOurTurn } from '../pool/machine-turn.ts'
import { ServiceSource } from './service-source.ts'

interface Parts {
  readonly emulator: Emulator
  readonly client: SandboxClient
  readonly broker: Broker
  readonly journal: JournalEntry[]
}

/** A broker on an emulator whose answers a test can lose or change on the way. */
async function onEmulator(
  options: EmulatorOptions,
  answer: (request: Request, response: Response) => Response = (_, response) => response,
  instead: (request: Request) => Response | undefined = () => undefined,
): Promise<Parts> {
  const emulator = await startEmulator(options)
  onTestFinished(() => emulator.close())
  const client = createClient({
    apiKey: emulator.apiKey,
    baseUrl: emulator.url,
    transport: fetchTransport(
      async (request) => instead(request) ?? answer(request, await emulator.fetch(request)),
    ),
  })
  const journal: JournalEntry[] = []
  const source = new ServiceSource({
    runId: 'run',
    service: async () => ({ client, services: [closeService] }),
    record: (entry) => journal.push(entry),
    waitMs: 400,
  })
  return { emulator, client, journal, broker: new Broker({ source, workers: 2 }) }
}

function loseAnswersTo(operation: 'acquire' | 'list') {
  return ({ method, url }: Request, response: Response): Response => {
    const isAcquire = method === 'POST' && response.status === 201
    const isList = method === 'GET' && new URL(url).pathname === '/sandbox'
    if (operation === 'acquire' ? isAcquire : isList) throw new TypeError('planted')
    return response
  }
}

const occupied = (emulator: Emulator): number =>
  emulator.sandboxes().filter(({ status }) => status === 'occupied').length

describe('a broker on the API', () => {
  it('writes down what it takes before it takes it, and what it gives back after', async () => {
    const { broker, emulator, journal } = await onEmulator({})
    const link = broker.link()
    const { leaseId, sandboxId } = await link.begin({ server: 'close', seed: { leads: [] } })
    link.end(leaseId, 'returned')
    await broker.drain()
    expect(journal).toMatchObject([
      { event: 'acquiring', server: 'close' },
      { event: 'acquired', sandboxId },
      { event: 'released' },
    ])
    expect(occupied(emulator)).toBe(0)
  })

  it('keeps a sandbox whose acquire lost its answer', async () => {
    const { broker, emulator } = await onEmulator({}, loseAnswersTo('acquire'))
    const { sandboxId } = await broker.link().begin({ server: 'close' })
    expect(emulator.sandboxes().map((sandbox) => sandbox.sandboxId)).toEqual([sandboxId])
    await broker.drain()
    expect(occupied(emulator)).toBe(0)
  })

  it('gives back a sandbox whose acquire lost its answer and that could not be found at once', async () => {
    const lost = { list: true }
    const { broker, emulator } = await onEmulator({}, (request, response) => {
      if (lost.list) loseAnswersTo('list')(request, response)
      return loseAnswersTo('acquire')(request, response)
    })
    await expect(broker.link().hold('close')).rejects.toThrow(/acquire/)
    expect(occupied(emulator)).toBeGreaterThan(0)
    lost.list = false
    expect((await broker.drain()).failures).toEqual([])
    expect(occupied(emulator)).toBe(0)
  })

  it('asks nothing at the end of a service that was never reached', async () => {
    const { broker, journal } = await onEmulator({}, undefined, () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    })
    await expect(broker.link().hold('close')).rejects.toMatchObject({ code: 'network' })
    expect((await broker.drain()).failures).toEqual([])
    expect(new Set(journal.map(({ event }) => event))).toEqual(new Set(['acquiring', 'refused']))
  })

  it('waits for an empty pool, and is served when somebody gives one back', async () => {
    const { broker, client, emulator } = await onEmulator({ pools: { close: 1 } })
    const { sandboxId } = await client.acquire('close')
    const waiting = broker.link().hold('close')
    setTimeout(() => void client.release('close', sandboxId), 150)
    await waiting
    expect(occupied(emulator)).toBe(1)
    await broker.drain()
  })

  it('says once for all who holds an empty pool', async () => {
    const { broker, client } = await onEmulator({ pools: { close: 1 } })
    await client.acquire('close', { tags: { sandpit_run: 'another' } })
    const holds = [broker.link().hold('close'), broker.link().hold('close')]
    const [one, two] = await Promise.all(holds.map((hold) => hold.catch((error: unknown) => error)))
    expect(one).toMatchObject({ code: 'exhausted' })
    expect(one).toMatchObject({
      message: expect.stringMatching(/wants 2 .*1 held by run another/s),
    })
    expect(two).toMatchObject({ code: 'exhausted' })
    const started = performance.now()
    await expect(broker.link().hold('close')).rejects.toMatchObject({ code: 'exhausted' })
    expect(performance.now() - started).toBeLessThan(100)
  })

  it('warns of a pool that is smaller than all shards want, without waiting for the list', async () => {
    const listed = Promise.withResolvers<void>()
    const idle = { server_name: 'close', status: 'idle' }
    const sandboxes = ['one', 'two', 'three'].map((sandbox_id) => ({ sandbox_id, ...idle }))
    const emulator = await startEmulator({})
    onTestFinished(() => emulator.close())
    const transport = fetchTransport(async (request) => {
      if (request.method !== 'GET') return emulator.fetch(request)
      await listed.promise
      return Response.json({ sandboxes, total_count: sandboxes.length })
    })
    const client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url, transport })
    const warnings: string[] = []
    const source = new ServiceSource({
      runId: 'run',
      service: async () => ({ client, services: [closeService] }),
      record: () => {},
      waitMs: 60_000,
      sharing: () => ({
        turns: alwaysOurTurn,
        shards: 3,
        onSmallPool: (warning) => warnings.push(warning),
      }),
    })
    const broker = new Broker({ source, workers: 2 })
    await Promise.all([broker.link().hold('close'), broker.link().hold('close')])
    expect(warnings).toEqual([])
    listed.resolve()
    await expect.poll(() => warnings).toEqual([expect.stringMatching(/want 6 .* lists 3 /)])
    await broker.drain()
  })

  it('gives a sandbox back whose reset does not work, before a test sees it', async () => {
    let broken: string | undefined
    const { broker, emulator } = await onEmulator({}, undefined, ({ url }) => {
      const [, id] = /sandbox\/close\/([^/]+)\/reset$/.exec(url) ?? []
      broken ??= id
      const pretends = id !== undefined && id === broken
      return pretends
        ? Response.json({ sandbox_id: id, status: 'occupied', message: 'planted' })
        : undefined
    })
    const link = broker.link()
    const seed = { leads: [{ name: 'Acme' }] }
    const first = await link.begin({ server: 'close', seed })
    link.end(first.leaseId, 'returned')
    const second = await link.begin({ server: 'close' })
    expect(await link.dump(second.leaseId)).toEqual({ leads: [] })
    expect(broker.summary).toMatchObject({ unclean: 1, acquires: 2 })
    await broker.drain()
    expect(occupied(emulator)).toBe(0)
  })

  it('makes sure of each sandbox once, by a dump after its first reset and its first seed', async () => {
    const { broker, emulator } = await onEmulator({})
    const link = broker.link()
    for (let test = 0; test < 5; test++) {
      const { leaseId } = await link.begin({ server: 'close', seed: { leads: [{ name: 'Acme' }] } })
      link.end(leaseId, 'returned')
    }
    expect(emulator.calls()).toMatchObject({ acquire: 1, reset: 4, initialize: 5, dump: 2 })
    await broker.drain()
  })

  it('refuses a seed before any call', async () => {
    const { broker, emulator } = await onEmulator({})
    const bad = { leads: [{ name: 'Acme', tasks: [{ description: 5 }] }] }
    await expect(broker.link().begin({ server: 'close', seed: bad })).rejects.toMatchObject({
      code: 'invalid_seed',
      facts: { issues: [{ path: ['leads', 0, 'tasks', 0, 'description'] }] },
    })
    expect(Object.values(emulator.calls()).every((count) => count === 0)).toBe(true)
  })

  it('refuses a system that nobody described, before any call', async () => {
    const { broker, emulator } = await onEmulator({})
    await expect(broker.link().begin({ server: 'jira', seed: {} })).rejects.toMatchObject({
      code: 'configuration',
    })
    expect(emulator.calls().acquire).toBe(0)
  })
})

describe('recoverAll', () => {
  it('releases by the tag of a lost acquire, and nothing that carries another', async () => {
    const { client, emulator } = await onEmulator({})
    await client.acquire('close', { tags: acquireTags('run', 'ours') })
    const { sandboxId } = await client.acquire('close', { tags: acquireTags('run', 'not ours') })
    const released: string[] = []
    const held = [{ acquireId: 'ours', server: 'close' }]
    expect(await recoverAll(client, held, ({ acquireId }) => released.push(acquireId))).toEqual([])
    expect(released).toEqual(['ours'])
    const left = emulator.sandboxes().filter(({ status }) => status === 'occupied')
    expect(left.map((sandbox) => sandbox.sandboxId)).toEqual([sandboxId])
  })

  it('takes a sandbox that is gone for released', async () => {
    const { client } = await onEmulator({})
    const { sandboxId } = await client.acquire('close')
    await client.release('close', sandboxId)
    const held = [{ acquireId: 'a', server: 'close', sandboxId }]
    expect(await recoverAll(client, held, () => {})).toEqual([])
  })
})
