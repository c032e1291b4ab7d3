import type {
  Expected,
  ExpectedContact,
  ExpectedLead,
  ExpectedOpportunity,
  ExpectedTask,
} from '../compare/expected-close-data.ts'
import {
  contactShape,
  leadShape,
  opportunityShape,
  type Part,
  type PartShape,
  taskShape,
} from '../compare/part-shape.ts'
import { checkedPart } from './checked-expectation.ts'

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
  return { lead: checkedPart(leadShape, lead) }
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
  return { ...soughtLead(lead), within: { shape, part: checkedPart(shape, part) } }
}
