import type { SandboxClient, SandboxLease } from '@sandpit/client'
import { defineService } from '@sandpit/client/service'
import { sampleCloseData } from '@sandpit/close'
import { diffCloseData } from '@sandpit/close/compare'
import { closeService } from '@sandpit/close/schema'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clientOf, type RunningSubject, subjects } from './subjects.ts'

const nobody = '00000000-0000-4000-8000-000000000000'
const unchecked = defineService({ server: 'close', seed: z.unknown(), dump: z.unknown() })

describe.each(subjects)('$name', (subject) => {
  const tags = { 'sandpit-conformance': crypto.randomUUID() }
  let running: RunningSubject
  let client: SandboxClient
  let sandbox: SandboxLease

  beforeAll(async () => {
    running = await subject.start()
    client = clientOf(running)
    sandbox = await client.lease('close', { tags })
  })

  afterAll(async () => {
    await sandbox.release()
    await client.close()
    await running[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    await sandbox.reset()
  })

  it('hands out an occupied sandbox with an MCP address', async () => {
    expect(() => new URL(sandbox.mcpUrl)).not.toThrow()
    const details = await client.get('close', sandbox.sandboxId)
    expect(details).toMatchObject({
      sandboxId: sandbox.sandboxId,
      server: 'close',
      status: 'occupied',
    })
    expect(details.mcpUrl).toBe(sandbox.mcpUrl)
  })

  it('lists it, and by its tags it alone', async () => {
    const all = await client.list()
    expect(all.map(({ sandboxId }) => sandboxId)).toContain(sandbox.sandboxId)
    const tagged = await client.list({ tags })
    expect(tagged.map(({ sandboxId }) => sandboxId)).toEqual([sandbox.sandboxId])
    expect(await client.list({ tags: { 'sandpit-conformance': 'nobody' } })).toEqual([])
  })

  it('never hands out one sandbox twice', async () => {
    await using other = await client.lease('close', { tags })
    expect(other.sandboxId).not.toBe(sandbox.sandboxId)
  })

  it('dumps what it was initialized with', async () => {
    expect(await sandbox.initialize(closeService, sampleCloseData)).toBe('occupied')
    const dump = await sandbox.dump(closeService)
    expect(diffCloseData(dump, sampleCloseData)).toEqual([])
  })

  it('has default data', async () => {
    await client.initializeDefault('close', sandbox.sandboxId)
    expect((await sandbox.dump(closeService)).leads).not.toEqual([])
  })

  it('is empty after a reset, at the same address', async () => {
    const { mcpUrl } = await client.get('close', sandbox.sandboxId)
    await sandbox.initialize(closeService, sampleCloseData)
    await sandbox.reset()
    expect((await sandbox.dump(closeService)).leads ?? []).toEqual([])
    expect((await client.get('close', sandbox.sandboxId)).mcpUrl).toBe(mcpUrl)
  })

  it('keeps what one sandbox holds from the other', async () => {
    await using other = await client.lease('close', { tags })
    await sandbox.initialize(closeService, sampleCloseData)
    expect((await other.dump(closeService)).leads ?? []).toEqual([])
  })

  it('names every fault of a malformed seed, and stores none of it', async () => {
    const seed = { leads: [{ name: 'Whole' }, { name: 5 }, { name: 'A', tasks: [{}] }] }
    await expect(sandbox.initialize(unchecked, seed)).rejects.toMatchObject({
      code: 'validation',
      facts: {
        issues: [{ path: ['leads', 1, 'name'] }, { path: ['leads', 2, 'tasks', 0, 'description'] }],
      },
    })
    expect((await sandbox.dump(closeService)).leads ?? []).toEqual([])
  })

  it('refuses a wrong key', async () => {
    await using stranger = clientOf(running, 'wrong')
    await expect(stranger.acquire('close')).rejects.toMatchObject({ code: 'authentication' })
  })

  it('does not know a sandbox that is not there', async () => {
    await expect(client.get('close', nobody)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('takes back what is released, however often', async () => {
    const other = await client.acquire('close', { tags })
    await client.release('close', other.sandboxId)
    await client.release('close', other.sandboxId)
    const left = await client.list({ tags })
    expect(
      left.filter(({ status }) => status === 'occupied').map(({ sandboxId }) => sandboxId),
    ).toEqual([sandbox.sandboxId])
  })
})
