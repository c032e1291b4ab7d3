import { globSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Emulator } from '@sandpit/emulator'
import { occupied } from '../emulated-service.ts'
import { processesOf } from './run-processes.ts'

/** What a run has left that should not be there when it is over. */
export interface LeftBehind {
  /** Sandboxes that nobody gave back. */
  readonly occupied: readonly string[]
  readonly processes: readonly string[]
  /** Its folder, its journal, its socket, and whatever else is ours in its temporary folder. */
  readonly files: readonly string[]
}

export const nothing: LeftBehind = { occupied: [], processes: [], files: [] }

/** What is left when nothing is, or when the time is up. */
export async function leftBehindAfter(
  ms: number,
  emulator: Emulator,
  temporary: string,
): Promise<LeftBehind> {
  const deadline = performance.now() + ms
  for (;;) {
    const left = leftBehind(emulator, temporary)
    if (performance.now() > deadline || isNothing(left)) return left
    await sleep(50)
  }
}

function leftBehind(emulator: Emulator, temporary: string): LeftBehind {
  return {
    occupied: occupied(emulator),
    processes: processesOf(temporary).map(({ command }) => command),
    files: globSync('sandpit-*/**', { cwd: temporary }).filter((path) => path.includes('/')),
  }
}

function isNothing(left: LeftBehind): boolean {
  return Object.values(left).every(({ length }) => length === 0)
}
