import { isDeepStrictEqual } from 'node:util'
import { type CloseSeed, toCloseData } from '../data/close-data-builder.ts'
import type {
  CloseContact,
  CloseData,
  CloseEmail,
  CloseLead,
  CloseOpportunity,
  ClosePhone,
  CloseTask,
} from '../data/close-data.ts'
import { type Code, layOut, literal, objectLiteral, textLiteral } from '@sandpit/systems/literal'
import { ContactBuilder, LeadBuilder } from '../data/lead-builder.ts'
import { usd } from '../data/usd.ts'

/**
 * A seed as the code that makes it: an expression to paste into a test, with `closeData` and `usd`
 * imported from `@sandpit/close`. Evaluating it gives the same data.
 *
 * @example
 * ```ts
 * toCode({ leads: [{ name: 'Acme', tasks: [{ description: 'Call' }] }] })
 * // "closeData().lead('Acme', (lead) => lead.task('Call'))"
 * ```
 */
export function toCode(seed: CloseSeed): string {
  const data = JSON.parse(JSON.stringify(toCloseData(seed))) as CloseData
  const { leads, ...rest } = data
  // The builder has no way to say `leads: null` or `leads: []`.
  const plain = leads === null || leads?.length === 0 ? data : rest
  const start = Object.keys(plain).length === 0 ? [] : [literal(plain)]
  const value = layOut({ call: 'closeData', args: start })
  return layOut({ value, chain: (leads ?? []).map(leadCode) })
}

function leadCode(lead: CloseLead): Code {
  const { name, ...fields } = lead
  const chain = [
    ...given(lead.status).map((label) => ({ call: '.status', args: [textLiteral(label)] })),
    ...(lead.contacts ?? []).map(contactCode),
    ...(lead.opportunities ?? []).map(opportunityCode),
    ...(lead.tasks ?? []).map(taskCode),
  ]
  const filling = isDeepStrictEqual(builtLead(lead), lead)
    ? arrow('lead', chain)
    : [literal(fields)]
  return { call: '.lead', args: [textLiteral(name), ...filling] }
}

/** What the chain makes: not the lead when that holds, say, a `null`, which no method can say. */
function builtLead(lead: CloseLead): CloseLead {
  let built = new LeadBuilder({ name: lead.name })
  for (const label of given(lead.status)) built = built.status(label)
  for (const { name, ...fields } of lead.contacts ?? []) built = built.contact(name ?? '', fields)
  for (const { note, ...fields } of lead.opportunities ?? [])
    built = built.opportunity(note, fields)
  for (const { description, ...fields } of lead.tasks ?? []) built = built.task(description, fields)
  return built.toJSON()
}

function contactCode(contact: CloseContact): Code {
  const { name, ...fields } = contact
  const chain = [
    ...(contact.emails ?? []).map((email) => addressCode('email', email)),
    ...(contact.phones ?? []).map((phone) => addressCode('phone', phone)),
  ]
  const filling = isDeepStrictEqual(builtContact(contact), contact)
    ? arrow('contact', chain)
    : [literal(fields)]
  return { call: '.contact', args: [textLiteral(name ?? ''), ...filling] }
}

/** What the chain makes: not the contact when that holds, say, an address without a type. */
function builtContact(contact: CloseContact): CloseContact {
  let built = new ContactBuilder({ name: contact.name ?? '' })
  for (const { email, ...fields } of contact.emails ?? []) built = built.email(`${email}`, fields)
  for (const { phone, ...fields } of contact.phones ?? []) built = built.phone(`${phone}`, fields)
  return built.toJSON()
}

function addressCode(key: 'email' | 'phone', address: CloseEmail | ClosePhone): Code {
  const { [key]: text, ...fields } = address
  const { type, ...others } = fields
  return {
    call: `.${key}`,
    args: [textLiteral(String(text)), ...fieldsCode(type === 'office' ? others : fields)],
  }
}

function opportunityCode({ note, ...fields }: CloseOpportunity): Code {
  return { call: '.opportunity', args: [textLiteral(note), ...fieldsCode(fields)] }
}

function taskCode({ description, ...fields }: CloseTask): Code {
  return { call: '.task', args: [textLiteral(description), ...fieldsCode(fields)] }
}

function fieldsCode(fields: object): readonly Code[] {
  const entries = Object.entries(fields)
  if (entries.length === 0) return []
  return [objectLiteral(entries, (key, value) => (key === 'value' ? moneyCode(value) : undefined))]
}

/** Dollars where they say the same, the number of cents where they cannot. */
function moneyCode(cents: unknown): Code | undefined {
  if (!Number.isInteger(cents) || typeof cents !== 'number' || Math.abs(cents) > 1e15)
    return undefined
  return usd(cents / 100) === cents ? { call: 'usd', args: [literal(cents / 100)] } : undefined
}

function arrow(parameter: string, chain: readonly Code[]): readonly Code[] {
  if (chain.length === 0) return []
  return [{ arrow: `(${parameter})`, body: { value: parameter, chain } }]
}

function given(label: string | null | undefined): readonly string[] {
  return label === null || label === undefined ? [] : [label]
}
