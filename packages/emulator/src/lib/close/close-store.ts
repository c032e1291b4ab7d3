import type { CloseAccount } from './close-account.ts'
import type { CloseIds } from './close-ids.ts'
import type {
  ContactRecord,
  LeadRecord,
  LeadStatus,
  OpportunityRecord,
  TaskRecord,
} from './records.ts'
import { Table } from './table.ts'

/** A lead is its own row: it belongs to no other lead. */
type LeadRow = LeadRecord & { readonly lead_id: null }

/**
 * Everything in one sandbox's Close organization.
 *
 * A reset throws the store away and makes another one, so it costs the same whatever was in it.
 */
export class CloseStore {
  readonly account: CloseAccount
  readonly ids: CloseIds
  readonly contacts: Table<ContactRecord> = new Table()
  readonly opportunities: Table<OpportunityRecord> = new Table()
  readonly tasks: Table<TaskRecord> = new Table()
  readonly leads: Table<LeadRow> = new Table()
  readonly #leadStatuses: LeadStatus[]

  constructor(account: CloseAccount, ids: CloseIds) {
    this.account = account
    this.ids = ids
    this.#leadStatuses = [...account.leadStatuses]
  }

  get leadStatuses(): readonly LeadStatus[] {
    return this.#leadStatuses
  }

  addLeadStatus(label: string): LeadStatus {
    const status = { id: this.ids.next('stat'), label }
    this.#leadStatuses.push(status)
    return status
  }
}
