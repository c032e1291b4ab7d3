import { toCode } from '../code/to-code.ts'
import { toStateCode } from '../code/state-code.ts'
import { type CloseSeed, toCloseData } from '../data/close-data-builder.ts'
import type { CloseDump } from '../data/close-dump.ts'
import { isMatchable } from '../sandbox/matchable.ts'
import type { MatcherTime } from '../sandbox/matcher-time.ts'

/** A sandbox that a property fills anew for every run: one of Close's, or of another system. */
export interface PropertySandbox<Seed> {
  reseed(seed: Seed): Promise<void>
  dump(): Promise<unknown>
}

/** Data as code to paste into a test. */
export interface PropertyCode {
  readonly seed: (seed: unknown) => string
  readonly state: (dump: unknown) => string
}

const codeOfClose: PropertyCode = {
  seed: (seed) => toCode(toCloseData(seed as CloseSeed)),
  state: (dump) => toStateCode(dump as CloseDump),
}

/** How a failure shows what the sandbox was filled with, and what it held. */
export async function codeOf(sandbox: PropertySandbox<never>): Promise<PropertyCode> {
  if (!isMatchable(sandbox)) return codeOfClose
  const format = await sandbox.format()
  const show = (data: unknown): string => format.toCode(data)
  return { seed: show, state: show }
}

/** How long matchers may look at it; the adapters give every sandbox one. */
export function matcherTimeOf(sandbox: PropertySandbox<never>): MatcherTime {
  return (sandbox as unknown as { readonly matcherTime: MatcherTime }).matcherTime
}
