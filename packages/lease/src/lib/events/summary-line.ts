import type { RunSummary } from '../slots/run-summary.ts'
import { count } from '../text/amount.ts'
import type { RunHighlights } from './run-highlights.ts'

/** What a run used, what went wrong, and what is left behind, in one line. */
export function formatSummary(
  summary: RunSummary,
  { faults }: Pick<RunHighlights, 'faults'>,
  leftBehind: number,
): string {
  const parts = [
    summary.acquires === 0 ? 'no sandbox could be acquired' : formatUse(summary),
    ...(summary.takenOver > 0 ? [`${summary.takenOver} taken over by others`] : []),
    ...(summary.unclean > 0 ? [`${summary.unclean} not clean, replaced`] : []),
    ...(faults > 0 ? [count(faults, 'failed call', 'failed calls')] : []),
    `left behind: ${leftBehind === 0 ? 'nothing' : count(leftBehind, 'sandbox', 'sandboxes')}`,
  ]
  return parts.join('; ')
}

function formatUse({ acquires, leases, resets, seeds, unchanged }: RunSummary): string {
  const calls = [
    count(resets, 'reset', 'resets'),
    count(seeds, 'seed', 'seeds'),
    ...(unchanged > 0 ? [`${unchanged} times left unchanged`] : []),
  ]
  const used = `used ${count(leases, 'time', 'times')}`
  return `${count(acquires, 'sandbox', 'sandboxes')}, ${used} (${calls.join(', ')})`
}
