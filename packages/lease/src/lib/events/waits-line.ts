import type { MeasuredUse } from '../broker/broker.ts'
import type { RunSummary } from '../slots/run-summary.ts'
import { duration } from '../text/amount.ts'
import { lengthOf, type RunHighlights } from './run-highlights.ts'

/** What nobody notices, in milliseconds: for each test, and for each sandbox in the whole run. */
const unnoticedMs = { test: 20, sandbox: 1000 }

/** What tests waited for, and what would change it. */
interface Wait {
  readonly ms: number
  readonly what: string
  readonly change: string
}

/** How long tests waited, why, and what would change it; none for a run in which nobody noticed. */
export function formatWaits(
  summary: RunSummary,
  measured: ReadonlyMap<string, MeasuredUse>,
  highlights: Pick<RunHighlights, 'slowest'>,
): readonly string[] {
  const { waitedMs, leases, acquires } = summary
  const isNoticed =
    waitedMs >= unnoticedMs.test * leases && waitedMs >= unnoticedMs.sandbox * acquires
  const waits = waitsOf(summary, measured, highlights)
    .filter(({ ms }) => ms >= 1)
    .toSorted((one, other) => other.ms - one.ms)
  const [longest] = waits
  if (!isNoticed || longest === undefined) return []
  const parts = waits.map(({ ms, what }) => `${duration(ms)} ${what}`).join(', ')
  return [`tests waited ${duration(waitedMs)}, all workers together: ${parts}. ${longest.change}`]
}

function waitsOf(
  { waitedMs, waitedForSandboxMs, waitedForOthersMs, acquires }: RunSummary,
  measured: ReadonlyMap<string, MeasuredUse>,
  { slowest }: Pick<RunHighlights, 'slowest'>,
): readonly Wait[] {
  const acquire =
    slowest.acquire === undefined ? '' : ` (up to ${duration(lengthOf(slowest.acquire))})`
  return [
    {
      ms: waitedMs - waitedForSandboxMs,
      what: 'for resets and seeds',
      change: hideCare([...measured.values()]),
    },
    {
      ms: waitedForSandboxMs - waitedForOthersMs,
      what: 'for the service to give a sandbox',
      change: `Nothing hides the first acquire of a worker${acquire}; fewer workers need fewer.`,
    },
    {
      ms: waitedForOthersMs,
      what: 'for a sandbox that another test had',
      change: `The run had ${acquires} in all: allow it more (\`ceiling\`), or run fewer tests at a time.`,
    },
  ]
}

function hideCare(uses: readonly MeasuredUse[]): string {
  const enough = Math.max(0, ...uses.map((use) => use.enough))
  const spares = Math.max(0, ...uses.map((use) => use.spares))
  if (enough <= spares) return 'Tests that only read need no reset: mark them `readOnly`.'
  return `With \`spares: ${enough}\` that is done while other tests run, as far as the pool has so many.`
}
