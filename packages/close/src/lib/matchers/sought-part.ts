import { SandpitError } from '@sandpit/client/errors'
import type {
  Expected,
  ExpectedContact,
  ExpectedLead,
  ExpectedOpportunity,
  ExpectedTask,
} from '../compare/expected-close-data.ts'
import { isPattern } from '../compare/matches-value.ts'
import {
  contactShape,
  leadShape,
  opportunityShape,
  type Part,
  type PartShape,
  taskShape,
} from '../compare/part-shape.ts'
import { isRecord } from '../compare/same-value.ts'
import { nearMiss } from '@sandpit/client/near-miss'
import { showName } from '@sandpit/client/show-text'
import { showValue } from '../messages/show-value.ts'

/** Which lead is meant: by its name, a pattern for its name, or more of what it is. */
export type LeadLike<Name extends string = string> = Name | RegExp | ExpectedLead

/** What a matcher looks for: a lead, or a part in one. */
export interface Sought {
  readonly lead: Part
  /** The part in the lead; nothing where the lead itself is looked for. */
  readonly within?: SoughtWithin
}

/** A part that a lead should have. */
export interface SoughtWithin {
  readonly shape: PartShape
  readonly part: Part
}

/** A lead, as a matcher was asked for it. */
export function soughtLead(lead: LeadLike): Sought {
  return { lead: partOf(leadShape, lead) }
}

/** A contact of a lead, as a matcher was asked for it. */
export function soughtContact(lead: LeadLike, contact: Expected<string> | ExpectedContact): Sought {
  return soughtWithin(lead, contactShape, contact)
}

/** An opportunity of a lead, as a matcher was asked for it. */
export function soughtOpportunity(
  lead: LeadLike,
  opportunity: Expected<string> | ExpectedOpportunity,
): Sought {
  return soughtWithin(lead, opportunityShape, opportunity)
}

/** A task of a lead, as a matcher was asked for it. */
export function soughtTask(lead: LeadLike, task: Expected<string> | ExpectedTask): Sought {
  return soughtWithin(lead, taskShape, task)
}

/** The same as an expectation of what the sandbox holds. */
export function expectationOf({ lead, within }: Sought): { readonly leads: readonly Part[] } {
  return { leads: [within ? { ...lead, [within.shape.plural]: [within.part] } : lead] }
}

function soughtWithin(lead: LeadLike, shape: PartShape, part: unknown): Sought {
  return { ...soughtLead(lead), within: { shape, part: partOf(shape, part) } }
}

/** A part given by its name alone, or by a pattern for it, as one that has the name. */
function partOf(shape: PartShape, given: unknown): Part {
  if (typeof given === 'string' || isPattern(given)) return { [shape.identity]: given }
  if (!isRecord(given)) {
    throw refusal(
      `${shape.what} is given by name, by pattern or as an object, not as ${showValue(given)}`,
    )
  }
  for (const key of Object.keys(given))
    if (!keysOf(shape).includes(key)) throw unknownKey(shape, key)
  return given
}

function keysOf({ values = [], lists }: PartShape): readonly string[] {
  return [...values, ...Object.keys(lists)]
}

/** What is not known would never be found, and with `not` always be fine. */
function unknownKey(shape: PartShape, key: string): SandpitError {
  const meant = nearMiss(key, keysOf(shape))
  const advice =
    meant === undefined ? `its keys are ${keysOf(shape).join(', ')}` : `did you mean ${meant}?`
  return refusal(`${shape.what} has no ${showName(key)}; ${advice}`)
}

function refusal(reason: string): SandpitError {
  return new SandpitError(
    'configuration',
    `What a matcher looks for: ${/^[aeio]/.test(reason) ? 'an' : 'a'} ${reason}`,
  )
}
