import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SandpitError } from '@sandpit/client/errors'
import type { PlannedFile } from './init-plan.ts'

/**
 * Writes all files, or none: each is written beside its place first, and moved there when all are.
 *
 * @throws SandpitError `configuration` for a file that cannot be written; the folder is as it was
 */
export function writeFiles(folder: string, files: readonly PlannedFile[]): void {
  const undo: (() => void)[] = []
  try {
    const moves = files.map((file) => stage(join(folder, file.file), file, undo))
    for (const move of moves) move()
  } catch (error) {
    for (const step of undo.toReversed()) step()
    const reason = error instanceof Error ? error.message : String(error)
    throw new SandpitError('configuration', `Nothing was written: ${reason}`, { cause: error })
  }
}

function stage(path: string, { text, change }: PlannedFile, undo: (() => void)[]): () => void {
  const made = mkdirSync(dirname(path), { recursive: true })
  if (made !== undefined) undo.push(() => rmSync(made, { recursive: true }))
  const before = change === 'edited' ? readFileSync(path) : undefined
  const staged = `${path}.sandpit-${process.pid}`
  undo.push(() => rmSync(staged, { force: true }))
  writeFileSync(staged, text, { flag: 'wx' })
  return () => {
    renameSync(staged, path)
    undo.push(() => (before === undefined ? rmSync(path) : writeFileSync(path, before)))
  }
}
