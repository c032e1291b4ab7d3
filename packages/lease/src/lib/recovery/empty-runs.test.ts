import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Journal, type JournalEntry } from '../record/journal.ts'
import { type RunDirectory, runDirectory } from '../record/run-directory.ts'
import { removeEmptyRuns } from './empty-runs.ts'

/** More than any system gives to a process. */
const noPid = 2 ** 30

describe('removeEmptyRuns', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tidy-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function leaveFolder(runId: string): RunDirectory {
    const directory = runDirectory(runId, folder)
    mkdirSync(directory.path)
    return directory
  }

  function leaveJournal(runId: string, pid: number, entries: readonly JournalEntry[]): string {
    const { path, journal } = leaveFolder(runId)
    const [at, host, baseUrl] = [new Date().toISOString(), hostname(), 'http://127.0.0.1:9']
    const written = new Journal(journal)
    written.write({ event: 'run', version: 1, runId, pid, host, at, baseUrl })
    for (const entry of entries) written.write(entry)
    written.close()
    return path
  }

  it('removes what dead runs left that hold nothing', async () => {
    const { path, socket } = leaveFolder('aaaaaaaaaaaa')
    writeFileSync(socket, '')
    utimesSync(path, 0, 0)
    const settled = leaveJournal('bbbbbbbbbbbb', noPid, [])
    await removeEmptyRuns(folder)
    expect([existsSync(path), existsSync(settled)]).toEqual([false, false])
  })

  it('leaves runs that live, that are just starting, and what a sweep has to look into', async () => {
    const alive = leaveJournal('aaaaaaaaaaaa', process.pid, [])
    const { path: starting, socket } = leaveFolder('bbbbbbbbbbbb')
    writeFileSync(socket, '')
    const held = leaveJournal('cccccccccccc', noPid, [
      { event: 'acquiring', acquireId: 'a', server: 'close' },
    ])
    await removeEmptyRuns(folder)
    expect([alive, starting, held].map(existsSync)).toEqual([true, true, true])
  })
})
