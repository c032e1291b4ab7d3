import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SandboxClient } from '@sandpit/client'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listHeld } from './held-sandboxes.ts'
import { Journal, type JournalEntry, readJournal, stillHeld } from '../record/journal.ts'
import type { Credentials } from '../record/run-journal.ts'
import { fingerprintOf } from '../record/key-fingerprint.ts'
import { acquireTags } from '../record/sandbox-tags.ts'
import { localKey } from '../link/local-key.ts'
import { runDirectory } from '../record/run-directory.ts'
import { planSweep, type SweepOptions } from './sweep-plan.ts'
import { sweep, type SweepReport } from './sweep.ts'

const runId = '0123456789ab'
/** More than any system gives to a process. */
const noPid = 2 ** 30

describe('sweep', () => {
  let folder = ''
  let emulator: Emulator
  let client: SandboxClient
  let credentials: Credentials
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sweep-'))
    emulator = await startEmulator()
    credentials = { apiKey: emulator.apiKey, baseUrl: emulator.url }
    client = createClient(credentials)
  })
  afterEach(async () => {
    await client.close()
    await emulator.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const occupied = (): readonly string[] =>
    emulator
      .sandboxes()
      .filter(({ status }) => status === 'occupied')
      .map(({ sandboxId }) => sandboxId)

  const acquire = async (acquireId: string, run = runId): Promise<string> =>
    (await client.acquire('close', { tags: acquireTags(run, acquireId) })).sandboxId

  async function sweepAll(options: SweepOptions = {}): Promise<SweepReport> {
    const all = { folder, credentials, ...options }
    return sweep(await planSweep(all), all.credentials)
  }

  function write(entries: readonly JournalEntry[], run: object = {}): string {
    const { path, journal } = runDirectory(runId, folder)
    mkdirSync(path)
    const written = new Journal(journal)
    written.write({
      event: 'run',
      version: 1,
      runId,
      pid: noPid,
      host: hostname(),
      at: new Date().toISOString(),
      baseUrl: emulator.url,
      keyFingerprint: fingerprintOf(runId, emulator.apiKey),
      ...run,
    })
    for (const entry of entries) written.write(entry)
    written.close()
    return path
  }

  /** A dead run that took a sandbox for each of these attempts. */
  async function leave(attempts: readonly string[], run: object = {}): Promise<string> {
    const entries = attempts.map(async (acquireId): Promise<readonly JournalEntry[]> => {
      const sandboxId = await acquire(acquireId)
      return [
        { event: 'acquiring', acquireId, server: 'close' },
        { event: 'acquired', acquireId, sandboxId },
      ]
    })
    return write((await Promise.all(entries)).flat(), run)
  }

  it('gives back what a dead run holds, nothing else, and removes its journal', async () => {
    const path = await leave(['a', 'b', 'c'])
    const another = await acquire('d', 'another')
    const { swept, failures } = await sweepAll()
    expect(failures).toEqual([])
    expect(swept).toMatchObject([{ runId, released: [{}, {}, {}] }])
    expect(occupied()).toEqual([another])
    expect(existsSync(path)).toBe(false)
  })

  it('changes nothing when it only plans', async () => {
    const path = await leave(['a'])
    const { runs } = await planSweep({ folder, credentials })
    expect(runs).toMatchObject([{ runId, giveBack: [{ acquireId: 'a' }] }])
    expect(occupied()).toHaveLength(1)
    expect(existsSync(path)).toBe(true)
  })

  it('leaves a sandbox to whoever got it after the dead run', async () => {
    const path = await leave(['a'])
    const [sandboxId = ''] = occupied()
    await client.release('close', sandboxId)
    expect(await acquire('next', 'another')).toBe(sandboxId)
    expect(await sweepAll()).toEqual({ swept: [], failures: [] })
    expect(occupied()).toEqual([sandboxId])
    expect(existsSync(path)).toBe(false)
  })

  it('gives back what an acquire without an answer took', async () => {
    await acquire('lost')
    write([{ event: 'acquiring', acquireId: 'lost', server: 'close' }])
    await sweepAll()
    expect(occupied()).toEqual([])
  })

  it('waits for what an acquire takes that is still under way, however long the journal is silent', async () => {
    emulator.setLatencyMs({ acquire: 1500 })
    const acquiring = acquire('slow')
    const path = write([{ event: 'acquiring', acquireId: 'slow', server: 'close' }])
    const tenSecondsAgo = new Date(Date.now() - 10_000)
    utimesSync(join(path, 'journal.jsonl'), tenSecondsAgo, tenSecondsAgo)
    await Promise.all([acquiring, sweepAll()])
    expect(occupied()).toEqual([])
  })

  it('leaves a live run alone, and says so when it is asked for', async () => {
    await leave(['a'], { pid: process.pid })
    const plan = await planSweep({ folder, credentials })
    expect(plan.alive).toMatchObject([{ entry: { runId } }])
    expect(await sweep(plan, credentials)).toEqual({ swept: [], failures: [] })
    expect(occupied()).toHaveLength(1)
    await expect(sweepAll({ runId })).rejects.toThrow(/is alive .* End it first/)
  })

  it('makes no call when nothing is held, and tidies', async () => {
    write([])
    writeFileSync(join(folder, 'turn-0a1b2c.sock'), '')
    expect(await sweepAll({ credentials: undefined })).toEqual({ swept: [], failures: [] })
    expect(emulator.calls().list).toBe(0)
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    ['no key', { credentials: undefined }, {}, /Set KLAVIS_API_KEY to the key it had/],
    ['another service', {}, { baseUrl: 'http://other.invalid' }, /of http:\/\/other\.invalid/],
    ['a run of another machine', {}, { host: 'other.invalid' }, /sweep --run 0123456789ab/],
  ])('reports %s instead of sweeping', async (_, options, run, message) => {
    const path = await leave(['a'], run)
    const { swept, failures } = await sweepAll(options)
    expect(swept).toEqual([])
    expect(failures.map((failure) => failure.message)).toEqual([expect.stringMatching(message)])
    expect(occupied()).toHaveLength(1)
    expect(existsSync(path)).toBe(true)
  })

  it('does not take a sandbox for released because another key cannot see it', async () => {
    const path = write(
      [
        { event: 'acquiring', acquireId: 'a', server: 'close' },
        { event: 'acquired', acquireId: 'a', sandboxId: 'unseen' },
      ],
      { keyFingerprint: '000000' },
    )
    const { failures } = await sweepAll()
    expect(failures).toMatchObject([{ code: 'release_failed', facts: { sandboxId: 'unseen' } }])
    expect(existsSync(path)).toBe(true)
  })

  it('goes on after one that cannot be given back, and keeps that one on record', async () => {
    const path = await leave(['a', 'b'])
    emulator.setFaults([{ operation: 'release', kind: 'error', status: 403, times: 1 }])
    const first = await sweepAll()
    expect(first.swept).toMatchObject([{ released: [{}] }])
    expect(first.failures).toMatchObject([{ code: 'release_failed' }])
    expect(stillHeld(readJournal(join(path, 'journal.jsonl')))).toHaveLength(1)
    expect((await sweepAll()).failures).toEqual([])
    expect(occupied()).toEqual([])
  })

  it('gives back a local sandbox, which has no tags', async () => {
    const server = localKey(['filesystem'])
    const local = await client.local.acquire(['filesystem'])
    const another = await client.local.acquire(['filesystem'])
    write([
      { event: 'acquiring', acquireId: 'a', server },
      { event: 'acquired', acquireId: 'a', sandboxId: local.localSandboxId },
    ])
    expect((await sweepAll()).failures).toEqual([])
    const left = await client.local.list()
    expect(left.map(({ localSandboxId }) => localSandboxId)).toEqual([another.localSandboxId])
  })

  it('reports a local sandbox whose acquire lost its answer', async () => {
    const path = write([{ event: 'acquiring', acquireId: 'a', server: localKey(['filesystem']) }])
    const { failures } = await sweepAll()
    expect(failures.map(({ message }) => message)).toEqual([expect.stringContaining(path)])
  })

  it('sweeps a run of another machine by its tags', async () => {
    await Promise.all([acquire('a'), acquire('b')])
    const another = await acquire('c', 'another')
    expect((await sweepAll({ runId })).swept).toMatchObject([{ runId, released: [{}, {}] }])
    expect(occupied()).toEqual([another])
  })

  it('sweeps by journal and tags together, each sandbox once', async () => {
    await leave(['a'], { host: 'other.invalid' })
    await acquire('b')
    expect((await sweepAll({ runId })).swept).toMatchObject([{ released: [{}, {}] }])
    expect(emulator.calls().release).toBe(2)
  })
})

describe('listHeld', () => {
  it('shows each sandbox once, with what journal and service know of it', async () => {
    await using emulator = await startEmulator()
    await using client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
    const folder = mkdtempSync(join(tmpdir(), 'held-'))
    const { path, journal } = runDirectory(runId, folder)
    mkdirSync(path)
    const written = new Journal(journal)
    const { sandboxId } = await client.acquire('close', { tags: acquireTags(runId, 'a') })
    await client.acquire('close', { tags: acquireTags('another', 'b') })
    await client.acquire('close')
    const at = '2026-01-01T00:00:00.000Z'
    const { url: baseUrl } = emulator
    written.write({ event: 'run', version: 1, runId, pid: process.pid, at, baseUrl })
    written.write({ event: 'acquiring', acquireId: 'a', server: 'close' })
    written.write({ event: 'acquiring', acquireId: 'c', server: 'close' })
    written.close()
    const credentials = { apiKey: emulator.apiKey, baseUrl }
    const { sandboxes, problems } = await listHeld({ credentials, folder })
    rmSync(folder, { recursive: true })
    expect(problems).toEqual([])
    expect(sandboxes).toMatchObject([
      { runId, sandboxId, life: 'alive', since: at, knownBy: ['journal', 'service'] },
      { runId, sandboxId: undefined, knownBy: ['journal'] },
      { runId: 'another', life: 'elsewhere', knownBy: ['service'] },
      { runId: undefined, life: undefined, knownBy: ['service'] },
    ])
  })
})
