import type { Dictionary } from '../../validation/containers.ts'
import type { CloseAccount } from './close-account.ts'
import type { CloseIds } from './close-ids.ts'
import type {
  ActivityRecord,
  ContactRecord,
  LeadRecord,
  LeadStatus,
  OpportunityRecord,
  OpportunityStatus,
  PlainRecord,
  TaskRecord,
} from './records.ts'
import { type Row, Table } from './table.ts'

/** A record that was made, replaced or deleted, and what it is: `lead`, or a path of the catalog. */
export interface Change {
  readonly kind: string
  readonly before: Row | undefined
  readonly after: Row | undefined
}

/** What one call has changed, and the events that this was, once somebody has asked for them. */
export interface LoggedCall {
  readonly changes: readonly Change[]
  readonly now: Date
  readonly method: string
  readonly path: string
  events?: readonly Dictionary[]
}

/** What a search has found and not listed yet. */
export interface WaitingSearch {
  /** The search, as JSON. */
  readonly search: string
  readonly ids: readonly string[]
  readonly count: Dictionary
}

/**
 * Everything in one sandbox's Close organization.
 *
 * A reset throws the store away and makes another one, so it costs the same whatever was in it.
 */
export class CloseStore {
  readonly account: CloseAccount
  readonly ids: CloseIds
  readonly leads: Table<LeadRecord> = new Table()
  readonly contacts: Table<ContactRecord> = new Table()
  readonly opportunities: Table<OpportunityRecord> = new Table()
  readonly tasks: Table<TaskRecord> = new Table()
  readonly activities: Table<ActivityRecord> = new Table()
  /** What calls have changed, the latest last. */
  readonly log: LoggedCall[] = []
  /** By the cursor that goes on with it. */
  readonly searches: Map<string, WaitingSearch> = new Map()
  readonly #leadStatuses: Table<LeadStatus>
  readonly #opportunityStatuses: Table<OpportunityStatus>
  readonly #plain = new Map<string, Table<PlainRecord>>()
  readonly #ended = new AbortController()
  #changes: Change[] = []
  #isWatched = true

  constructor(account: CloseAccount, ids: CloseIds) {
    this.account = account
    this.ids = ids
    this.#leadStatuses = tableOf(account.leadStatuses)
    this.#opportunityStatuses = tableOf(account.opportunityStatuses)
    this.#watch('lead', this.leads)
    this.#watch('contact', this.contacts)
    this.#watch('opportunity', this.opportunities)
    this.#watch('task', this.tasks)
    this.#watch('activity', this.activities)
    this.#watch('status/lead', this.#leadStatuses)
    this.#watch('status/opportunity', this.#opportunityStatuses)
  }

  /** Goes up with every change to what a dump shows. */
  get revision(): number {
    const { leads, contacts, opportunities, tasks } = this
    const statuses = [this.#leadStatuses, this.#opportunityStatuses]
    const tables = [leads, contacts, opportunities, tasks, ...statuses]
    return tables.reduce((sum, { revision }) => sum + revision, 0)
  }

  /** In display order. */
  get leadStatuses(): readonly LeadStatus[] {
    return [...this.#leadStatuses.all()]
  }

  leadStatus(id: string): LeadStatus | undefined {
    return this.#leadStatuses.get(id)
  }

  addLeadStatus(label: string): LeadStatus {
    const status = { id: this.ids.next('stat'), label }
    this.putLeadStatus(status)
    return status
  }

  putLeadStatus(status: LeadStatus): void {
    this.#leadStatuses.put(status)
  }

  deleteLeadStatus(id: string): void {
    this.#leadStatuses.delete(id)
  }

  /** In display order; the first is what a new opportunity gets. */
  get opportunityStatuses(): readonly OpportunityStatus[] {
    return [...this.#opportunityStatuses.all()]
  }

  opportunityStatus(id: string): OpportunityStatus | undefined {
    return this.#opportunityStatuses.get(id)
  }

  putOpportunityStatus(status: OpportunityStatus): void {
    this.#opportunityStatuses.put(status)
  }

  deleteOpportunityStatus(id: string): void {
    this.#opportunityStatuses.delete(id)
  }

  /** Deletes a lead and everything that belongs to it. */
  deleteLead(id: string): void {
    const tables = [this.contacts, this.opportunities, this.tasks, this.activities]
    for (const table of [...tables, ...this.#plain.values()]) {
      for (const row of table.ofLead(id).slice()) table.delete(row.id)
    }
    this.leads.delete(id)
  }

  /** Deletes the records of a kind that name something which is gone: what belongs to it goes along (inferred). */
  deleteOf(path: string, field: string, id: string): void {
    if (path === 'activity') deleteRows(this.activities, (row) => row.details[field] === id)
    else deleteRows(this.plain(path), (row) => row.values[field] === id)
  }

  /** Deletes a contact; what was about it stays, about nobody (inferred), and it is subscribed no more. */
  deleteContact({ id, lead_id: leadId }: ContactRecord): void {
    forget(this.opportunities, leadId, id)
    forget(this.tasks, leadId, id)
    forget(this.activities, leadId, id)
    this.deleteOf('sequence_subscription', 'contact_id', id)
    this.contacts.delete(id)
  }

  /** Gives everything that belongs to one lead to another one. */
  moveToLead(from: string, to: string): void {
    moveRows(this.contacts, from, to)
    moveRows(this.opportunities, from, to)
    moveRows(this.tasks, from, to)
    moveRows(this.activities, from, to)
    for (const table of this.#plain.values()) moveRows(table, from, to)
  }

  #watch<R extends Row>(kind: string, table: Table<R>): void {
    table.watcher = (before, after) => {
      if (this.#isWatched) this.#changes.push({ kind, before, after })
    }
  }

  isUser(id: string): boolean {
    return id === this.account.user.id
  }

  /** Does what nobody has called for, such as seeding: its changes are not kept. */
  quietly(work: () => void): void {
    this.#isWatched = false
    work()
    this.#isWatched = true
  }

  /** What has changed since this was asked last. */
  takeChanges(): readonly Change[] {
    const changes = this.#changes
    if (changes.length > 0) this.#changes = []
    return changes
  }

  /** Aborted when the store is thrown away. */
  get ended(): AbortSignal {
    return this.#ended.signal
  }

  end(): void {
    this.#ended.abort()
  }

  /** The records of a kind in the catalog, by its path. */
  plain(path: string): Table<PlainRecord> {
    const known = this.#plain.get(path)
    if (known !== undefined) return known
    const table = new Table<PlainRecord>()
    this.#watch(path, table)
    this.#plain.set(path, table)
    return table
  }

  /** The name of a pipeline, whether anybody has looked at it or not. */
  pipelineName(id: string): string {
    const name = this.plain('pipeline').get(id)?.values['name']
    return typeof name === 'string' ? name : this.account.pipelineName
  }

  /** Whether there is a `lead`, a `contact`, a `user` or one of the catalog with an id. */
  has(kind: string, id: string): boolean {
    if (kind === 'user') return this.isUser(id)
    if (kind === 'lead') return this.leads.get(id) !== undefined
    if (kind === 'contact') return this.contacts.get(id) !== undefined
    if (kind === 'opportunity') return this.opportunities.get(id) !== undefined
    if (kind === 'activity') return this.activities.get(id) !== undefined
    if (kind === 'status/lead') return this.leadStatus(id) !== undefined
    if (kind === 'status/opportunity') return this.opportunityStatus(id) !== undefined
    if (kind === 'pipeline' && id === this.account.pipelineId) return true
    return this.plain(kind).get(id) !== undefined
  }
}

function forget<R extends Row & { readonly contact_id: string | null }>(
  table: Table<R>,
  leadId: string,
  id: string,
): void {
  for (const row of table.ofLead(leadId).slice()) {
    if (row.contact_id === id) table.put({ ...row, contact_id: null })
  }
}

function deleteRows<R extends Row>(table: Table<R>, isGone: (row: R) => boolean): void {
  for (const row of Array.from(table.all()).filter(isGone)) table.delete(row.id)
}

function moveRows<R extends Row>(table: Table<R>, from: string, to: string): void {
  for (const row of table.ofLead(from).slice()) table.put({ ...row, lead_id: to })
}

function tableOf<R extends Row>(rows: readonly R[]): Table<R> {
  const table = new Table<R>()
  for (const row of rows) table.put(row)
  return table
}
