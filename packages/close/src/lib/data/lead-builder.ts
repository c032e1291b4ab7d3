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
  contact(name: string, fill: Fill<ContactBuilder, ContactFields> = {}): LeadBuilder {
    const contact = filled(new ContactBuilder({ name }), fill)
    return this.#with({ contacts: added(this.lead.contacts, contact) })
  }

  /** Adds a deal: `.opportunity('Annual renewal', { value: usd(480), period: 'annual' })`. */
  opportunity(note: string, fields: OpportunityFields = {}): LeadBuilder {
    return this.#with({ opportunities: added(this.lead.opportunities, { note, ...fields }) })
  }

  /** Adds something to do: `.task('Send proposal', { date: '2025-12-02' })`. */
  task(description: string, fields: TaskFields = {}): LeadBuilder {
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
  email(email: string, fields: CloseEmail = {}): ContactBuilder {
    return this.#with({
      emails: added(this.contact.emails, { email, type: 'office', ...fields }),
    })
  }

  /** Adds a phone number; its type is `office` unless another is given. */
  phone(phone: string, fields: ClosePhone = {}): ContactBuilder {
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
  if (typeof fill !== 'function') return Object.freeze({ ...empty.toJSON(), ...fill })
  const builder: Builder | undefined = fill(empty)
  if (typeof builder?.toJSON === 'function') return builder.toJSON()
  throw new SandpitError(
    'invalid_seed',
    'A function that fills a lead or a contact returned no builder. Return the chain: (lead) => lead.status("Potential").',
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
