import { SandpitError } from '@sandpit/client/errors'
import type {
  CloseContact,
  CloseEmail,
  CloseLead,
  CloseLeadStatus,
  CloseOpportunity,
  ClosePhone,
  CloseTask,
} from './close-data.ts'

/** What a lead holds besides its name. */
export type LeadFields = Omit<CloseLead, 'name'>
/** What a contact holds besides its name. */
export type ContactFields = Omit<CloseContact, 'name'>
/** What an opportunity holds besides its note. */
export type OpportunityFields = Omit<CloseOpportunity, 'note'>
/** What a task holds besides its description. */
export type TaskFields = Omit<CloseTask, 'description'>

/** The rest of a part: as a plain object, or step by step on a builder. */
export type Fill<Builder, Fields> = Fields | ((builder: Builder) => Builder)

/** One lead in the making. Every step answers a new builder and leaves this one as it was. */
export class LeadBuilder {
  /** What was made so far: what a builder is compared and printed by. */
  readonly lead: CloseLead

  constructor(lead: CloseLead) {
    this.lead = lead
  }

  /** Sets the label of the lead's status, such as `Potential`. */
  status(label: CloseLeadStatus): LeadBuilder {
    return this.#with({ status: label })
  }

  /** Adds a person: `.contact('Sarah', (c) => c.email('sarah@cloudscale.test'))`. */
  contact(
    name: string,
    fill: Fill<ContactBuilder, ContactFields> = {},
    ...more: readonly never[]
  ): LeadBuilder {
    refuseMore('contact', more)
    const contact = filled(new ContactBuilder({ name }), fill)
    return this.#with({ contacts: added(this.lead.contacts, contact) })
  }

  /** Adds a deal: `.opportunity('Annual renewal', { value: usd(480), period: 'annual' })`. */
  opportunity(
    note: string,
    fields: OpportunityFields = {},
    ...more: readonly never[]
  ): LeadBuilder {
    refuseOther('opportunity', fields, more)
    return this.#with({ opportunities: added(this.lead.opportunities, { note, ...fields }) })
  }

  /** Adds something to do: `.task('Send proposal', { date: '2025-12-02' })`. */
  task(description: string, fields: TaskFields = {}, ...more: readonly never[]): LeadBuilder {
    refuseOther('task', fields, more)
    return this.#with({ tasks: added(this.lead.tasks, { description, ...fields }) })
  }

  /** The plain data made so far. */
  toJSON(): CloseLead {
    return this.lead
  }

  #with(fields: LeadFields): LeadBuilder {
    return new LeadBuilder(Object.freeze({ ...this.lead, ...fields }))
  }
}

/** One contact in the making. Every step answers a new builder and leaves this one as it was. */
export class ContactBuilder {
  /** What was made so far: what a builder is compared and printed by. */
  readonly contact: CloseContact

  constructor(contact: CloseContact) {
    this.contact = contact
  }

  /** Adds a mail address; its type is `office` unless another is given. */
  email(email: string, fields: CloseEmail = {}, ...more: readonly never[]): ContactBuilder {
    refuseOther('email', fields, more)
    return this.#with({
      emails: added(this.contact.emails, { email, type: 'office', ...fields }),
    })
  }

  /** Adds a phone number; its type is `office` unless another is given. */
  phone(phone: string, fields: ClosePhone = {}, ...more: readonly never[]): ContactBuilder {
    refuseOther('phone', fields, more)
    return this.#with({
      phones: added(this.contact.phones, { phone, type: 'office', ...fields }),
    })
  }

  /** The plain data made so far. */
  toJSON(): CloseContact {
    return this.contact
  }

  #with(fields: ContactFields): ContactBuilder {
    return new ContactBuilder(Object.freeze({ ...this.contact, ...fields }))
  }
}

/** What comes of filling `empty`: its own data, and on top whatever `fill` says. */
export function filled<Data extends object, Builder extends Builds<Data>>(
  empty: Builder & Builds<Data>,
  fill: Fill<Builder, Partial<Data>>,
): Data {
  if (typeof fill !== 'function') {
    if (!isPlain(fill)) throw noFields('A lead or a contact', fill)
    return Object.freeze({ ...empty.toJSON(), ...fill })
  }
  const builder: Builder | undefined = fill(empty)
  if (typeof builder?.toJSON === 'function') return builder.toJSON()
  throw new SandpitError(
    'invalid_seed',
    'A function that fills a lead or a contact returned no builder. Return the chain: (lead) => lead.status("Potential").',
  )
}

/**
 * What is given besides would be left out of the seed without a word.
 *
 * @throws SandpitError with code `invalid_seed`
 */
export function refuseMore(step: string, more: readonly unknown[]): void {
  if (more.length === 0) return
  throw new SandpitError(
    'invalid_seed',
    `.${step}() takes a name and one thing to fill it with, fields or a function; it was given ${more.length + 2} arguments.`,
  )
}

function refuseOther(step: string, fields: unknown, more: readonly unknown[]): void {
  refuseMore(step, more)
  if (!isPlain(fields)) throw noFields(`.${step}()`, fields)
}

function isPlain(fields: unknown): boolean {
  return typeof fields === 'object' && fields !== null && !Array.isArray(fields)
}

function noFields(what: string, given: unknown): SandpitError {
  const got = given === null ? 'null' : Array.isArray(given) ? 'a list' : `a ${typeof given}`
  return new SandpitError(
    'invalid_seed',
    `${what} is filled with an object of fields, such as { date: '2025-12-02' }; got ${got}.`,
  )
}

interface Builds<Data> {
  toJSON(): Data
}

/** A list with one part more. */
function added<Part extends object>(
  parts: readonly Part[] | null | undefined,
  part: Part,
): readonly Part[] {
  return Object.freeze([...(parts ?? []), Object.freeze(part)])
}
