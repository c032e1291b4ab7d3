import { z } from 'zod'
import type { CloseData } from '../data/close-data.ts'
import { jsonMistakes } from '@sandpit/systems/content'
import { nearMiss } from '@sandpit/client/near-miss'
import { showValue } from '@sandpit/client/show-text'

/** What the keys were called before January 2026, so that old seeds are told the new name. */
const RENAMED_KEYS: Readonly<Record<string, string>> = {
  status_label: 'status',
  value_period: 'period',
  text: 'description',
  is_complete: 'completed',
  assigned_to: 'assignee_id',
}

const text = (what: string): z.ZodString => z.string({ error: expected(`${what}, a text`) })

const freeFormObject = (what: string, example: string): z.ZodType<Record<string, unknown>> =>
  z
    .record(z.string(), z.unknown(), { error: expected(`${what}, an object such as ${example}`) })
    .superRefine((value, context) => {
      for (const { path, message } of jsonMistakes(value)) {
        context.addIssue({ code: 'custom', path: [...path], message })
      }
    })

const contact = closedObject('a contact', {
  name: text("the contact's name").nullish(),
  emails: list(
    'mail addresses',
    freeFormObject('a mail address', "{ email: 'sarah@cloudscale.test' }"),
  ),
  phones: list('phone numbers', freeFormObject('a phone number', "{ phone: '+15550100123' }")),
})

const opportunity = closedObject('an opportunity', {
  note: text("the opportunity's note"),
  value: z.int({ error: wholeCents }).nullish(),
  confidence: z.int({ error: expected('the confidence in per cent, an integer') }).nullish(),
  period: text("the period, such as 'one_time', 'monthly' or 'annual'").nullish(),
})

const task = closedObject('a task', {
  description: text("the task's description"),
  date: text("the date, such as '2025-12-02'").nullish(),
  completed: z.boolean({ error: expected('true or false') }).nullish(),
  assignee_id: text("the assignee's user id").nullish(),
})

const lead = closedObject('a lead', {
  name: text("the lead's name"),
  status: text("the status, such as 'Potential'").nullish(),
  contacts: list('contacts', contact),
  opportunities: list('opportunities', opportunity),
  tasks: list('tasks', task),
})

/**
 * Parses a seed, builder or plain, into what `initialize` sends.
 *
 * Accepts what the service's contract accepts, with three differences in favour of a test's author:
 * a key that the service does not know is a mistake here (it would drop it without a word), as is a
 * number that JavaScript cannot hold exactly, and a value that JSON cannot carry. Compiled, for a seed
 * may hold thousands of leads; what is too large for the service is refused by the client.
 *
 * @see API reference, `CloseData-Input`
 *
 * @example
 * ```ts
 * const { success } = closeSeedSchema.safeParse({ leads: [{ nam: 'Acme' }] }) // false
 * ```
 */
export const closeSeedSchema: z.ZodType<CloseData> = z.compile(
  z.preprocess(plainSeed, closedObject('close data', { leads: list('leads', lead) })),
)

/** What a builder, or anything else with a `toJSON`, stands for. */
function plainSeed(seed: unknown): unknown {
  if (typeof seed !== 'object' || seed === null || !('toJSON' in seed)) return seed
  return typeof seed.toJSON === 'function' ? seed.toJSON() : seed
}

/** A list that may be `null` or absent. */
function list<Part extends z.ZodType>(what: string, part: Part) {
  return z.array(part, { error: expected(`a list of ${what}`) }).nullish()
}

/** An object that has the keys of the shape and no others; its message has one line per other key. */
function closedObject<Shape extends z.ZodRawShape>(what: string, shape: Shape) {
  const wrongType = expected(`${what}, an object`)
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(what, key, shape)).join('\n')
        : wrongType(issue),
  })
}

function unknownKey(what: string, key: string, shape: object): string {
  const keys = Object.keys(shape)
  const renamed = Object.hasOwn(RENAMED_KEYS, key) ? RENAMED_KEYS[key] : undefined
  const meant = renamed !== undefined && keys.includes(renamed) ? renamed : nearMiss(key, keys)
  const advice =
    meant === undefined ? `its keys are ${keys.join(', ')}` : `did you mean '${meant}'?`
  return `${showValue(key)} is not a key of ${what}, and the service would drop it: ${advice}`
}

function expected(what: string) {
  return (issue: { readonly input?: unknown }): string =>
    `expected ${what}, got ${showValue(issue.input)}`
}

function wholeCents(issue: { readonly input?: unknown }): string {
  const hint = typeof issue.input === 'number' ? `; for dollars write usd(${issue.input})` : ''
  return `expected the value in cents, an integer, got ${showValue(issue.input)}${hint}`
}
