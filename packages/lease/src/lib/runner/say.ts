import { mkdirSync, readdirSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Prints a line of ours: on stderr, so that what a reporter writes to stdout stays whole. */
export function say(line: string): void {
  process.stderr.write(`sandpit  ${line}\n`)
}

const markPrefix = 'sandpit-said-'

/** Says something in the first worker of a runner that gets here, and in no other. */
export function sayOnce(runner: number, line: string): void {
  try {
    mkdirSync(join(tmpdir(), `${markPrefix}${runner}`))
  } catch {
    // Another worker of this runner said it.
    return
  }
  say(line)
  forgetOldRunners()
}

/** No worker knows that it is the last, so the next runner removes what this one leaves. */
function forgetOldRunners(): void {
  for (const name of readdirSync(tmpdir())) {
    const runner = Number(name.slice(markPrefix.length))
    if (name.startsWith(markPrefix) && !isAlive(runner)) removeMark(name)
  }
}

function removeMark(name: string): void {
  try {
    rmdirSync(join(tmpdir(), name))
  } catch {
    // Another runner was faster, or it is somebody else's.
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process may not be asked, and lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
