import { SandpitError, type SandpitIssue } from '@sandpit/client/errors'
import type { z } from 'zod'
import type { CloseData } from './close-data.ts'
import { closeSeedSchema } from './close-seed-schema.ts'
import { showPath } from './show-value.ts'

/** How many mistakes a message lists; the error's facts hold them all. */
const LISTED_MISTAKES = 20

/** One thing wrong with a seed. */
export interface CloseSeedIssue extends SandpitIssue {
  /** Whether it is the key at the end of the path that is wrong, or the value. */
  readonly subject: 'key' | 'value'
}

/** A seed's plain data, or everything that is wrong with the seed. */
export type CloseSeedCheck =
  | { readonly data: CloseData; readonly issues?: never }
  | { readonly data?: never; readonly issues: readonly CloseSeedIssue[] }

/** Checks a seed, builder or plain, against the contract. Never throws for what is in it. */
export function checkCloseSeed(seed: unknown): CloseSeedCheck {
  const result = closeSeedSchema.safeParse(seed)
  if (result.success) return { data: result.data }
  return { issues: result.error.issues.flatMap(seedIssues) }
}

/**
 * The plain data of a seed, checked against the contract.
 *
 * @throws SandpitError with code `invalid_seed`, listing each mistake with path, value and expectation
 */
export function parseCloseSeed(seed: unknown): CloseData {
  const { data, issues } = checkCloseSeed(seed)
  if (data !== undefined) return data
  throw new SandpitError('invalid_seed', showIssues(issues), { server: 'close', issues })
}

/** One of zod's issues as ours; each key that does not belong there becomes an issue of its own. */
function seedIssues(issue: z.core.$ZodIssue): readonly CloseSeedIssue[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  if (issue.code !== 'unrecognized_keys') {
    return [{ path, message: issue.message, subject: 'value' }]
  }
  const messages = issue.message.split('\n')
  return issue.keys.map((key, index) => ({
    path: [...path, key],
    message: messages[index] ?? issue.message,
    subject: 'key',
  }))
}

function showIssues(issues: readonly SandpitIssue[]): string {
  const count = issues.length === 1 ? '1 mistake' : `${issues.length} mistakes`
  const lines = issues.slice(0, LISTED_MISTAKES).map(({ path, message }) => {
    const place = path.length === 0 ? 'the seed' : showPath(path)
    return `  ${place}: ${message}`
  })
  const rest = issues.length - lines.length
  if (rest > 0) lines.push(`  and ${rest} more`)
  return [`The seed for Close has ${count}, and nothing was sent:`, ...lines].join('\n')
}
