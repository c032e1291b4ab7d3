import { z } from 'zod'
import type { CloseData } from '../data/close-data.ts'

const text = z.string().nullish()
const name = text.transform((value) => value ?? '')
const lists = <Part extends z.ZodType>(part: Part) => z.array(part).nullish()

const contact = z.looseObject({
  name: text,
  emails: lists(z.looseObject({})),
  phones: lists(z.looseObject({})),
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
  contacts: lists(contact),
  opportunities: lists(opportunity),
  tasks: lists(task),
})

/**
 * Parses what `dump` answers in `data`: the format of a seed, read tolerantly.
 *
 * Keys that Sandpit does not know are kept, and a missing name, note or description is the empty
 * text, so that a newer service does not break a test that never looks at what is new.
 *
 * @see API reference (newer public document), `GET /sandbox/close/{sandbox_id}/dump`
 */
export const closeDumpSchema: z.ZodType<CloseData> = z.looseObject({ leads: lists(lead) })
