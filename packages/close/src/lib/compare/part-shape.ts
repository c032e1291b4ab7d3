/** How one kind of part is told from another of its kind, and which lists it holds. */
export interface PartShape {
  readonly what: string
  /** The key whose value names the part. */
  readonly identity: string
  readonly lists: Readonly<Record<string, PartShape>>
}

/** A lead, contact, opportunity, task or address; or what one should be. */
export type Part = Readonly<Record<string, unknown>>

const email: PartShape = { what: 'email', identity: 'email', lists: {} }
const phone: PartShape = { what: 'phone', identity: 'phone', lists: {} }
const contact: PartShape = {
  what: 'contact',
  identity: 'name',
  lists: { emails: email, phones: phone },
}
const opportunity: PartShape = { what: 'opportunity', identity: 'note', lists: {} }
const task: PartShape = { what: 'task', identity: 'description', lists: {} }
const lead: PartShape = {
  what: 'lead',
  identity: 'name',
  lists: { contacts: contact, opportunities: opportunity, tasks: task },
}

/** Close data as a whole: it has no name, and holds leads. */
export const closeDataShape: PartShape = {
  what: 'close data',
  identity: '',
  lists: { leads: lead },
}
