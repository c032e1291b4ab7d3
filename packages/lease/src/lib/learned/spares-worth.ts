import { leastPriceMs, leastWaitMs } from '../size/spares.ts'
import { sparesToHide } from '../size/pace.ts'
import type { LearnedRun } from './learned-run.ts'

/**
 * How many spares are worth it from the start, if this run goes as the last one did: as many as hide
 * what its tests would wait for, but none for waits that add up to less than an acquire takes, and no
 * more than there are tests for.
 *
 * @param workers how many this run has
 */
export function sparesWorth(last: LearnedRun, workers: number): number {
  const { acquireMs = 0, resetMs = 0, seedMs = 0, testMs = 0, tests, allowedSpares } = last
  const careMs = resetMs + seedMs
  const users = Math.min(workers, Math.max(1, last.workers))
  const waitedMs = (careMs * (tests - users)) / users
  if (careMs < leastWaitMs || waitedMs < Math.max(leastPriceMs, acquireMs)) return 0
  const enough = sparesToHide({ careMs, testMs }, users)
  return Math.min(enough, tests - users, allowedSpares ?? Infinity)
}
