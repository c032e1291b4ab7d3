import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { wait } from '../calls/clock.ts'
import { VirtualClock } from '../calls/virtual-clock.testing.ts'
import { createClient, type SandboxClient } from '../client/sandbox-client.ts'
import { defineService } from '../seeds/sandbox-service.ts'
import type { Transport, TransportResponse } from '../transport/transport.ts'

const anything = defineService({ server: 'close', seed: z.any(), dump: z.any() })
/** What a service shows of its only sandbox. */
interface Shown {
  status: string
  instance: string | undefined
  tags: unknown
  isHidden?: boolean
}

interface Setting {
  readonly client: SandboxClient
  readonly clock: VirtualClock
  readonly shown: Shown
  /** How many calls were made. */
  readonly calls: () => number
}

/** A client that has held a sandbox for so long, as the service shows it. */
async function holdOne(heldMs = 20_000): Promise<Setting> {
  const shown: Shown = { status: 'occupied', instance: randomUUID(), tags: null }
  const clock = new VirtualClock()
  let calls = 0
  const transport: Transport = async ({ method, body, signal }) => {
    calls++
    await wait(clock, 20, signal)
    if (method === 'POST' && typeof body === 'string')
      ({ tags: shown.tags } = JSON.parse(body) as Shown)
    return method === 'GET' && shown.isHidden === true ? notFound : answer(shown)
  }
  const client = createClient({ apiKey: 'k', transport, clock })
  await client.acquire('close')
  await wait(clock, heldMs)
  return { client, clock, shown, calls: () => calls }
}

function answer({ status, instance, tags }: Shown): TransportResponse {
  const server_url = instance === undefined ? null : `https://mcp.example/?instance_id=${instance}`
  const item = { sandbox_id: 's1', server_name: 'close', status, server_url, tags }
  return answerWith(200, item)
}

function answerWith(status: number, body: object): TransportResponse {
  return {
    status,
    header: () => undefined,
    chunks: async function* () {
      yield new TextEncoder().encode(JSON.stringify(body))
    },
  }
}

const notFound = answerWith(404, { detail: 'Sandbox not found' })

const takenOver = { code: 'taken_over', facts: { server: 'close', sandboxId: 's1' } }

describe('confirm', () => {
  // The clock does not wait for a module that is loading.
  beforeAll(() => import('../calls/read-reply.ts'))

  it('is content with a sandbox that is still its own, and with one that it did not acquire', async () => {
    const { client } = await holdOne()
    await expect(client.confirm('s1')).resolves.toBeUndefined()
    await expect(client.confirm('unknown')).resolves.toBeUndefined()
  })

  it.each<[string, Partial<Shown>]>([
    ['another instance', { instance: randomUUID() }],
    ["another acquire's tag", { tags: { sandpit_acquire: 'other' } }],
    ['nobody', { status: 'idle', instance: undefined }],
    ['nobody that we may know of', { isHidden: true }],
  ])('refuses a sandbox that has %s, which nothing is written to any more', async (_what, now) => {
    const { client, calls, shown } = await holdOne()
    Object.assign(shown, now)
    await expect(client.confirm('s1')).rejects.toMatchObject(takenOver)
    const before = calls()
    await expect(client.confirm('s1')).rejects.toMatchObject(takenOver)
    await expect(client.reset('close', 's1')).rejects.toMatchObject(takenOver)
    await expect(client.initialize(anything, 's1', {})).rejects.toMatchObject(takenOver)
    await expect(client.initializeDefault('close', 's1')).rejects.toMatchObject(takenOver)
    await expect(client.dump(anything, 's1')).rejects.toMatchObject(takenOver)
    expect(calls()).toBe(before)
  })

  it('believes a service that shows neither instance nor tags', async () => {
    const { client, shown } = await holdOne()
    Object.assign(shown, { instance: undefined, tags: ['a text'] })
    await expect(client.confirm('s1')).resolves.toBeUndefined()
  })

  it('asks again where the service may still show who had it before', async () => {
    const { client, clock, shown } = await holdOne(0)
    const { instance } = shown
    shown.instance = randomUUID()
    clock.after(8000, () => (shown.instance = instance))
    await expect(client.confirm('s1')).resolves.toBeUndefined()
  })

  it('waits for a sandbox to show that was just taken', async () => {
    const { client, clock, shown } = await holdOne(0)
    shown.isHidden = true
    clock.after(8000, () => (shown.isHidden = false))
    await expect(client.confirm('s1')).resolves.toBeUndefined()
  })

  it('refuses one that was just taken, and is shown with another instance for too long', async () => {
    const { client, shown } = await holdOne(0)
    shown.instance = randomUUID()
    await expect(client.confirm('s1')).rejects.toMatchObject(takenOver)
  })

  it('shows no instance in its error', async () => {
    const { client, shown } = await holdOne()
    shown.instance = randomUUID()
    const error = await client.confirm('s1').catch((reason: unknown) => reason)
    expect(String(error)).not.toContain(shown.instance)
  })

  it('lets a sandbox be used that was acquired anew', async () => {
    const { client, shown } = await holdOne()
    shown.instance = randomUUID()
    await expect(client.confirm('s1')).rejects.toMatchObject(takenOver)
    await client.acquire('close')
    await expect(client.reset('close', 's1')).resolves.toBe('occupied')
  })
})
