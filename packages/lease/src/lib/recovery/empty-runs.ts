import { statSync } from 'node:fs'
import { sweep } from './sweep.ts'
import { planSweep } from './sweep-plan.ts'

/** A folder that is younger may be that of a run which is just about to listen on its socket. */
const leftForMs = 60_000

/**
 * Removes the folders of dead runs that hold nothing: a run that is killed before its first acquire
 * has no reaper yet, and one on the embedded emulator never has. Makes no call. What cannot be
 * removed now stays for the next run, so this never throws.
 */
export async function removeEmptyRuns(folder?: string): Promise<void> {
  try {
    const plan = await planSweep({ folder })
    await sweep({ ...plan, empty: plan.empty.filter(isOld) })
  } catch {
    // Another run was faster, or some file is not ours to remove.
  }
}

function isOld(path: string): boolean {
  return Date.now() - statSync(path).mtimeMs > leftForMs
}
