import type { CloseContact, CloseLead } from '../data/close-data.ts'
import { domainOf } from '../fields/scene.ts'

/** How companies form the part of an address before the `@`: `ann.lee`, `alee`, `ann`. */
export function mailForms(person: string): [string, string, string] {
  const [given = '', ...others] = person.toLowerCase().split(' ')
  const family = others.at(-1) ?? given
  return [`${given}.${family}`, `${given.slice(0, 1)}${family}`, given]
}

/** A lead of another name, whose people have their mail under the new name. */
export function renamedLead(lead: CloseLead, name: string): CloseLead {
  const before = `@${domainOf(lead.name)}`
  const after = `@${domainOf(name)}`
  const moved = (mail: string): string =>
    mail.endsWith(before) ? mail.slice(0, -before.length) + after : mail
  return withContacts({ ...lead, name }, (contact) => withMail(contact, moved))
}

/** A lead where somebody has another name, in mail addresses and tasks too. */
export function renamedPerson(lead: CloseLead, from: string, to: string): CloseLead {
  if (!lead.contacts?.some((contact) => contact.name === from)) return lead
  const renamed = withContacts(lead, (contact) =>
    contact.name === from ? renamedContact(contact, to) : contact,
  )
  if (!renamed.tasks) return renamed
  const tasks = renamed.tasks.map((task) => ({
    ...task,
    description: withName(task.description, from, to),
  }))
  return { ...renamed, tasks }
}

/** The text with another name, where it is not the beginning of a longer one. */
function withName(text: string, from: string, to: string): string {
  return text.replaceAll(from, (name, at: number) =>
    /^\p{L}/u.test(text.slice(at + name.length)) ? name : to,
  )
}

/** A contact of another name, in mail addresses too. */
export function renamedContact(contact: CloseContact, name: string): CloseContact {
  const before = mailForms(contact.name ?? '')
  const after = mailForms(name)
  return withMail({ ...contact, name }, (mail) => {
    const [local = '', domain] = mail.split('@')
    const form = before.indexOf(local)
    return form < 0 ? mail : `${after[form]}@${domain}`
  })
}

function withContacts(lead: CloseLead, change: (contact: CloseContact) => CloseContact): CloseLead {
  return lead.contacts ? { ...lead, contacts: lead.contacts.map(change) } : lead
}

function withMail(contact: CloseContact, change: (mail: string) => string): CloseContact {
  if (!contact.emails) return contact
  const emails = contact.emails.map((address) =>
    address.email === undefined ? address : { ...address, email: change(address.email) },
  )
  return { ...contact, emails }
}
