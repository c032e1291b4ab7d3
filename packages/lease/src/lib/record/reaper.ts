import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import type { RunDirectory } from './run-directory.ts'

/** What a reaper needs to give back what a run held. */
export interface ReaperOrders {
  readonly apiKey: string
  readonly baseUrl: string
  readonly directory: RunDirectory
}

/** A process that outlives the run by as long as it takes to clean up after it. */
export interface Reaper {
  /** Tells it that the run is over, which it would find out anyway, and how. */
  dismiss(how: RunEnd): void
}

/** Whether a run that ended has given everything back, by its own account. */
export type RunEnd = 'settled' | 'held'

/** What a reaper was told, once the run is over: a run that was killed says nothing of its end. */
export function readOrders(text: string): readonly [ReaperOrders, RunEnd] {
  const [orders = '', end] = text.split('\n')
  return [JSON.parse(orders) as ReaperOrders, end === 'settled' ? end : 'held']
}

/**
 * Starts the reaper. It reads its orders from a pipe that only this process holds, and then waits
 * for the pipe to end: that happens when this process ends, however it does. It is a session of its
 * own, so the Ctrl-C that ends the run does not reach it. The key goes through the pipe, never
 * through arguments or the environment. `onEnd` hears when the reaper ended, or never started.
 */
export function startReaper(orders: ReaperOrders, onEnd: () => void): Reaper {
  const reaper = spawn(process.execPath, [reaperProcess()], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: inherited(),
  })
  reaper.once('error', onEnd)
  reaper.once('exit', onEnd)
  reaper.stdin.on('error', () => {})
  reaper.stdin.write(`${JSON.stringify(orders)}\n`)
  reaper.unref()
  return { dismiss: (how) => void reaper.stdin.end(`${how}\n`) }
}

function reaperProcess(): string {
  return createRequire(import.meta.url).resolve('@sandpit/lease/reaper-process')
}

/** What a Node process needs to start and to reach a service; nothing that could be a secret. */
function inherited(): NodeJS.ProcessEnv {
  const names = ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP', 'NODE_EXTRA_CA_CERTS']
  return Object.fromEntries(names.map((name) => [name, process.env[name]]))
}
