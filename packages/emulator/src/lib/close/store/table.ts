/** What a table holds: an id of its own and the lead it belongs to. */
export interface Row {
  readonly id: string
  /** Absent in the table of leads. */
  readonly lead_id?: string
}

const NONE: readonly never[] = []

/**
 * Rows by id, and by lead, in the order in which they were added.
 *
 * Rows are never changed in place: `put` stores another object under the same id. Whoever
 * holds a row holds a snapshot of it.
 */
export class Table<R extends Row> {
  readonly #rows = new Map<string, R>()
  readonly #byLead = new Map<string, R[]>()
  /** Goes up with every change. */
  revision = 0
  /** Told of each change, if anybody is. */
  watcher: ((before: R | undefined, after: R | undefined) => void) | undefined

  get size(): number {
    return this.#rows.size
  }

  get(id: string): R | undefined {
    return this.#rows.get(id)
  }

  all(): MapIterator<R> {
    return this.#rows.values()
  }

  /** The rows of one lead: a view that changes with the table, so copy it before changing any. */
  ofLead(leadId: string): readonly R[] {
    return this.#byLead.get(leadId) ?? NONE
  }

  /** Adds a row, or replaces the one with its id. */
  put(row: R): void {
    this.revision++
    const before = this.#rows.get(row.id)
    this.watcher?.(before, row)
    this.#rows.set(row.id, row)
    if (before !== undefined && before.lead_id === row.lead_id) this.#replace(before, row)
    else {
      if (before !== undefined) this.#unlink(before)
      this.#link(row)
    }
  }

  delete(id: string): void {
    const row = this.#rows.get(id)
    if (row === undefined) return
    this.revision++
    this.watcher?.(row, undefined)
    this.#unlink(row)
    this.#rows.delete(id)
  }

  #link(row: R): void {
    if (row.lead_id === undefined) return
    const rows = this.#byLead.get(row.lead_id)
    if (rows === undefined) this.#byLead.set(row.lead_id, [row])
    else rows.push(row)
  }

  #replace(before: R, row: R): void {
    const rows = this.#byLead.get(row.lead_id ?? '')
    if (rows !== undefined) rows[rows.indexOf(before)] = row
  }

  #unlink(row: R): void {
    const rows = this.#byLead.get(row.lead_id ?? '')
    if (rows === undefined) return
    rows.splice(rows.indexOf(row), 1)
    if (rows.length === 0) this.#byLead.delete(row.lead_id ?? '')
  }
}
