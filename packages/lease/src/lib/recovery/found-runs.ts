import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { SandpitError } from '@sandpit/client/errors'
import { type Held, readJournal, type RunEntry, stillHeld } from '../record/journal.ts'
import { isOurs, type RunDirectory, runDirectory } from '../record/run-directory.ts'
import { lifeOf, listens, type RunLife } from '../record/run-life.ts'
import { deadTurns, turnName } from '../pool/socket-turns.ts'
import type { EmbeddedEntry } from '../record/run-journal.ts'
import { systemCode } from '../record/system-code.ts'

/** A run that left its journal on this machine, or still writes to it. */
export interface FoundRun {
  readonly entry: RunEntry
  readonly directory: RunDirectory
  readonly life: RunLife
  /** What it took and did not give back, by its journal. */
  readonly held: readonly Held[]
  /** When its journal was last written to, in milliseconds since 1970. */
  readonly writtenAt: number
}

/** A run on an embedded emulator, whose sandboxes end with its process. */
export interface EmbeddedRun {
  readonly runId: string
  readonly pid: number
  /** When it took its first sandbox. */
  readonly since: string
}

/** What there is in the folder of runs. */
export interface FoundRuns {
  readonly runs: readonly FoundRun[]
  /** Live runs on embedded emulators. */
  readonly embedded: readonly EmbeddedRun[]
  /** Folders of dead runs that never took a sandbox. */
  readonly empty: readonly string[]
  /** Sockets of dead runs that were asking an empty pool. */
  readonly turns: readonly string[]
  /** What could not be read; the rest was. */
  readonly problems: readonly SandpitError[]
}

/** What a folder is: of a run, of a dead one that took nothing, or of nobody. */
type Found =
  | { run: FoundRun }
  | { embedded: EmbeddedRun }
  | { empty: string }
  | { problem: SandpitError }
  | undefined

const runName = /^[0-9a-f]{12}$/
/** A run that has made its folder and not its socket yet is younger than this. */
const startsWithinMs = 60_000

/** Looks at every run of this user on this machine; changes nothing. */
export async function findRuns(folder: string): Promise<FoundRuns> {
  if (!existsSync(folder)) return nothingFound
  const names = namesIn(folder)
  if (names instanceof SandpitError) return { ...nothingFound, problems: [names] }
  const folders = names.filter((name) => !turnName.test(name))
  const found = await Promise.all(folders.map((name) => findRun(name, folder)))
  return {
    runs: found.flatMap((each) => (each && 'run' in each ? each.run : [])),
    embedded: found.flatMap((each) => (each && 'embedded' in each ? each.embedded : [])),
    empty: found.flatMap((each) => (each && 'empty' in each ? each.empty : [])),
    turns: await deadTurns(folder, names),
    problems: found.flatMap((each) => (each && 'problem' in each ? each.problem : [])),
  }
}

const nothingFound: FoundRuns = { runs: [], embedded: [], empty: [], turns: [], problems: [] }

function namesIn(folder: string): readonly string[] | SandpitError {
  try {
    if (isOurs(folder)) return readdirSync(folder).sort()
    return leftAlone(folder, 'is not a folder of yours, though Sandpit keeps journals there')
  } catch (cause) {
    return unreadable(folder, cause)
  }
}

/** Looks into the folder that a run has, or had; changes nothing. */
export async function findRun(name: string, folder: string): Promise<Found> {
  const directory = runDirectory(name, folder)
  const { path, journal } = directory
  try {
    if (!runName.test(name) || !isOurs(path)) return { problem: leftAlone(path, 'is no run') }
    // Listed, since a path below a folder without permission just does not seem to exist.
    if (!readdirSync(path).includes('journal.jsonl')) return await withoutJournal(directory)
    if (!statSync(journal).isFile()) return { problem: leftAlone(journal, 'is no file') }
    return await readRun(directory)
  } catch (cause) {
    if (cause instanceof SandpitError) return { problem: withPath(cause, journal) }
    if (systemCode(cause) === 'ENOENT') return undefined
    return { problem: unreadable(path, cause) }
  }
}

async function withoutJournal({ path, socket, embedded }: RunDirectory): Promise<Found> {
  const isNew = Date.now() - statSync(path).mtimeMs < startsWithinMs
  if (isNew && !existsSync(socket)) return undefined
  if (!(await listens(socket))) return { empty: path }
  return existsSync(embedded) ? { embedded: readEmbedded(path, embedded) } : undefined
}

function readEmbedded(path: string, file: string): EmbeddedRun {
  const { pid, at } = JSON.parse(readFileSync(file, 'utf8')) as EmbeddedEntry
  return { runId: basename(path), pid, since: at }
}

async function readRun(directory: RunDirectory): Promise<Found> {
  const { path, journal, socket } = directory
  const [entry] = readJournal(journal)
  if (entry?.event !== 'run') {
    if (!isCutOff(journal)) return { problem: entry ? damaged(directory) : foreign(journal) }
    return (await listens(socket)) ? undefined : { empty: path }
  }
  const life = await lifeOf(entry, socket)
  const { mtimeMs: writtenAt } = statSync(journal)
  // Read again: a run that died just now may have written one more line.
  return { run: { entry, directory, life, held: stillHeld(readJournal(journal)), writtenAt } }
}

/** Whether the run ended while it wrote the very first line, and so took nothing. */
function isCutOff(journal: string): boolean {
  const text = readFileSync(journal, 'utf8')
  const start = '{"event":"run",'
  return !text.includes('\n') && start.startsWith(text.slice(0, start.length))
}

function foreign(journal: string): SandpitError {
  return leftAlone(journal, 'is no journal of Sandpit')
}

function damaged({ journal, path }: RunDirectory): SandpitError {
  return new SandpitError(
    'configuration',
    `The first line of ${journal} is damaged, so it does not say which service its sandboxes belong to. Sweep it by its tags: \`sandpit sweep --run ${basename(path)}\`, then remove it.`,
  )
}

function leftAlone(path: string, what: string): SandpitError {
  return new SandpitError(
    'configuration',
    `${path} ${what}; it was left alone. Remove it when you know what it is.`,
  )
}

function unreadable(path: string, cause: unknown): SandpitError {
  return new SandpitError(
    'configuration',
    `${path} cannot be read (${systemCode(cause)}), so what its run held is not known; make it readable, or sweep as the user who started the run.`,
    { cause },
  )
}

function withPath({ code, message, facts }: SandpitError, path: string): SandpitError {
  return new SandpitError(code, `${path}: ${message}`, facts)
}
