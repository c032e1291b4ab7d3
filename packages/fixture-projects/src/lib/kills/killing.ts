import { setTimeout as sleep } from 'node:timers/promises'
import { isReaper, processesOf, type RunProcess } from './run-processes.ts'
import type { RunnerProcess } from '../runner-process.ts'

/** A way in which a run can lose processes. */
export type Killing =
  | 'SIGINT to all, as by Ctrl-C'
  | 'SIGTERM to the main process'
  | 'SIGKILL of the main process'
  | 'SIGKILL of a worker'
  | 'SIGKILL of the reaper'
  | 'SIGKILL of the main process and the reaper'

/** A run that is under way, and the temporary folder that it alone has. */
export interface KillableRun {
  readonly runner: RunnerProcess
  readonly temporary: string
}

/** Kills, and tells whether there was anything to kill. */
type Kill = (run: KillableRun) => Promise<boolean>

export const killings: Readonly<Record<Killing, Kill>> = {
  'SIGINT to all, as by Ctrl-C': async ({ runner }) => runner.killGroup('SIGINT'),
  'SIGTERM to the main process': async ({ runner }) => runner.kill('SIGTERM'),
  'SIGKILL of the main process': async ({ runner }) => runner.kill('SIGKILL'),
  'SIGKILL of a worker': async (run) => {
    const worker = await findProcess(run, (each) => isWorker(run, each))
    return worker !== undefined && killProcess(worker)
  },
  'SIGKILL of the reaper': async (run) => {
    const reaper = await findProcess(run, isReaper)
    return reaper !== undefined && killProcess(reaper)
  },
  'SIGKILL of the main process and the reaper': async (run) => {
    // Frozen first, or it would start another.
    const isRunning = run.runner.kill('SIGSTOP')
    processesOf(run.temporary).filter(isReaper).forEach(killProcess)
    return run.runner.kill('SIGKILL') && isRunning
  },
}

function isWorker({ runner }: KillableRun, each: RunProcess): boolean {
  return each.parent === runner.pid && !isReaper(each) && /^\S*node /.test(each.command)
}

/** A process of a run, once there is one; none when the run ends without. */
async function findProcess(
  { runner, temporary }: KillableRun,
  isWanted: (process: RunProcess) => boolean,
): Promise<RunProcess | undefined> {
  while (!runner.hasEnded) {
    const found = processesOf(temporary).find(isWanted)
    if (found !== undefined) return found
    await sleep(20)
  }
  return undefined
}

function killProcess({ pid }: RunProcess): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    // It was faster.
    return false
  }
}
