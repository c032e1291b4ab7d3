/** How one kind of part is told from another of its kind, and which lists it holds. */
export interface PartShape {
  readonly what: string
  readonly plural: string
  /** The key whose value names the part. */
  readonly identity: string
  readonly lists: Readonly<Record<string, PartShape>>
  /** The keys of its own values; nothing where it may have any. */
  readonly values?: readonly string[]
  /**
   * Keys that the service fills in where a seed leaves them out. A `null` for one says as little as
   * its absence, since none is ever found empty.
   */
  readonly filled: readonly string[]
}

/** A lead, contact, opportunity, task or address; or what one should be. */
export type Part = Readonly<Record<string, unknown>>

const none = { lists: {}, filled: [] }
const email: PartShape = { what: 'email', plural: 'emails', identity: 'email', ...none }
const phone: PartShape = { what: 'phone', plural: 'phones', identity: 'phone', ...none }

/** A person of a lead. */
export const contactShape: PartShape = {
  what: 'contact',
  plural: 'contacts',
  identity: 'name',
  lists: { emails: email, phones: phone },
  values: ['name'],
  filled: [],
}

/** A deal of a lead. */
export const opportunityShape: PartShape = {
  what: 'opportunity',
  plural: 'opportunities',
  identity: 'note',
  lists: {},
  values: ['note', 'value', 'confidence', 'period'],
  filled: [],
}

/** Something to do about a lead. */
export const taskShape: PartShape = {
  what: 'task',
  plural: 'tasks',
  identity: 'description',
  lists: {},
  values: ['description', 'date', 'completed', 'assignee_id'],
  filled: ['completed'],
}

/** A company, and all that is known about it. */
export const leadShape: PartShape = {
  what: 'lead',
  plural: 'leads',
  identity: 'name',
  lists: { contacts: contactShape, opportunities: opportunityShape, tasks: taskShape },
  values: ['name', 'status'],
  filled: ['status'],
}

/** Close data as a whole: it has no name, and holds leads. */
export const closeDataShape: PartShape = {
  what: 'close data',
  plural: 'close data',
  identity: '',
  lists: { leads: leadShape },
  filled: [],
}

/** The parts in one of a part's lists, which may be absent. */
export function partsIn(list: unknown): readonly Part[] {
  return Array.isArray(list) ? list : []
}
