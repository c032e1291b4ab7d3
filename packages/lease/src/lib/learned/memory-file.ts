import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { formatMemory, type Memory, mostBytes, parseMemory, remember } from './memory.ts'

/** Nothing, where there is no file, or none that this version wrote. Never rejects. */
export async function readMemory(path: string): Promise<Memory> {
  try {
    await using file = await open(path)
    const bytes = Buffer.alloc(mostBytes + 1)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
    return bytesRead > mostBytes ? [] : parseMemory(bytes.toString('utf8', 0, bytesRead))
  } catch {
    return []
  }
}

/**
 * Adds what a run learned. Whoever reads meanwhile finds the file of before or of after; of two runs
 * that end at the same moment, one may not be remembered. Where nothing can be written, nothing is.
 * Never rejects.
 */
export async function writeMemory(path: string, learned: Memory): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(draft, formatMemory(remember(await readMemory(path), learned)), { mode: 0o600 })
    await rename(draft, path)
  } catch {
    await rm(draft, { force: true }).catch(() => {})
  }
}
