import { appendFileSync, closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { SandpitError } from '@sandpit/client/errors'
import { systemCode } from './system-code.ts'

/** The first line of a journal. */
export interface RunEntry {
  readonly event: 'run'
  readonly version: 1
  readonly runId: string
  readonly pid: number
  /** The machine that `pid` is a process of. */
  readonly host?: string
  readonly at: string
  /** The service the sandboxes belong to. */
  readonly baseUrl: string
  /** Tells whether somebody has the key they were taken with; see `fingerprintOf`. */
  readonly keyFingerprint?: string
}

/**
 * What a run intends and does, one line each, written before the next thing happens. Holds sandbox
 * ids, never a key or an address. Whoever finds it can give back what the run still held.
 */
export type JournalEntry =
  | RunEntry
  | {
      readonly event: 'acquiring'
      readonly acquireId: string
      readonly server: string
      readonly at?: string
    }
  | {
      readonly event: 'acquired'
      readonly acquireId: string
      readonly sandboxId: string
      readonly at?: string
    }
  | { readonly event: 'refused'; readonly acquireId: string; readonly at?: string }
  | { readonly event: 'released'; readonly acquireId: string; readonly at?: string }

/** What a journal says is still held. */
export interface Held {
  readonly acquireId: string
  readonly server: string
  /** Missing when the run ended before the service answered. */
  readonly sandboxId?: string
  /** When it was asked for, or taken where that is known. */
  readonly at?: string
}

/** The texts that each entry must have, to be one of ours. */
const texts: Readonly<Record<JournalEntry['event'], readonly string[]>> = {
  run: ['runId', 'at', 'baseUrl'],
  acquiring: ['acquireId', 'server'],
  acquired: ['acquireId', 'sandboxId'],
  refused: ['acquireId'],
  released: ['acquireId'],
}

export class Journal {
  readonly path: string
  readonly #file: number
  #isCutOff = false

  /**
   * Makes a journal and opens it for writing; `wx` makes sure that no other run writes to it.
   *
   * @throws SandpitError `configuration` when something is there already, or nothing can be.
   */
  constructor(path: string) {
    this.path = path
    try {
      this.#file = openSync(path, 'wx', 0o600)
    } catch (cause) {
      throw cannotMake(path, cause)
    }
  }

  /** @throws SandpitError `configuration` when the disk is full, for one. */
  write(entry: JournalEntry): void {
    // After a line that was cut off, the next one starts anew.
    const line = Buffer.from(`${this.#isCutOff ? '\n' : ''}${JSON.stringify(entry)}\n`)
    this.#isCutOff = true
    try {
      // A disk that has some room left takes a part, and refuses the rest.
      for (let at = 0; at < line.length;) at += writeSync(this.#file, line, at)
    } catch (cause) {
      throw cannotWrite(this.path, cause)
    }
    this.#isCutOff = false
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Adds to a journal that a dead run left, and whose last line may have been cut off. */
export function appendToJournal(path: string, entry: JournalEntry): void {
  appendFileSync(path, `\n${JSON.stringify(entry)}\n`)
}

/**
 * Reads what a run left behind. A line that was cut off in the writing is passed over.
 *
 * @throws SandpitError `unsupported` for a journal of a newer version.
 */
export function readJournal(path: string): readonly JournalEntry[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.flatMap((line) => parseEntry(line) ?? [])
}

function parseEntry(line: string): JournalEntry | undefined {
  const value = parseJson(line)
  if (typeof value !== 'object' || value === null) return undefined
  const entry = value as Readonly<Record<string, unknown>>
  const expected = Object.entries(texts).find(([event]) => event === entry['event'])?.[1]
  if (entry['event'] === 'run' && entry['version'] !== 1) throw newer(entry['version'])
  const isOurs = expected?.every((name) => typeof entry[name] === 'string') ?? false
  return isOurs ? (value as JournalEntry) : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The sandboxes that a journal takes and does not give back. */
export function stillHeld(entries: readonly JournalEntry[]): readonly Held[] {
  const held = new Map<string, Held>()
  for (const entry of entries) {
    if (entry.event === 'acquiring') held.set(entry.acquireId, entry)
    if (entry.event === 'acquired') {
      const before = held.get(entry.acquireId)
      if (before !== undefined) held.set(entry.acquireId, { ...before, ...taken(entry) })
    }
    if (entry.event === 'refused' || entry.event === 'released') held.delete(entry.acquireId)
  }
  return [...held.values()]
}

function taken({ sandboxId, at }: { sandboxId: string; at?: string }): Partial<Held> {
  return { sandboxId, ...(at !== undefined && { at }) }
}

function cannotMake(path: string, cause: unknown): SandpitError {
  const what =
    systemCode(cause) === 'EEXIST' ? 'is there already' : `cannot be made (${systemCode(cause)})`
  return new SandpitError(
    'configuration',
    `The journal of this run, ${path}, ${what}, so no sandbox was acquired: without a journal of its own, a run that is killed would leave its sandboxes occupied. Run again, or set TMPDIR to another folder.`,
    { cause },
  )
}

function cannotWrite(path: string, cause: unknown): SandpitError {
  return new SandpitError(
    'configuration',
    `The journal of this run, ${path}, cannot be written to (${systemCode(cause)}), so no more sandboxes were acquired: a run that is killed would leave them occupied. Make room there, or set TMPDIR to a folder with room.`,
    { cause },
  )
}

function newer(version: unknown): SandpitError {
  return new SandpitError(
    'unsupported',
    `this journal is of version ${String(version)}, written by a newer Sandpit; use that one to sweep it`,
  )
}
