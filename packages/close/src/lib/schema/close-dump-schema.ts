import { z } from 'zod'
import type { CloseDump } from '../data/close-dump.ts'

const text = z.string().nullish()
const name = text.transform((value) => value ?? '')
const list = <Part extends z.ZodType>(part: Part) =>
  z
    .array(part)
    .nullish()
    .transform((parts) => parts ?? [])

const contact = z.looseObject({
  name: text,
  emails: list(z.looseObject({})),
  phones: list(z.looseObject({})),
})

const opportunity = z.looseObject({
  note: name,
  value: z.number().nullish(),
  confidence: z.number().nullish(),
  period: text,
})

const task = z.looseObject({
  description: name,
  date: text,
  completed: z.boolean().nullish(),
  assignee_id: text,
})

const lead = z.looseObject({
  name,
  status: text,
  contacts: list(contact),
  opportunities: list(opportunity),
  tasks: list(task),
})

/**
 * Parses what `dump` answers in `data`: the format of a seed, read tolerantly.
 *
 * Keys that Sandpit does not know are kept, a missing list is an empty one, and a missing name, note
 * or description is the empty text, so that a newer service does not break a test that never looks
 * at what is new. Compiled, for a matcher reads a dump at every look.
 *
 * @see API reference (newer public document), `GET /sandbox/close/{sandbox_id}/dump`
 *
 * @example
 * ```ts
 * const { leads } = closeDumpSchema.parse({ leads: [{ name: 'Acme' }] })
 * ```
 */
export const closeDumpSchema: z.ZodType<CloseDump> = z.compile(z.looseObject({ leads: list(lead) }))
