import type { ChildProcess } from 'node:child_process'

/** Ends a process that leads a group, with the group; where there are none, what it started lives on. */
export function killGroup(pid: number, child: ChildProcess): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
