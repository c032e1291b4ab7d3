import { nullable, type Check } from '../../validation/check.ts'
import { dictionary, listOf, model, optional, required } from '../../validation/containers.ts'
import { boolean, integer, string } from '../../validation/scalars.ts'
import {
  isPlainSeed,
  type SeedContact,
  type SeedData,
  type SeedLead,
  type SeedOpportunity,
  type SeedTask,
} from './plain-seed.ts'

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
