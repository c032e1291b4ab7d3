import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { hostname } from 'node:os'
import type { RunEntry } from './journal.ts'

/** `elsewhere`: the run is one of another machine, whose processes cannot be seen from here. */
export type RunLife = 'alive' | 'dead' | 'elsewhere'

/** How long a listening socket may take to answer. */
const answersWithinMs = 1000

/**
 * Finds out whether a run still lives. Its socket says so: the system listens on it for as long as
 * the process lives, even a stopped one, and refuses at once after. A process id may be somebody
 * else's by now, so it is asked only when the socket is gone, and then to be on the safe side.
 */
export async function lifeOf({ pid, host }: RunEntry, socket: string): Promise<RunLife> {
  if (await listens(socket)) return 'alive'
  if (host !== undefined && host !== hostname()) return 'elsewhere'
  return !existsSync(socket) && isProcess(pid) ? 'alive' : 'dead'
}

/** Whether somebody listens on a socket. */
export function listens(path: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect(path)
  socket.setTimeout(answersWithinMs)
  socket.on('connect', () => resolve(true))
  socket.on('timeout', () => resolve(true))
  socket.on('error', ({ code }: NodeJS.ErrnoException) => {
    resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT' && code !== 'ENOTSOCK')
  })
  return promise.finally(() => socket.destroy())
}

function isProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
