import type { FoundRun } from './found-runs.ts'
import type { ListedSandbox } from '@sandpit/client'
import { acquireIdOf, isOfRun } from '../record/sandbox-tags.ts'
import { type Account, anyPooled } from './account.ts'
import { callsFor } from '../service/calls-for.ts'
import type { Held } from '../record/journal.ts'
import { fingerprintOf } from '../record/key-fingerprint.ts'
import { type Ownership, ownershipOf } from './ownership.ts'
import { ageMs, mostLagMs, ttlSeconds } from '../service/pooled-calls.ts'

/** A run that is over, and what is to become of each sandbox that it did not give back. */
export interface SweepableRun {
  readonly runId: string
  /** Missing when the run is known by its tags alone. */
  readonly found?: FoundRun | undefined
  readonly giveBack: readonly Held[]
  /** Not in the list, which may leave some out: to be looked at. */
  readonly unlisted: readonly Held[]
  /** Back in the pool already: its reaper or the service's time limit was faster. */
  readonly returned: readonly Held[]
  /** Occupied, and maybe by somebody else: left alone. */
  readonly unproven: readonly Held[]
}

/** No acquire that a dead run left under way is at work any longer than this. */
const acquireEndsWithinMs = 60_000

/** Judges by what the service lists; without that, nothing is proven. */
export function judgeRun(found: FoundRun, account: Account | undefined): SweepableRun {
  const { entry, held } = found
  const judged = held.map((each) => ({ each, verdict: judge(each, found, account) }))
  const which = (wanted: Ownership): readonly Held[] =>
    judged.filter(({ verdict }) => verdict === wanted).map(({ each }) => each)
  return {
    runId: entry.runId,
    found,
    giveBack: which('ours'),
    unlisted: which('unlisted'),
    returned: which('returned'),
    unproven: which('unproven'),
  }
}

function judge(
  held: Held,
  { entry, writtenAt }: FoundRun,
  account: Account | undefined,
): Ownership {
  if (account === undefined) return 'unproven'
  // A local sandbox whose acquire lost its answer has nothing to be found by.
  if (!callsFor(held.server).isPooled && held.sandboxId === undefined) return 'unproven'
  const { apiKey } = account
  const { keyFingerprint = fingerprintOf(entry.runId, apiKey) } = entry
  return ownershipOf(held, {
    listed: account.listed(held.server),
    isSameKey: keyFingerprint === fingerprintOf(entry.runId, apiKey),
    mayHaveEnded: (at) => Date.now() - Date.parse(at ?? entry.at) > (ttlSeconds - 60) * 1000,
    // An acquire that was under way when the run died may show up in the list yet.
    mayNotShow: () =>
      held.sandboxId === undefined
        ? Date.now() - writtenAt < acquireEndsWithinMs
        : ageMs(held) < mostLagMs,
  })
}

/** A run of which nothing is known but its name. */
export function nothingOf(runId: string): SweepableRun {
  return { runId, giveBack: [], unlisted: [], returned: [], unproven: [] }
}

/** The run with what carries its tag beside what its journal names: an acquire that took more. */
export function withTagged(run: SweepableRun, account: Account | undefined): SweepableRun {
  const { runId, giveBack, unlisted, returned, unproven } = run
  const held = [...giveBack, ...unlisted, ...returned, ...unproven]
  const known = new Set(held.flatMap(({ acquireId, sandboxId }) => [acquireId, sandboxId]))
  const tagged = (account?.listed(anyPooled) ?? []).flatMap((each) => heldByTag(runId, each))
  const extra = tagged.filter(
    ({ acquireId, sandboxId }) => !known.has(acquireId) && !known.has(sandboxId),
  )
  return { ...run, giveBack: [...giveBack, ...extra] }
}

function heldByTag(runId: string, { sandboxId, server, status, tags }: ListedSandbox): Held[] {
  if (status === 'idle' || !isOfRun(tags, runId)) return []
  return [{ sandboxId, server, acquireId: acquireIdOf(tags) ?? sandboxId }]
}
