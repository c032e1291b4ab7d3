import { createHash } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Credentials } from '../record/run-journal.ts'
import type { EndTurn, MachineTurns } from './machine-turn.ts'
import { listens } from '../record/run-life.ts'
import { systemCode } from '../record/system-code.ts'

/** The names of the sockets that turns are taken by, among the folders of runs. */
export const turnName: RegExp = /^turn-[0-9a-f]{6}\.sock$/

/**
 * Turns that a machine's runs take by a socket: whoever listens on it has the turn, the others hold a
 * connection to it. The system closes both when a process dies, however it dies, so that nobody waits
 * for a dead run.
 *
 * A turn is a courtesy to the service, not a lock: where no socket can be had, everybody has it.
 */
export class SocketTurns implements MachineTurns {
  readonly #folder: string
  readonly #credentials: Credentials

  constructor(folder: string, credentials: Credentials) {
    this.#folder = folder
    this.#credentials = credentials
  }

  async take(server: string, signal: AbortSignal): Promise<EndTurn> {
    const path = this.#path(server)
    for (;;) {
      signal.throwIfAborted()
      const endTurn = await listen(path)
      if (endTurn !== undefined) return endTurn
      await untilOver(path, signal)
    }
  }

  /** One for each pool: six digits of a hash tell nothing about the key, and may be shared. */
  #path(server: string): string {
    const { apiKey, baseUrl } = this.#credentials
    const hash = createHash('sha256').update([baseUrl, apiKey, server].join('\n')).digest('hex')
    const name = `turn-${hash.slice(0, 6)}.sock`
    return process.platform === 'win32' ? `\\\\.\\pipe\\sandpit-${name}` : join(this.#folder, name)
  }
}

/** Removes what a run that was killed during its turn left in the folder of runs. */
export async function removeDeadTurns(folder: string): Promise<void> {
  if (!existsSync(folder)) return
  for (const path of await deadTurns(folder, readdirSync(folder))) rmSync(path, { force: true })
}

/** Sockets of turns, among these names, that nobody listens on any more. */
export async function deadTurns(
  folder: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const paths = names.filter((name) => turnName.test(name)).map((name) => join(folder, name))
  const live = await Promise.all(paths.map(listens))
  return paths.filter((_, index) => !live[index])
}

/** Undefined when somebody else has the turn. */
async function listen(path: string): Promise<EndTurn | undefined> {
  const waiting = new Set<Socket>()
  const server = createServer((socket) => {
    waiting.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => waiting.delete(socket))
    socket.unref()
  })
  const code = await listening(server, path)
  if (code === 'EADDRINUSE') return undefined
  return () => {
    server.close()
    for (const socket of waiting) socket.destroy()
  }
}

/** What kept a server from listening, if anything did. */
function listening(server: Server, path: string): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  server.on('error', (error) => resolve(systemCode(error)))
  server.listen(path, () => resolve(undefined))
  server.unref()
  return promise
}

/** Resolves when whoever has the turn gives it up or dies; removes what a dead one left. */
async function untilOver(path: string, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  const socket = connect(path)
  const giveUp = (): void => void socket.destroy()
  signal.addEventListener('abort', giveUp, { once: true })
  let code: string | undefined
  socket.on('error', (error) => (code = systemCode(error)))
  socket.on('close', () => resolve(code))
  socket.resume()
  socket.unref()
  const ended = await promise
  signal.removeEventListener('abort', giveUp)
  // Two who find it at once may both listen: then two calls are under way for a while.
  if (ended === 'ECONNREFUSED') rmSync(path, { force: true })
}
