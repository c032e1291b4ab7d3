import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { SandpitError } from '@sandpit/client/errors'
import { createRunDirectory, type RunDirectory } from './run-directory.ts'
import { systemCode } from './system-code.ts'

/** What of a run's beginnings works on this machine; an error says what to do about it. */
export interface TriedRunFolder {
  /** Why no folder for a run and its journal can be made; `undefined` when one can. */
  readonly folder: SandpitError | undefined
  /** Why workers could not reach a run by a socket in it; `undefined` when they can, or there is no folder. */
  readonly socket: SandpitError | undefined
}

/**
 * Tries what every run begins with: makes a run's folder, writes to it, listens on a socket there
 * and connects to it. The folder is gone again afterwards.
 *
 * @param temporary where such folders are; default the system's temporary folder (`TMPDIR`)
 *
 * @example
 * ```ts
 * import { tryRunFolder } from '@sandpit/lease/sweep'
 *
 * const { folder, socket } = await tryRunFolder()
 * for (const failure of [folder, socket]) if (failure) console.error(failure.message)
 * ```
 */
export async function tryRunFolder(temporary: string = tmpdir()): Promise<TriedRunFolder> {
  let directory: RunDirectory | undefined
  try {
    directory = createRunDirectory(randomBytes(6).toString('hex'), temporary)
    writeFileSync(directory.journal, '\n')
    return { folder: undefined, socket: await trySocket(directory.socket) }
  } catch (error) {
    return { folder: SandpitError.from(error), socket: undefined }
  } finally {
    if (directory !== undefined) rmSync(directory.path, { recursive: true, force: true })
  }
}

async function trySocket(path: string): Promise<SandpitError | undefined> {
  const server = createServer((socket) => socket.destroy())
  try {
    await once(server.listen(path), 'listening')
    const socket = connect(path)
    await once(socket, 'connect')
    socket.destroy()
    return undefined
  } catch (cause) {
    return new SandpitError(
      'configuration',
      `no socket can be opened at ${path} (${systemCode(cause)}), by which workers reach their run; set TMPDIR to a folder on a local disk`,
      { cause },
    )
  } finally {
    server.close()
  }
}
