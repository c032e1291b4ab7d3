import { z } from 'zod'
import { mostTests } from './seed-plan.ts'

/** What a run learned of one system's sandboxes on one service; times in milliseconds, on the average. */
export interface LearnedRun {
  /** Which sandboxes, taken by which command; see `subjectOf`. */
  readonly subject: string
  readonly acquireMs?: number | undefined
  readonly resetMs?: number | undefined
  readonly seedMs?: number | undefined
  /** From the moment a test has its sandbox until it gives it back. */
  readonly testMs?: number | undefined
  readonly tests: number
  /** How many workers had its sandboxes at a time. */
  readonly workers: number
  /** How many spares the pool let it keep, where it had fewer than were asked for. */
  readonly allowedSpares?: number | undefined
  /** The seeds that tests wanted, by digest, each once. */
  readonly seeds: readonly string[]
  /** For each file or worker, in the order in which they began, which of the seeds its tests wanted. */
  readonly strands: readonly (readonly number[])[]
}

/** Longer than any run waits for one call: a day. */
const longestMs = 86_400_000

const milliseconds = z.number().min(0).max(longestMs).optional()
const count = z.int().min(0).max(100_000)
const digest = z.string().regex(/^[0-9a-f]{16}$/)

export const learnedRun: z.ZodType<LearnedRun> = z.strictObject({
  subject: digest,
  acquireMs: milliseconds,
  resetMs: milliseconds,
  seedMs: milliseconds,
  testMs: milliseconds,
  tests: count,
  workers: count,
  allowedSpares: count.optional(),
  seeds: z.array(digest).max(mostTests),
  strands: z.array(z.array(z.int().min(0).max(mostTests)).max(mostTests)).max(mostTests),
})
