import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { SandpitError } from '@sandpit/client/errors'
import { systemCode } from './system-code.ts'

/** The longest path that every system takes for a socket, in bytes. */
const longestSocketPath = 103

/** Where a run keeps its socket and its journal: readable by its owner alone. */
export interface RunDirectory {
  readonly path: string
  readonly socket: string
  readonly journal: string
  /** Says which process a run on an embedded emulator is of. */
  readonly embedded: string
}

/** The folder that holds one folder for each run of this user. */
export function runsFolder(temporary: string = tmpdir()): string {
  return join(temporary, `sandpit-${process.getuid?.() ?? userInfo().username}`)
}

/** Where the files of a run are, or would be. */
export function runDirectory(runId: string, runs: string): RunDirectory {
  const path = join(runs, runId)
  const socket =
    process.platform === 'win32' ? `\\\\.\\pipe\\sandpit-${runId}` : join(path, 'broker.sock')
  const [journal, embedded] = [join(path, 'journal.jsonl'), join(path, 'embedded.json')]
  return { path, socket, journal, embedded }
}

/**
 * Makes the folder of a run.
 *
 * @throws SandpitError `configuration` when it cannot be made, somebody else may write to it, or it
 *   lies so deep that no socket fits in. Nothing is left behind then.
 */
export function createRunDirectory(runId: string, temporary: string = tmpdir()): RunDirectory {
  const runs = runsFolder(temporary)
  const directory = runDirectory(runId, runs)
  const { path, socket } = directory
  if (Buffer.byteLength(socket) > longestSocketPath) throw tooDeep(temporary)
  try {
    makeFolderOnce(runs)
    // Looked at before anything is made in it.
    const fault = faultOf(runs)
    if (fault !== undefined) throw foreign(runs, fault)
    mkdirSync(path, { mode: 0o700 })
    chmodSync(path, 0o700)
  } catch (cause) {
    if (cause instanceof SandpitError) throw cause
    throw new SandpitError(
      'configuration',
      `cannot write to the temporary folder ${temporary} (${systemCode(cause)}), where Sandpit keeps a run's journal; set TMPDIR to a folder with room that you may write to`,
      { cause },
    )
  }
  return directory
}

function makeFolderOnce(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (cause) {
    if (systemCode(cause) !== 'EEXIST') throw cause
  }
}

/** Whether a path is a folder, no link, that this user alone may write to. */
export function isOurs(path: string): boolean {
  return faultOf(path) === undefined
}

/** Why journals are not kept in a folder, if they are not. */
function faultOf(path: string): string | undefined {
  const stats = lstatSync(path)
  if (!stats.isDirectory()) return 'is no folder'
  if (process.getuid === undefined) return undefined
  if (stats.uid !== process.getuid()) return 'belongs to another user'
  return (stats.mode & 0o022) === 0 ? undefined : 'may be written to by other users'
}

function tooDeep(temporary: string): SandpitError {
  return new SandpitError(
    'configuration',
    `the temporary folder ${temporary} has so long a path that no socket fits in it (${longestSocketPath} bytes); set TMPDIR to a shorter one`,
  )
}

function foreign(path: string, fault: string): SandpitError {
  return new SandpitError(
    'configuration',
    `${path} ${fault}, so Sandpit does not keep its journal there; remove it or set TMPDIR to another folder`,
  )
}
