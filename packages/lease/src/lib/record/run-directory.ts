import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { SandpitError } from '@sandpit/client/errors'
import { systemCode } from './system-code.ts'

/** The longest path that every system takes for a socket. */
const longestSocketPath = 103

/** Where a run keeps its socket and its journal: readable by its owner alone. */
export interface RunDirectory {
  readonly path: string
  readonly socket: string
  readonly journal: string
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
  return { path, socket, journal: join(path, 'journal.jsonl') }
}

/**
 * Makes the folder of a run.
 *
 * @throws SandpitError `configuration` when it cannot be made, belongs to somebody else, or lies so
 *   deep that no socket fits in.
 */
export function createRunDirectory(runId: string, temporary: string = tmpdir()): RunDirectory {
  const runs = runsFolder(temporary)
  const directory = runDirectory(runId, runs)
  const { path, socket } = directory
  if (socket.length > longestSocketPath) throw tooDeep(temporary)
  try {
    makeFolderOnce(runs)
    mkdirSync(path, { mode: 0o700 })
    chmodSync(path, 0o700)
  } catch (cause) {
    throw new SandpitError(
      'configuration',
      `cannot write to the temporary folder ${temporary} (${systemCode(cause)}), where Sandpit keeps a run's journal; set TMPDIR to a folder with room that you may write to`,
      { cause },
    )
  }
  if (!isOurs(runs)) throw foreign(runs)
  return directory
}

function makeFolderOnce(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (cause) {
    if (systemCode(cause) !== 'EEXIST') throw cause
  }
}

/** Whether a path is a folder, no link, that belongs to this user. */
export function isOurs(path: string): boolean {
  const stats = lstatSync(path)
  return stats.isDirectory() && (process.getuid === undefined || stats.uid === process.getuid())
}

function tooDeep(temporary: string): SandpitError {
  return new SandpitError(
    'configuration',
    `the temporary folder ${temporary} has so long a path that no socket fits in it (${longestSocketPath} characters); set TMPDIR to a shorter one`,
  )
}

function foreign(path: string): SandpitError {
  return new SandpitError(
    'configuration',
    `${path} belongs to another user, so Sandpit does not keep its journal there; remove it or set TMPDIR to another folder`,
  )
}
