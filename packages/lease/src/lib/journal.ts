import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { SandpitError } from '@sandpit/client/errors'

/**
 * What a run intends and does, one line each, written before the next thing happens. Holds sandbox
 * ids, never a key or an address. Whoever finds it can give back what the run still held.
 */
export type JournalEntry =
  | {
      readonly event: 'run'
      readonly version: 1
      readonly runId: string
      readonly pid: number
      readonly at: string
      /** The service the sandboxes belong to. */
      readonly baseUrl: string
    }
  | { readonly event: 'acquiring'; readonly attempt: string; readonly server: string }
  | { readonly event: 'acquired'; readonly attempt: string; readonly sandboxId: string }
  | { readonly event: 'refused'; readonly attempt: string }
  | { readonly event: 'released'; readonly attempt: string }

/** What a journal says is still held. */
export interface Held {
  readonly attempt: string
  readonly server: string
  /** Missing when the run ended before the service answered. */
  readonly sandboxId?: string
}

export class Journal {
  readonly path: string
  readonly #file: number

  /** Opens a journal for writing; `wx` makes sure that no other run writes to it. */
  constructor(path: string) {
    this.path = path
    this.#file = openSync(path, 'wx', 0o600)
  }

  write(entry: JournalEntry): void {
    writeSync(this.#file, `${JSON.stringify(entry)}\n`)
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Reads what a run left behind. A last line that was cut off in the writing is passed over. */
export function readJournal(path: string): readonly JournalEntry[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.flatMap((line) => parseEntry(line))
}

function parseEntry(line: string): readonly JournalEntry[] {
  if (line === '') return []
  try {
    const entry = JSON.parse(line) as JournalEntry
    if (entry.event === 'run' && entry.version !== 1) throw newer(entry.version)
    return [entry]
  } catch (error) {
    if (error instanceof SandpitError) throw error
    return []
  }
}

/** The sandboxes that a journal takes and does not give back. */
export function stillHeld(entries: readonly JournalEntry[]): readonly Held[] {
  const held = new Map<string, Held>()
  for (const entry of entries) {
    if (entry.event === 'acquiring') held.set(entry.attempt, entry)
    if (entry.event === 'acquired') {
      const before = held.get(entry.attempt)
      if (before !== undefined) held.set(entry.attempt, { ...before, sandboxId: entry.sandboxId })
    }
    if (entry.event === 'refused' || entry.event === 'released') held.delete(entry.attempt)
  }
  return [...held.values()]
}

function newer(version: number): SandpitError {
  return new SandpitError(
    'unsupported',
    `this journal is of version ${version}, written by a newer Sandpit; use that one to sweep it`,
  )
}
