import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fastClock } from '../calls/fast-clock.testing.ts'
import { createClient, type SandboxClient } from '../client/sandbox-client.ts'
import { defineService } from '../seeds/sandbox-service.ts'
import {
  answerJson,
  type ScriptedService,
  startScriptedService,
} from '../transport/scripted-service.testing.ts'

const anything = defineService({ server: 'close', seed: z.any(), dump: z.any() })
const cleanups: AsyncDisposable[] = []

afterEach(async () => {
  for (const each of cleanups.splice(0).toReversed()) await each[Symbol.asyncDispose]()
})

/** What a service shows of its only sandbox. */
interface Shown {
  status: string
  instance: string | undefined
  tags: unknown
}

interface Setting {
  readonly client: SandboxClient
  readonly service: ScriptedService
  readonly shown: Shown
}

/** A client that holds a sandbox, as the service shows it. */
async function holdOne(): Promise<Setting> {
  const shown: Shown = { status: 'occupied', instance: randomUUID(), tags: null }
  const service = await startScriptedService((response, { method, body }) => {
    if (method === 'POST' && body !== '') ({ tags: shown.tags } = JSON.parse(body) as Shown)
    const { status, instance, tags } = shown
    const server_url =
      instance === undefined ? null : `https://mcp.example/?instance_id=${instance}`
    answerJson(response, 200, { sandbox_id: 's1', server_name: 'close', status, server_url, tags })
  })
  // So fast that a service has had the time to show what is.
  const client = createClient({ apiKey: 'k', baseUrl: service.url, clock: fastClock(50) })
  cleanups.push(service, client)
  await client.acquire('close')
  return { client, service, shown }
}

const takenOver = { code: 'taken_over', facts: { server: 'close', sandboxId: 's1' } }

describe('confirm', () => {
  it('is content with a sandbox that is still its own, and with one that it did not acquire', async () => {
    const { client } = await holdOne()
    await expect(client.confirm('s1')).resolves.toBeUndefined()
    await expect(client.confirm('unknown')).resolves.toBeUndefined()
  })

  it.each<[string, Partial<Shown>]>([
    ['another instance', { instance: randomUUID() }],
    ["another acquire's tag", { tags: { sandpit_acquire: 'other' } }],
    ['nobody', { status: 'idle', instance: undefined }],
  ])('refuses a sandbox that has %s, which nothing is written to any more', async (_what, now) => {
    const { client, service, shown } = await holdOne()
    Object.assign(shown, now)
    await expect(client.confirm('s1')).rejects.toMatchObject(takenOver)
    const before = service.requests.length
    await expect(client.confirm('s1')).rejects.toMatchObject(takenOver)
    await expect(client.reset('close', 's1')).rejects.toMatchObject(takenOver)
    await expect(client.initialize(anything, 's1', {})).rejects.toMatchObject(takenOver)
    await expect(client.initializeDefault('close', 's1')).rejects.toMatchObject(takenOver)
    await expect(client.dump(anything, 's1')).rejects.toMatchObject(takenOver)
    expect(service.requests).toHaveLength(before)
  })

  it('believes a service that shows neither instance nor tags', async () => {
    const { client, shown } = await holdOne()
    Object.assign(shown, { instance: undefined, tags: ['a text'] })
    await expect(client.confirm('s1')).resolves.toBeUndefined()
  })

  it('asks again where the service may still show who had it before', async () => {
    const { client, shown } = await holdOne()
    const { instance } = shown
    shown.instance = randomUUID()
    setTimeout(() => (shown.instance = instance), 10)
    await expect(client.confirm('s1')).resolves.toBeUndefined()
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
