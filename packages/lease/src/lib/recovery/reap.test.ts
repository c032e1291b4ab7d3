import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SandboxClient } from '@sandpit/client'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Journal, readJournal, stillHeld } from '../record/journal.ts'
import { acquireTags } from '../record/sandbox-tags.ts'
import { reap } from './reap.ts'
import type { ReaperOrders } from '../record/reaper.ts'
import { createRunDirectory } from '../record/run-directory.ts'

const runId = '0123456789ab'

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
  async function leave(attempts: readonly string[]): Promise<readonly string[]> {
    const journal = new Journal(orders.directory.journal)
    const { baseUrl } = orders
    const at = new Date().toISOString()
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

  it('does nothing after a run that removed its own folder', async () => {
    rmSync(orders.directory.path, { recursive: true })
    expect(await reap(orders)).toEqual([])
    expect(emulator.calls().list).toBe(0)
  })
})
