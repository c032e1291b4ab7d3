import type { Cents } from './usd.ts'

/**
 * Everything a Close sandbox can be filled with: leads, and under each its contacts,
 * opportunities and tasks. Names are those of the wire. An absent, `null` or empty list mean the same.
 *
 * @typeParam LeadName - the names of the leads, where they are known to the compiler
 * @see API reference, `CloseData` of `POST /sandbox/close/{sandbox_id}/initialize`
 */
export interface CloseData<LeadName extends string = string> {
  readonly leads?: readonly CloseLead<LeadName>[] | null | undefined
}

/** A company that might buy, and all that is known about it. */
export interface CloseLead<Name extends string = string> {
  readonly name: Name
  /** The label of one of the organization's lead statuses; the service picks one when absent. */
  readonly status?: CloseLeadStatus | null | undefined
  readonly contacts?: readonly CloseContact[] | null | undefined
  readonly opportunities?: readonly CloseOpportunity[] | null | undefined
  readonly tasks?: readonly CloseTask[] | null | undefined
}

/** The labels a new Close organization starts with. Any other text is within the contract. */
export type CloseLeadStatus = 'Potential' | 'Qualified' | 'Bad Fit' | (string & {})

/** A person who works at the lead. */
export interface CloseContact {
  readonly name?: string | null | undefined
  readonly emails?: readonly CloseEmail[] | null | undefined
  readonly phones?: readonly ClosePhone[] | null | undefined
}

/** A mail address of a contact. The contract lets it carry any other key. */
export interface CloseEmail {
  readonly email?: string
  /** `office`, `home`, `direct` and the like. */
  readonly type?: string
  readonly is_unsubscribed?: boolean
  readonly [key: string]: unknown
}

/** A phone number of a contact. The contract lets it carry any other key. */
export interface ClosePhone {
  /** International form, such as `+15550100123`. */
  readonly phone?: string
  /** `office`, `mobile`, `home` and the like. */
  readonly type?: string
  readonly [key: string]: unknown
}

/** A deal that might be won. */
export interface CloseOpportunity {
  readonly note: string
  /** In cents: write `usd(480)` rather than `48000`. */
  readonly value?: Cents | null | undefined
  /** Per cent, 0 to 100. The contract does not enforce the range. */
  readonly confidence?: number | null | undefined
  readonly period?: ClosePeriod | null | undefined
}

/** How often an opportunity pays. Close knows these three; any other text is within the contract. */
export type ClosePeriod = 'one_time' | 'monthly' | 'annual' | (string & {})

/** Something a salesperson has to do about the lead. */
export interface CloseTask {
  readonly description: string
  /** When it is due: `2025-12-02`, or a date and time. */
  readonly date?: string | null | undefined
  readonly completed?: boolean | null | undefined
  /** The id of the user who has to do it; whoever owns the sandbox when absent. */
  readonly assignee_id?: string | null | undefined
}
