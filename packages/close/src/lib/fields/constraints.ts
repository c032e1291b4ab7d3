import type { Arbitrary } from 'fast-check'
import type { Cents } from '../data/usd.ts'

/** How many: exactly so many, or a range whose ends are both included. */
export type Count = number | { readonly min?: number; readonly max?: number }

/** What is asked of mail addresses. A field with an arbitrary takes its values from there. */
export interface EmailConstraints {
  readonly email?: Arbitrary<string>
  readonly type?: Arbitrary<string | undefined>
  readonly is_unsubscribed?: Arbitrary<boolean | undefined>
}

/** What is asked of phone numbers. A field with an arbitrary takes its values from there. */
export interface PhoneConstraints {
  readonly phone?: Arbitrary<string>
  readonly type?: Arbitrary<string | undefined>
}

/** What is asked of contacts. A field with an arbitrary takes its values from there. */
export interface ContactConstraints {
  readonly name?: Arbitrary<string>
  /** How many addresses: none to two by default. */
  readonly emails?: Count
  readonly email?: EmailConstraints
  /** How many numbers: none or one by default. */
  readonly phones?: Count
  readonly phone?: PhoneConstraints
}

/** What is asked of opportunities. A field with an arbitrary takes its values from there. */
export interface OpportunityConstraints {
  readonly note?: Arbitrary<string>
  /** A range in cents is met in whole dollars. */
  readonly value?: Arbitrary<Cents | undefined> | { readonly min: Cents; readonly max: Cents }
  readonly confidence?: Arbitrary<number | undefined>
  readonly period?: Arbitrary<string | undefined>
}

/** What is asked of tasks. A field with an arbitrary takes its values from there. */
export interface TaskConstraints {
  readonly description?: Arbitrary<string>
  /** Days from and to, both included: `2025-01-01` to `2026-12-31` by default. */
  readonly date?: Arbitrary<string | undefined> | { readonly from: string; readonly to: string }
  readonly completed?: Arbitrary<boolean | undefined>
  /** Absent by default, since only the sandbox knows its users. */
  readonly assignee_id?: Arbitrary<string | undefined>
}

/** What is asked of leads. A field with an arbitrary takes its values from there. */
export interface LeadConstraints {
  readonly name?: Arbitrary<string>
  readonly status?: Arbitrary<string | undefined>
  /** How many: none to four by default. */
  readonly contacts?: Count
  readonly contact?: ContactConstraints
  /** How many: none to three by default. */
  readonly opportunities?: Count
  readonly opportunity?: OpportunityConstraints
  /** How many: none to four by default. */
  readonly tasks?: Count
  readonly task?: TaskConstraints
}

/** What is asked of close data as a whole. */
export interface CloseDataConstraints {
  /** How many: none to ten by default, up to 10,000. */
  readonly leads?: Count
  readonly lead?: LeadConstraints
}
