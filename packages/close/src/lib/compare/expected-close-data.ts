import type { CloseEmail, CloseLeadStatus, ClosePeriod, ClosePhone } from '../data/close-data.ts'
import type { Cents } from '../data/usd.ts'

/**
 * What a single value should be: that value, a pattern for a text, a predicate, or one of a test
 * runner's asymmetric matchers such as `expect.stringContaining('renewal')`.
 * `null` stands for absent, and a key that is left out for anything. `undefined` is in the type for
 * values that were read from a dump; a matcher refuses it, since it most often is a mistake that would
 * let anything pass. A predicate is not asked about an absent value.
 */
export type Expected<Value> =
  | Value
  | ([Value] extends [string] ? RegExp : never)
  | ((value: Value) => boolean)
  | AsymmetricMatcher
  | null
  | undefined

/** What Vitest's, Jest's and Playwright's `expect.anything()` and its kin have in common. */
export interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean
}

/**
 * What a sandbox should hold. Where it is compared partially, only what is mentioned counts,
 * and an empty list means that there should be none.
 */
export interface ExpectedCloseData {
  readonly leads?: readonly ExpectedLead[] | null | undefined
}

/** What a lead should be. */
export interface ExpectedLead {
  readonly name?: Expected<string>
  readonly status?: Expected<CloseLeadStatus>
  readonly contacts?: readonly ExpectedContact[] | null | undefined
  readonly opportunities?: readonly ExpectedOpportunity[] | null | undefined
  readonly tasks?: readonly ExpectedTask[] | null | undefined
}

/** What a contact should be. */
export interface ExpectedContact {
  readonly name?: Expected<string>
  readonly emails?: readonly ExpectedEmail[] | null | undefined
  readonly phones?: readonly ExpectedPhone[] | null | undefined
}

/** What a mail address should be. */
export type ExpectedEmail = { readonly [Key in keyof CloseEmail]?: Expected<CloseEmail[Key]> }

/** What a phone number should be. */
export type ExpectedPhone = { readonly [Key in keyof ClosePhone]?: Expected<ClosePhone[Key]> }

/** What an opportunity should be. */
export interface ExpectedOpportunity {
  readonly note?: Expected<string>
  /** In cents, as `usd` makes them. */
  readonly value?: Expected<Cents>
  readonly confidence?: Expected<number>
  readonly period?: Expected<ClosePeriod>
}

/** What a task should be. */
export interface ExpectedTask {
  readonly description?: Expected<string>
  readonly date?: Expected<string>
  readonly completed?: Expected<boolean>
  readonly assignee_id?: Expected<string>
}
