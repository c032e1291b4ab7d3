import { readdirSync, readFileSync } from 'node:fs'

/** A process that a run started, or the run's main process. */
export interface RunProcess {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/**
 * Every process that has this temporary folder in its environment. Whoever gives each run a folder
 * of its own finds all its processes by it, also those that have left its group and lost their
 * parent. Reads `/proc`, so on Linux only.
 */
export function processesOf(temporary: string): readonly RunProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name), temporary) ?? [])
}

/** Whether a process is a reaper; each run on a hosted service has one. */
export function isReaper({ command }: RunProcess): boolean {
  return command.includes('reaper-process')
}

function readProcess(pid: number, temporary: string): RunProcess | undefined {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
    if (!environment.includes(`TMPDIR=${temporary}`)) return undefined
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const [state, parent] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return state === 'Z' ? undefined : { pid, parent: Number(parent), command }
  } catch {
    // It ended meanwhile, or is another user's.
    return undefined
  }
}
