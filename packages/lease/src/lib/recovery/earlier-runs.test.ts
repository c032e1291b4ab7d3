import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@sandpit/client'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Journal } from '../record/journal.ts'
import { fingerprintOf } from '../record/key-fingerprint.ts'
import { type RunDirectory, runDirectory } from '../record/run-directory.ts'
import type { Credentials } from '../record/run-journal.ts'
import { acquireTags } from '../record/sandbox-tags.ts'
import { EarlierRuns } from './earlier-runs.ts'

/** More than any system gives to a process. */
const noPid = 2 ** 30
const minute = 60_000

describe('EarlierRuns', () => {
  let folder = ''
  let emulator: Emulator
  let credentials: Credentials
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'e-'))
    emulator = await startEmulator()
    credentials = { apiKey: emulator.apiKey, baseUrl: emulator.url }
  })
  afterEach(async () => {
    await emulator.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A run that was killed with its reaper, while it held a sandbox. */
  async function leaveRun(
    runId: string,
    diedMsAgo: number,
    apiKey = credentials.apiKey,
  ): Promise<string> {
    await using client = createClient(credentials)
    const { sandboxId } = await client.acquire('close', { tags: acquireTags(runId, runId) })
    const { path, journal } = runDirectory(runId, folder)
    mkdirSync(path)
    const at = new Date(Date.now() - diedMsAgo).toISOString()
    const written = new Journal(journal)
    const keyFingerprint = fingerprintOf(runId, apiKey)
    const host = hostname()
    const { baseUrl } = credentials
    written.write({
      event: 'run',
      version: 1,
      runId,
      pid: noPid,
      host,
      at,
      baseUrl,
      keyFingerprint,
    })
    written.write({ event: 'acquiring', acquireId: runId, server: 'close', at })
    written.write({ event: 'acquired', acquireId: runId, sandboxId, at })
    written.close()
    utimesSync(journal, new Date(at), new Date(at))
    return path
  }

  const own = (): RunDirectory => runDirectory('ffffffffffff', folder)
  const occupied = (): number =>
    emulator.sandboxes().filter(({ status }) => status === 'occupied').length

  it('gives back what a run left that died with its reaper, once for all runs that start now', async () => {
    const paths = [await leaveRun('aaaaaaaaaaaa', minute), await leaveRun('bbbbbbbbbbbb', minute)]
    const runs = [new EarlierRuns(own()), new EarlierRuns(own())]
    for (const each of runs) each.recover(credentials)
    await expect.poll(occupied).toBe(0)
    const recovered = await Promise.all(runs.map((each) => each.end()))
    expect(recovered).toContainEqual({ runs: 2, sandboxes: 2 })
    expect(recovered).toContainEqual({ runs: 0, sandboxes: 0 })
    expect(paths.map(existsSync)).toEqual([false, false])
  })

  it('leaves alone what died just now, for its reaper, and what another key took', async () => {
    const paths = [
      await leaveRun('aaaaaaaaaaaa', 1000),
      await leaveRun('bbbbbbbbbbbb', minute, 'another key'),
    ]
    const earlier = new EarlierRuns(own())
    earlier.recover(credentials)
    expect(await earlier.end()).toEqual({ runs: 0, sandboxes: 0 })
    expect(occupied()).toBe(2)
    expect(paths.map(existsSync)).toEqual([true, true])
  })

  it('asks the service nothing when nothing is left', async () => {
    const earlier = new EarlierRuns(own())
    earlier.recover(credentials)
    await earlier.end()
    expect(emulator.calls().list).toBe(0)
  })
})
