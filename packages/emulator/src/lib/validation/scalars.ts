import { type Check, REFUSED } from './check.ts'
import type { Complaint } from './problems.ts'

const STRING_TYPE: Complaint = { type: 'string_type', msg: 'Input should be a valid string' }
const INT_TYPE: Complaint = { type: 'int_type', msg: 'Input should be a valid integer' }
const INT_PARSING: Complaint = {
  type: 'int_parsing',
  msg: 'Input should be a valid integer, unable to parse string as an integer',
}
const INT_FROM_FLOAT: Complaint = {
  type: 'int_from_float',
  msg: 'Input should be a valid integer, got a number with a fractional part',
}
const INT_PARSING_SIZE: Complaint = {
  type: 'int_parsing_size',
  msg: 'Unable to parse input string as an integer, exceeded maximum size',
}
const FLOAT_TYPE: Complaint = { type: 'float_type', msg: 'Input should be a valid number' }
const FLOAT_PARSING: Complaint = {
  type: 'float_parsing',
  msg: 'Input should be a valid number, unable to parse string as a number',
}
const BOOL_TYPE: Complaint = { type: 'bool_type', msg: 'Input should be a valid boolean' }
const BOOL_PARSING: Complaint = {
  type: 'bool_parsing',
  msg: 'Input should be a valid boolean, unable to interpret input',
}

const TRUE_WORDS = new Set(['1', 'on', 't', 'true', 'y', 'yes'])
const FALSE_WORDS = new Set(['0', 'off', 'f', 'false', 'n', 'no'])
const INTEGER_TEXT = /^\s*([+-]?\d+(?:_\d+)*)(?:\.0+)?\s*$/

const NUMBER_TEXT = /^\s*[+-]?(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i

/** Strings only; numbers are not turned into text. */
export const string: Check<string> = (input, problems) => {
  if (typeof input === 'string') return input
  problems.report(STRING_TYPE, input)
  return REFUSED
}

/** Whole numbers, also spelled `12.0`, `"12"` or `true`. */
export const integer: Check<number> = (input, problems) => {
  const value = toInteger(input)
  if (typeof value === 'number') return value
  problems.report(value, input)
  return REFUSED
}

/** Any number, also spelled `"1.5"` or `true`. */
export const number: Check<number> = (input, problems) => {
  const value = toNumber(input)
  if (typeof value === 'number') return value
  problems.report(value, input)
  return REFUSED
}

/** Booleans, also spelled `1`, `0`, `"yes"`, `"off"` and the like. */
export const boolean: Check<boolean> = (input, problems) => {
  const value = toBoolean(input)
  if (typeof value === 'boolean') return value
  problems.report(value, input)
  return REFUSED
}

/** One of the given words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Check<Word> {
  const known = new Set<unknown>(words)
  const expected = quotedList(words)
  const complaint = { type: 'enum', msg: `Input should be ${expected}`, ctx: { expected } }
  return (input, problems) => {
    if (known.has(input)) return input as Word
    problems.report(complaint, input)
    return REFUSED
  }
}

/** One of the given texts and no other, which pydantic tells otherwise than the words of an enumeration. */
export function literal<const Text extends string>(...texts: readonly Text[]): Check<Text> {
  const known = new Set<unknown>(texts)
  const expected = quotedList(texts)
  const complaint = { type: 'literal_error', msg: `Input should be ${expected}`, ctx: { expected } }
  return (input, problems) => {
    if (known.has(input)) return input as Text
    problems.report(complaint, input)
    return REFUSED
  }
}

/** Whole numbers from `least` to `most`, both included. */
export function integerBetween(least: number, most: number): Check<number> {
  return (input, problems) => {
    const value = integer(input, problems)
    if (value === REFUSED || (value >= least && value <= most)) return value
    problems.report(value < least ? tooSmall(least) : tooLarge(most), input)
    return REFUSED
  }
}

/** A number from 0 to 1; the emulator's own control endpoint takes it, the service nowhere does. */
export const fraction: Check<number> = (input, problems) => {
  if (typeof input === 'number' && input >= 0 && input <= 1) return input
  problems.report({ type: 'fraction', msg: 'Input should be a number from 0 to 1' }, input)
  return REFUSED
}

function toInteger(input: unknown): number | Complaint {
  if (typeof input === 'number') return numberToInteger(input)
  if (typeof input === 'boolean') return input ? 1 : 0
  if (typeof input !== 'string') return INT_TYPE
  const digits = INTEGER_TEXT.exec(input)?.[1]
  return digits === undefined ? INT_PARSING : Number(digits.replaceAll('_', ''))
}

function toNumber(input: unknown): number | Complaint {
  if (typeof input === 'number') return input
  if (typeof input === 'boolean') return input ? 1 : 0
  if (typeof input !== 'string') return FLOAT_TYPE
  return NUMBER_TEXT.test(input) ? Number(input.replaceAll('_', '')) : FLOAT_PARSING
}

/** From 10^21 on, JSON is written with an exponent, which the service reads as a float. */
function numberToInteger(input: number): number | Complaint {
  if (!Number.isInteger(input)) return INT_FROM_FLOAT
  return isWhole(input) ? input : INT_PARSING_SIZE
}

function isWhole(input: unknown): boolean {
  return Number.isInteger(input) && Math.abs(Number(input)) < 1e21
}

function toBoolean(input: unknown): boolean | Complaint {
  if (typeof input === 'boolean') return input
  if (typeof input !== 'string' && !isWhole(input)) return BOOL_TYPE
  const word = String(input).toLowerCase()
  if (TRUE_WORDS.has(word)) return true
  return FALSE_WORDS.has(word) ? false : BOOL_PARSING
}

function quotedList(words: readonly string[]): string {
  const quoted = words.map((word) => `'${word}'`)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`
}

function tooSmall(ge: number): Complaint {
  const msg = `Input should be greater than or equal to ${ge}`
  return { type: 'greater_than_equal', msg, ctx: { ge } }
}

function tooLarge(le: number): Complaint {
  const msg = `Input should be less than or equal to ${le}`
  return { type: 'less_than_equal', msg, ctx: { le } }
}
