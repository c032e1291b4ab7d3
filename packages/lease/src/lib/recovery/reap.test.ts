import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SandboxClient } from '@sandpit/client'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { type Layer, standIn, standInWith } from '@sandpit/fixture-projects'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Journal, readJournal, stillHeld } from '../record/journal.ts'
import { acquireTags } from '../record/sandbox-tags.ts'
import { ageMs } from '../service/pooled-calls.ts'
import { reap } from './reap.ts'
import type { ReaperOrders } from '../record/reaper.ts'
import { createRunDirectory } from '../record/run-directory.ts'

const runId = '0123456789ab'

/** A service whose list shows one sandbox, and no more. */
const oneListed = changedList((sandboxes) => sandboxes.slice(0, 1))

/** A service of the generation that shows tags as texts. */
const texts = changedList((sandboxes) =>
  sandboxes.map((each) => ({ ...each, tags: Object.values(each.tags) })),
)

type Listed = readonly { readonly tags: object }[]

function changedList(change: (sandboxes: Listed) => readonly object[]): Layer {
  return async (request, next) => {
    const response = await next(request)
    if (new URL(request.url).pathname !== '/sandbox') return response
    const { sandboxes } = (await response.json()) as { readonly sandboxes: Listed }
    return Response.json({ sandboxes: change(sandboxes), total_count: sandboxes.length })
  }
}

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString()
}

describe('reap', () => {
  let temporary = ''
  let emulator: Emulator
  let client: SandboxClient
  let orders: ReaperOrders
  beforeEach(async () => {
    temporary = mkdtempSync(join(tmpdir(), 'r-'))
    emulator = await startEmulator()
    const credentials = { apiKey: emulator.apiKey, baseUrl: emulator.url }
    client = createClient(credentials)
    orders = { ...credentials, directory: createRunDirectory(runId, temporary) }
  })
  afterEach(async () => {
    await client.close()
    await emulator.close()
    rmSync(temporary, { recursive: true, force: true })
  })

  const occupied = (): number =>
    emulator.sandboxes().filter(({ status }) => status === 'occupied').length

  /** A run that has just died, with a sandbox for each of these attempts. */
  async function leave(
    attempts: readonly string[],
    at: string = minutesAgo(0),
  ): Promise<readonly string[]> {
    const journal = new Journal(orders.directory.journal)
    const { baseUrl } = orders
    journal.write({ event: 'run', version: 1, runId, pid: process.pid, at, baseUrl })
    const taken: string[] = []
    for (const acquireId of attempts) {
      journal.write({ event: 'acquiring', acquireId, server: 'close' })
      const { sandboxId } = await client.acquire('close', { tags: acquireTags(runId, acquireId) })
      journal.write({ event: 'acquired', acquireId, sandboxId, at })
      taken.push(sandboxId)
    }
    journal.close()
    return taken
  }

  it('gives back what the run held, and removes its folder', async () => {
    await leave(['a', 'b'])
    expect(await reap(orders)).toEqual([])
    expect(occupied()).toBe(0)
    expect(existsSync(orders.directory.path)).toBe(false)
  })

  it('leaves a sandbox to the run that got it while the reaper slept', async () => {
    const [sandboxId = ''] = await leave(['a'])
    await client.release('close', sandboxId)
    const next = await client.acquire('close', { tags: acquireTags('another', 'next') })
    expect(next.sandboxId).toBe(sandboxId)
    expect(await reap(orders)).toEqual([])
    expect(occupied()).toBe(1)
    expect(existsSync(orders.directory.path)).toBe(false)
  })

  it('releases nothing without proof, and keeps the record for the next try', async () => {
    await leave(['a'])
    emulator.setFaults([{ operation: 'list', kind: 'error', status: 403, times: 1 }])
    expect(await reap(orders)).toHaveLength(1)
    expect(emulator.calls().release).toBe(0)
    expect(stillHeld(readJournal(orders.directory.journal))).toHaveLength(1)
    expect(await reap(orders)).toEqual([])
    expect(occupied()).toBe(0)
  })

  it('trusts the journal of a run that has just died where the service has no list', async () => {
    await leave(['a'])
    emulator.setFaults([{ operation: 'list', kind: 'error', status: 404 }])
    expect(await reap(orders)).toEqual([])
    expect(occupied()).toBe(0)
  })

  it.each([
    ['a foreign file', 'not ours\n', /is no journal of Sandpit/],
    [
      'a journal of a newer version',
      '{"event":"run","version":2}\n',
      /version 2, written by a newer/,
    ],
  ])('leaves %s in the place of the journal alone', async (_, text, message) => {
    writeFileSync(orders.directory.journal, text)
    expect((await reap(orders)).map((failure) => failure.message)).toEqual([
      expect.stringMatching(message),
    ])
    expect(readFileSync(orders.directory.journal, 'utf8')).toBe(text)
  })

  it('gives back by its tag what a killed run held whose folder somebody removed', async () => {
    await leave(['a', 'b'])
    rmSync(orders.directory.path, { recursive: true })
    expect(await reap(orders)).toEqual([])
    expect(occupied()).toBe(0)
  })

  it.each([
    ['leaves some sandboxes out of its list', oneListed],
    ['shows tags without their names', texts],
  ])('gives everything back where the service %s', async (_, layer) => {
    await leave(['a', 'b'], minutesAgo(1))
    using service = await standInWith(emulator, [layer])
    expect(await reap({ ...orders, baseUrl: service.url })).toEqual([])
    expect(occupied()).toBe(0)
  })

  it('keeps the record of what the service says that it released, and goes on to hold', async () => {
    await leave(['a'])
    using service = await standIn(emulator, ['releases that are not done'])
    expect(await reap({ ...orders, baseUrl: service.url })).toMatchObject([
      { code: 'release_failed' },
    ])
    expect(stillHeld(readJournal(orders.directory.journal))).toHaveLength(1)
  })

  it.each(['1970-01-01T00:00:00.000Z', 'yesterday'])(
    'does not wait for ever for what is gone since %s, by the clock of then',
    async (at) => {
      for (const id of await leave(['a'], at)) await client.release('close', id)
      expect(await reap(orders)).toEqual([])
    },
  )

  it('waits no longer for what is gone, and was taken by a clock that was put back since', () => {
    expect(ageMs({ at: minutesAgo(-60) })).toBe(0)
  })

  it('does nothing after a run that removed its own folder', async () => {
    rmSync(orders.directory.path, { recursive: true })
    expect(await reap(orders, 'settled')).toEqual([])
    expect(emulator.calls().list).toBe(0)
  })
})
