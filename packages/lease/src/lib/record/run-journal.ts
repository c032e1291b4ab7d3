import { rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { Journal, type JournalEntry, readJournal, type RunEntry, stillHeld } from './journal.ts'
import { fingerprintOf } from './key-fingerprint.ts'
import { type Reaper, startReaper } from './reaper.ts'
import type { RunDirectory } from './run-directory.ts'

/** What a run on an embedded emulator says of itself. */
export interface EmbeddedEntry {
  readonly pid: number
  readonly host: string
  /** When it took its first sandbox. */
  readonly at: string
}

/** How to reach the service when this process is dead. */
export interface Credentials {
  readonly apiKey: string
  readonly baseUrl: string
}

/** Signals that end a process at once, without an `exit` event, unless somebody listens. */
const deadlySignals: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP']

/** A machine on which no reaper can live is not made to start them without end. */
const mostReapers = 5

/**
 * Keeps what a run holds on record, and somebody alive to give it back. Of sandboxes that end with
 * this process it only notes that there are some; it does nothing before the first acquire.
 */
export class RunJournal {
  readonly #runId: string
  readonly #directory: RunDirectory
  #journal: Journal | undefined
  #reaper: Reaper | undefined
  #reapers = 0
  #isClosed = false
  #isNoted = false

  constructor(runId: string, directory: RunDirectory) {
    this.#runId = runId
    this.#directory = directory
    process.once('exit', this.#removeUnlessHeld)
    for (const signal of deadlySignals) process.on(signal, this.#onSignal)
  }

  /**
   * Writes what is about to happen, or has; starts journal and reaper when it is the first. A run
   * has one hosted service, so its credentials are the same each time.
   *
   * @throws SandpitError `configuration` when an acquire cannot be written down, which must not
   *   happen then.
   */
  record(entry: JournalEntry, credentials: Credentials | undefined): void {
    if (credentials === undefined) return this.#noteEmbedded()
    this.#journal ??= this.#open(credentials)
    try {
      this.#journal.write({ ...entry, at: now() })
    } catch (error) {
      // Of the rest, the journal then says too little or too much, which whoever reads it expects.
      if (entry.event === 'acquiring') throw error
    }
  }

  /** Ends the record, and removes it when nothing is held; else that is left to the reaper. */
  close(): void {
    this.#isClosed = true
    process.off('exit', this.#removeUnlessHeld)
    for (const signal of deadlySignals) process.off(signal, this.#onSignal)
    this.#journal?.close()
    const end = this.#isSettled ? 'settled' : 'held'
    this.#removeUnlessHeld()
    this.#reaper?.dismiss(end)
  }

  /** For `sandpit ls`, which has nothing else to know the run by; nothing is lost where it fails. */
  #noteEmbedded(): void {
    if (this.#isNoted) return
    this.#isNoted = true
    const entry: EmbeddedEntry = { pid: process.pid, host: hostname(), at: now() }
    try {
      writeFileSync(this.#directory.embedded, JSON.stringify(entry), { mode: 0o600 })
    } catch {
      // A full disk is no reason to fail a test that needs none.
    }
  }

  #open(credentials: Credentials): Journal {
    const { journal } = this.#directory
    const opened = new Journal(journal)
    try {
      opened.write(this.#runEntry(credentials))
    } catch (error) {
      // Out of the way of the next try.
      opened.close()
      rmSync(journal, { force: true })
      throw error
    }
    this.#startReaper(credentials)
    return opened
  }

  #runEntry({ baseUrl, apiKey }: Credentials): RunEntry {
    return {
      event: 'run',
      version: 1,
      runId: this.#runId,
      pid: process.pid,
      host: hostname(),
      at: now(),
      baseUrl,
      keyFingerprint: fingerprintOf(this.#runId, apiKey),
    }
  }

  /** One that is killed while the run goes on is replaced. */
  #startReaper(credentials: Credentials): void {
    this.#reapers++
    this.#reaper = startReaper({ ...credentials, directory: this.#directory }, () => {
      if (!this.#isClosed && this.#reapers < mostReapers) this.#startReaper(credentials)
    })
  }

  /** Whoever else listens decides whether the process ends, and ends it with an `exit` event. */
  readonly #onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return
    this.#removeUnlessHeld()
    process.off(signal, this.#onSignal)
    process.kill(process.pid, signal)
  }

  readonly #removeUnlessHeld = (): void => {
    if (this.#isSettled) rmSync(this.#directory.path, { recursive: true, force: true })
  }

  get #isSettled(): boolean {
    return this.#journal === undefined || isSettled(this.#directory.journal)
  }
}

/** Whether everything that a journal takes is given back; not where it cannot be read. */
function isSettled(journal: string): boolean {
  try {
    return stillHeld(readJournal(journal)).length === 0
  } catch {
    return false
  }
}

function now(): string {
  return new Date().toISOString()
}
