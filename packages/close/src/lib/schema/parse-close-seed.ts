import type { SandpitIssue } from '@sandpit/client/errors'
import { parseSeed } from '@sandpit/client/service'
import type { z } from 'zod'
import type { CloseData } from '../data/close-data.ts'
import { closeSeedSchema } from './close-seed-schema.ts'
import { closeService } from './close-service.ts'

/** One thing wrong with a seed. */
export interface CloseSeedIssue extends SandpitIssue {
  /** Whether it is the key at the end of the path that is wrong, or the value. */
  readonly subject: 'key' | 'value'
}

/** A seed's plain data, or everything that is wrong with the seed. */
export type CloseSeedCheck =
  | { readonly data: CloseData; readonly issues?: never }
  | { readonly data?: never; readonly issues: readonly CloseSeedIssue[] }

/**
 * Checks a seed, builder or plain, against the contract. Never throws for what is in it.
 *
 * @example
 * ```ts
 * const { data, issues } = checkCloseSeed({ leads: [{ name: 'Acme', status: 7 }] })
 * ```
 */
export function checkCloseSeed(seed: unknown): CloseSeedCheck {
  const result = closeSeedSchema.safeParse(seed)
  if (result.success) return { data: result.data }
  return { issues: result.error.issues.flatMap(seedIssues) }
}

/**
 * The plain data of a seed, checked against the contract.
 *
 * @throws SandpitError with code `invalid_seed`, listing each mistake with path, value and expectation
 *
 * @example
 * ```ts
 * const { leads } = parseCloseSeed({ leads: [{ name: 'Acme' }] })
 * ```
 */
export function parseCloseSeed(seed: unknown): CloseData {
  return parseSeed(closeService, seed)
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
