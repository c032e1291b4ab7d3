import { nullable, type Check } from '../validation/check.ts'
import {
  dictionary,
  type Dictionary,
  listOf,
  model,
  optional,
  required,
} from '../validation/containers.ts'
import { boolean, integer, string } from '../validation/scalars.ts'
import { isPlainSeed } from './plain-seed.ts'

/** What Close's `initialize` takes. A field that is not there says the same as `null`. */
export interface SeedData {
  readonly leads?: readonly SeedLead[] | null
}

export interface SeedLead {
  readonly name: string
  readonly status?: string | null
  readonly contacts?: readonly SeedContact[] | null
  readonly opportunities?: readonly SeedOpportunity[] | null
  readonly tasks?: readonly SeedTask[] | null
}

export interface SeedContact {
  readonly name?: string | null
  readonly emails?: readonly Dictionary[] | null
  readonly phones?: readonly Dictionary[] | null
}

export interface SeedOpportunity {
  readonly note: string
  /** In cents. */
  readonly value?: number | null
  /** Percent; the service checks no bounds. */
  readonly confidence?: number | null
  readonly period?: string | null
}

export interface SeedTask {
  readonly description: string
  readonly date?: string | null
  readonly completed?: boolean | null
  readonly assignee_id?: string | null
}

const contact: Check<SeedContact> = model<SeedContact>({
  name: optional(nullable(string), null),
  emails: optional(nullable(listOf(dictionary)), null),
  phones: optional(nullable(listOf(dictionary)), null),
})

const opportunity: Check<SeedOpportunity> = model<SeedOpportunity>({
  note: required(string),
  value: optional(nullable(integer), null),
  confidence: optional(nullable(integer), null),
  period: optional(nullable(string), null),
})

const task: Check<SeedTask> = model<SeedTask>({
  description: required(string),
  date: optional(nullable(string), null),
  completed: optional(nullable(boolean), null),
  assignee_id: optional(nullable(string), null),
})

const lead: Check<SeedLead> = model<SeedLead>({
  name: required(string),
  status: optional(nullable(string), null),
  contacts: optional(nullable(listOf(contact)), null),
  opportunities: optional(nullable(listOf(opportunity)), null),
  tasks: optional(nullable(listOf(task)), null),
})

/** The same for any seed: lists everything wrong with it, and turns what the service turns. */
export const anySeedData: Check<SeedData> = model<SeedData>({
  leads: optional(nullable(listOf(lead)), null),
})

/**
 * Reads `CloseData` (API reference, Close initialize). Nearly every seed is plain: nothing in it
 * has to be turned into something else, so it is taken as it is, unknown fields unread.
 */
export const seedData: Check<SeedData> = (input, problems) =>
  isPlainSeed(input) ? input : anySeedData(input, problems)
