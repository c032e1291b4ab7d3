import { type Check, REFUSED } from './check.ts'
import type { Complaint } from './problems.ts'
import { string } from './scalars.ts'

/** What a text has to be, in pydantic's terms; a length is in code points. */
export interface TextLimits {
  readonly minLength: number
  readonly maxLength: number
  readonly pattern: string | undefined
  readonly isEmail: boolean
}

/** A text within limits; the first that it breaks is reported. */
export function limitedText(limits: TextLimits): Check<string> {
  const { pattern } = limits
  const matcher = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  return (input, problems) => {
    const text = string(input, problems)
    if (text === REFUSED) return text
    const complaint = textComplaint(text, limits, matcher)
    if (complaint === undefined) return text
    problems.report(complaint, input)
    return REFUSED
  }
}

function textComplaint(
  text: string,
  { minLength, maxLength, isEmail }: TextLimits,
  matcher: RegExp | undefined,
): Complaint | undefined {
  const { length } = Array.from(text)
  if (length < minLength) return tooShort(minLength)
  if (length > maxLength) return tooLong(maxLength)
  if (matcher !== undefined && !matcher.test(text)) return mismatch(matcher.source)
  return isEmail && !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text) ? noEmail(text) : undefined
}

function tooShort(least: number): Complaint {
  const msg = `String should have at least ${count(least, 'character')}`
  return { type: 'string_too_short', msg, ctx: { min_length: least } }
}

function tooLong(most: number): Complaint {
  const msg = `String should have at most ${count(most, 'character')}`
  return { type: 'string_too_long', msg, ctx: { max_length: most } }
}

function mismatch(pattern: string): Complaint {
  const msg = `String should match pattern '${pattern}'`
  return { type: 'string_pattern_mismatch', msg, ctx: { pattern } }
}

function noEmail(text: string): Complaint {
  const reason = text.includes('@')
    ? 'The part after the @-sign is not valid.'
    : 'An email address must have an @-sign.'
  return {
    type: 'value_error',
    msg: `value is not a valid email address: ${reason}`,
    ctx: { reason },
  }
}

/** What a number has to be. */
export interface NumberLimits {
  readonly min: number
  readonly max: number
  readonly above: number
}

/** A number of a kind within limits. */
export function limitedNumber(
  kind: Check<number>,
  { min, max, above }: NumberLimits,
): Check<number> {
  return (input, problems) => {
    const value = kind(input, problems)
    if (value === REFUSED) return value
    const complaint = numberComplaint(value, min, max, above)
    if (complaint === undefined) return value
    problems.report(complaint, input)
    return REFUSED
  }
}

function numberComplaint(value: number, ge: number, le: number, gt: number): Complaint | undefined {
  const should = 'Input should be'
  if (value < ge)
    return {
      type: 'greater_than_equal',
      msg: `${should} greater than or equal to ${ge}`,
      ctx: { ge },
    }
  if (value > le)
    return { type: 'less_than_equal', msg: `${should} less than or equal to ${le}`, ctx: { le } }
  if (value > gt) return undefined
  return { type: 'greater_than', msg: `${should} greater than ${gt}`, ctx: { gt } }
}

/** A list of at least so many. */
export function longList<T>(check: Check<readonly T[]>, least: number): Check<readonly T[]> {
  return (input, problems) => {
    const items = check(input, problems)
    if (items === REFUSED || items.length >= least) return items
    const msg = `List should have at least ${count(least, 'item')} after validation, not ${items.length}`
    const ctx = { field_type: 'List', min_length: least, actual_length: items.length }
    problems.report({ type: 'too_short', msg, ctx }, input)
    return REFUSED
  }
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
