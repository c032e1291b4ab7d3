/** The types of values, as `typeof` has them. */
export type ValueType = 'string' | 'number' | 'boolean'

/** How one kind of part is told from another of its kind, and which lists it holds. */
export interface PartShape {
  readonly what: string
  readonly plural: string
  /** The key whose value names the part. */
  readonly identity: string
  readonly lists: Readonly<Record<string, PartShape>>
  /** Its own values, and of which type each is. */
  readonly values: Readonly<Record<string, ValueType>>
  /** Whether the contract lets it carry any other key, and anything under each. */
  readonly isOpen?: true
  /**
   * Keys that the service fills in where a seed leaves them out. A `null` for one says as little as
   * its absence, since none is ever found empty.
   */
  readonly filled: readonly string[]
}

/** A lead, contact, opportunity, task or address; or what one should be. */
export type Part = Readonly<Record<string, unknown>>

const none = { lists: {}, filled: [] }

const email: PartShape = {
  what: 'email',
  plural: 'emails',
  identity: 'email',
  values: { email: 'string', type: 'string', is_unsubscribed: 'boolean' },
  isOpen: true,
  ...none,
}

const phone: PartShape = {
  what: 'phone',
  plural: 'phones',
  identity: 'phone',
  values: { phone: 'string', type: 'string' },
  isOpen: true,
  ...none,
}

/** A person of a lead. */
export const contactShape: PartShape = {
  what: 'contact',
  plural: 'contacts',
  identity: 'name',
  lists: { emails: email, phones: phone },
  values: { name: 'string' },
  filled: [],
}

/** A deal of a lead. */
export const opportunityShape: PartShape = {
  what: 'opportunity',
  plural: 'opportunities',
  identity: 'note',
  lists: {},
  values: { note: 'string', value: 'number', confidence: 'number', period: 'string' },
  filled: [],
}

/** Something to do about a lead. */
export const taskShape: PartShape = {
  what: 'task',
  plural: 'tasks',
  identity: 'description',
  lists: {},
  values: { description: 'string', date: 'string', completed: 'boolean', assignee_id: 'string' },
  filled: ['completed'],
}

/** A company, and all that is known about it. */
export const leadShape: PartShape = {
  what: 'lead',
  plural: 'leads',
  identity: 'name',
  lists: { contacts: contactShape, opportunities: opportunityShape, tasks: taskShape },
  values: { name: 'string', status: 'string' },
  filled: ['status'],
}

/** Close data as a whole: it has no name, and holds leads. */
export const closeDataShape: PartShape = {
  what: 'close data',
  plural: 'close data',
  identity: '',
  lists: { leads: leadShape },
  values: {},
  filled: [],
}

/** The parts in one of a part's lists, which may be absent. */
export function partsIn(list: unknown): readonly Part[] {
  return Array.isArray(list) ? list : []
}
