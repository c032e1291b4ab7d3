import { rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { Journal, type JournalEntry } from './journal.ts'
import { markOf } from './key-mark.ts'
import { type Reaper, startReaper } from './reaper.ts'
import type { RunDirectory } from './run-directory.ts'

/** How to reach the service when this process is dead. */
export interface Credentials {
  readonly apiKey: string
  readonly baseUrl: string
}

/**
 * Keeps what a run holds on record, and somebody alive to give it back. Does nothing for sandboxes
 * that end with this process, and nothing before the first acquire.
 */
export class Keeper {
  readonly #runId: string
  readonly #directory: RunDirectory
  readonly #credentials: Credentials | undefined
  #journal: Journal | undefined
  #reaper: Reaper | undefined

  constructor(runId: string, directory: RunDirectory, credentials: Credentials | undefined) {
    this.#runId = runId
    this.#directory = directory
    this.#credentials = credentials
    process.once('exit', this.#removeUnlessJournalled)
  }

  /** Writes what is about to happen, or has; starts journal and reaper when it is the first. */
  record(entry: JournalEntry): void {
    if (this.#credentials === undefined) return
    this.#journal ??= this.#open(this.#credentials)
    this.#journal.write({ ...entry, at: now() })
  }

  /** Ends the record. The reaper looks through it once more, removes it, and ends. */
  close(): void {
    process.off('exit', this.#removeUnlessJournalled)
    this.#journal?.close()
    this.#reaper?.dismiss()
    this.#removeUnlessJournalled()
  }

  #open(credentials: Credentials): Journal {
    const { path, journal } = this.#directory
    const opened = new Journal(journal)
    opened.write({
      event: 'run',
      version: 1,
      runId: this.#runId,
      pid: process.pid,
      host: hostname(),
      at: now(),
      baseUrl: credentials.baseUrl,
      keyMark: markOf(this.#runId, credentials.apiKey),
    })
    this.#reaper = startReaper({ ...credentials, directory: path, journal })
    return opened
  }

  readonly #removeUnlessJournalled = (): void => {
    if (this.#journal === undefined) {
      rmSync(this.#directory.path, { recursive: true, force: true })
    }
  }
}

function now(): string {
  return new Date().toISOString()
}
