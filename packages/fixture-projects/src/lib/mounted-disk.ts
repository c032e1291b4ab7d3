import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own, in memory. */
export class MountedDisk implements Disposable {
  /** A short path, so that a socket fits in. */
  readonly path: string

  /** With the options of Linux's `tmpfs`, such as `size=4k` or `ro`. */
  constructor(options: string) {
    this.path = mkdtempSync(join(tmpdir(), 'd-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', this.path], { stdio: 'pipe' })
  }

  [Symbol.dispose](): void {
    execFileSync('umount', ['--lazy', this.path])
    rmdirSync(this.path)
  }
}

/** Whether this process may mount: on Linux as root, and not in every container. */
export const mayMount: boolean = tryToMount()

function tryToMount(): boolean {
  if (process.platform !== 'linux') return false
  try {
    new MountedDisk('size=4k')[Symbol.dispose]()
    return true
  } catch {
    return false
  }
}
