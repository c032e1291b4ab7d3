import { z } from 'zod'
import { type LearnedRun, learnedRun } from './learned-run.ts'

/** What the runs of a project learned, the latest first. */
export type Memory = readonly LearnedRun[]

/** Written by another version, it is of no use: the next run learns anew. */
const version = 1

/** How many are kept: one for each command, service and system. */
const mostRuns = 32

/** The most that a file of it may be, in bytes. */
export const mostBytes: number = 256 * 1024

const document = z.strictObject({
  version: z.literal(version),
  runs: z.array(learnedRun).max(mostRuns),
})

/** Reads what runs wrote; what is anything else is nothing. Never throws. */
export function parseMemory(text: string): Memory {
  try {
    return document.parse(JSON.parse(text)).runs
  } catch {
    return []
  }
}

/** Adds what a run learned, in place of what earlier ones did about the same. */
export function remember(memory: Memory, learned: Memory): Memory {
  const subjects = new Set(learned.map(({ subject }) => subject))
  const earlier = memory.filter(({ subject }) => !subjects.has(subject))
  return [...learned, ...earlier].slice(0, mostRuns)
}

/** Writes it down, without the oldest where all of it would be too much. */
export function formatMemory(memory: Memory): string {
  for (let kept = memory.length; ; kept--) {
    const text = `${JSON.stringify({ version, runs: memory.slice(0, kept) })}\n`
    if (kept === 0 || Buffer.byteLength(text) <= mostBytes) return text
  }
}
