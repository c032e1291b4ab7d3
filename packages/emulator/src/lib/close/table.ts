/** What a table holds: an id of its own and the lead it belongs to. */
export interface Row {
  readonly id: string
  /** Absent in the table of leads. */
  readonly lead_id?: string
}

/**
 * Rows by id, and by lead, in the order in which they were added.
 *
 * Rows are never changed in place: `put` stores another object under the same id. Whoever
 * holds a row holds a snapshot of it.
 */
export class Table<R extends Row> {
  readonly #rows = new Map<string, R>()
  readonly #idsByLead = new Map<string, Set<string>>()

  get size(): number {
    return this.#rows.size
  }

  get(id: string): R | undefined {
    return this.#rows.get(id)
  }

  all(): MapIterator<R> {
    return this.#rows.values()
  }

  ofLead(leadId: string): readonly R[] {
    const ids = this.#idsByLead.get(leadId)
    if (ids === undefined) return []
    return Array.from(ids, (id) => this.#rows.get(id)).filter((row) => row !== undefined)
  }

  /** Adds a row, or replaces the one with its id. */
  put(row: R): void {
    const before = this.#rows.get(row.id)
    if (before !== undefined && before.lead_id !== row.lead_id) this.#unlink(before)
    if (row.lead_id !== undefined) this.#link(row.lead_id, row.id)
    this.#rows.set(row.id, row)
  }

  delete(id: string): R | undefined {
    const row = this.#rows.get(id)
    if (row === undefined) return undefined
    this.#unlink(row)
    this.#rows.delete(id)
    return row
  }

  #link(leadId: string, id: string): void {
    const ids = this.#idsByLead.get(leadId)
    if (ids === undefined) this.#idsByLead.set(leadId, new Set([id]))
    else ids.add(id)
  }

  #unlink(row: R): void {
    if (row.lead_id === undefined) return
    const ids = this.#idsByLead.get(row.lead_id)
    ids?.delete(row.id)
    if (ids?.size === 0) this.#idsByLead.delete(row.lead_id)
  }
}
