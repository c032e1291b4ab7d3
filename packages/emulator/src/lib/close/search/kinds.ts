import { isCloseTime, momentOf } from '../call/moment.ts'
import { normalPhone } from '../store/phone.ts'
import type { Operator, Term } from './condition.ts'
import { matchesGlob } from './glob.ts'
import { invalidQuery } from './scanner.ts'
import { type Place, type Span, spanOf } from './span.ts'

export type Value = unknown
/** A test of one value that is there. */
export type Test = (value: Value) => boolean
/** What a positive comparison asks for. */
export interface Comparison {
  readonly field: string
  readonly operator: Exclude<Operator, '!='>
  readonly term: Term
  readonly place: Place
}

/** How the values of a field compare with what is written; each throws 400 for what cannot be. */
export type Kind = (comparison: Comparison) => Test

/** `:` finds a part, `=` the whole, in any case. */
export const text: Kind = ({ field, operator, term }) => {
  refuseOrder(field, operator)
  if (operator === ':') return containing(term)
  return matching(term)
}

/** One of a few words, or an id: `:` and `=` both find the whole, in any case. */
export const word: Kind = ({ field, operator, term }) => {
  refuseOrder(field, operator)
  return matching(term)
}

/** A word that is one of those that there are. */
export function oneOf(words: readonly string[]): Kind {
  return (comparison) => {
    const { field, term } = comparison
    if (!words.includes(term.text.toLowerCase()) && !isPattern(term)) {
      throw invalidQuery(`'${field}' is one of ${words.join(', ')}, not '${term.text}'`)
    }
    return word(comparison)
  }
}

/** How many of something there are; none is nothing to have. */
export const quantity: Kind = (comparison) => number(comparison)

export const number: Kind = (comparison) => ordered(comparison, numberOf(comparison, 1))

/** In cents; what is written with a `$` is in dollars. */
export const money: Kind = (comparison) => ordered(comparison, numberOf(comparison, 100))

export const boolean: Kind = ({ field, operator, term }) => {
  refuseOrder(field, operator)
  const wanted = BOOLEANS.get(term.text.toLowerCase())
  if (wanted === undefined) throw invalidQuery(`'${field}' is true or false, not '${term.text}'`)
  return (value) => value === wanted
}

export const moment: Kind = ({ field, operator, term, place }) => {
  const span = spanOf(term.text, place)
  if (span === undefined) throw invalidQuery(`'${term.text}', for '${field}', is no date`)
  return (value) => isInSpan(timeOf(value, place), operator, span)
}

/** Only digits count: `:` finds a part of them, `=` all, with or without the country code. */
export const phone: Kind = ({ field, operator, term }) => {
  refuseOrder(field, operator)
  const test = phoneTest(term, operator === '=')
  if (test === undefined) throw invalidQuery(`'${term.text}', for '${field}', is no phone number`)
  return test
}

/** Whatever a custom field holds: each value compares as what it is. */
export const customValue: Kind = (comparison) => {
  const { operator, term, place } = comparison
  const amount = amountOf(term.text)
  const span = spanOf(term.text, place)
  if (isOrder(operator) && amount === undefined && span === undefined) {
    throw invalidQuery(`'${term.text}' is no number and no date`)
  }
  const asText = isOrder(operator) ? undefined : text(comparison)
  return (value) => {
    if (typeof value === 'number') return amount !== undefined && obeys(value, operator, amount)
    if (typeof value === 'boolean') return BOOLEANS.get(term.text.toLowerCase()) === value
    if (asText?.(value) === true) return true
    return span !== undefined && isInSpan(timeOf(value, place), operator, span)
  }
}

/** What a bare word is looked for in: texts, and digits of phones if it could be a whole number. */
export interface TextTests {
  readonly text: Test
  readonly phone: Test
}

export function textTests(term: Term): TextTests {
  const found = containing(term)
  const isNumber = term.text.replaceAll(/\D/g, '').length >= 7
  const byDigits = isNumber ? phoneTest(term, false) : undefined
  return { text: found, phone: byDigits ?? found }
}

export function isThere(value: Value): boolean {
  return value !== undefined && value !== null && value !== ''
}

/** A value by which rows are put in order. */
export function sortKeyOf(value: Value, kind: Kind, place: Place): string | number | undefined {
  if (!isThere(value)) return undefined
  if (kind === moment) return timeOf(value, place)
  return typeof value === 'number' ? value : folded(String(value))
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
])

/** One spelling for all cases and forms of a text; upper case has one sigma, and two S for a sharp s. */
function folded(written: string): string {
  if (ASCII.test(written)) return written.toUpperCase()
  return written.normalize('NFC').toUpperCase().normalize('NFC')
}

const ASCII = /^[ -~]*$/

function isPattern({ text: written, quoted }: Term): boolean {
  return !quoted && written.includes('*')
}

function containing(term: Term): Test {
  const needle = folded(term.text)
  if (!isPattern(term) && term.isWord !== true)
    return (value) => isThere(value) && folded(String(value)).includes(needle)
  // Most values have not even the longest of what stands between the stars.
  const [longest = ''] = needle.split('*').toSorted((one, other) => other.length - one.length)
  return (value) => {
    const written = isThere(value) ? folded(String(value)) : ''
    return written.includes(longest) && wordsOf(written).some((one) => matchesGlob(needle, one))
  }
}

/** What spaces separate, without the punctuation around it. */
function wordsOf(value: string): readonly string[] {
  return value.split(/\s+/).map((one) => one.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
}

function matching(term: Term): Test {
  const wanted = folded(term.text)
  if (!isPattern(term)) return (value) => isThere(value) && folded(String(value)) === wanted
  return (value) => isThere(value) && matchesGlob(wanted, folded(String(value)))
}

function phoneTest(term: Term, isWhole: boolean): Test | undefined {
  if (!/^[\d\s()+./*-]*\d[\d\s()+./*-]*$/.test(term.text)) return undefined
  const isGlob = isPattern(term)
  const wanted = term.text.replaceAll(isGlob ? /[^\d*]/g : /\D/g, '')
  const normal = digitsOf(normalPhone(term.text))
  return (value) => {
    const digits = digitsOf(String(value))
    if (isGlob) return matchesGlob(wanted, digits)
    return isWhole ? digits === wanted || digits === normal : digits.includes(wanted)
  }
}

/** Most are stored as digits behind a plus, and searches spend their time here. */
function digitsOf(written: string): string {
  return /^\+\d+$/.test(written) ? written.slice(1) : written.replaceAll(/\D/g, '')
}

/** `1,000`, `2.5k`, `50%`: a number as people write it. */
const AMOUNT = /^([-+]?)(\$?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)? ?([km%]?)$/i

function amountOf(written: string, dollar = 1): number | undefined {
  const [, sign, currency, whole = '', fraction = '', unit = ''] = AMOUNT.exec(written.trim()) ?? []
  if (whole === '') return undefined
  const scale = { k: 1e3, m: 1e6 }[unit.toLowerCase()] ?? 1
  const amount = Number(`${whole.replaceAll(',', '')}${fraction}`) * scale
  const inUnits = currency === '$' ? amount * dollar : amount
  // Whatever a decimal point leaves behind is no part of the number that was written.
  return Number((sign === '-' ? -inUnits : inUnits).toPrecision(15))
}

function numberOf({ field, term }: Comparison, dollar: number): number {
  const amount = amountOf(term.text, dollar)
  if (amount === undefined) throw invalidQuery(`'${term.text}', for '${field}', is no number`)
  return amount
}

function ordered({ operator }: Comparison, bound: number): Test {
  return (value) => typeof value === 'number' && obeys(value, operator, bound)
}

function obeys(value: number, operator: Operator, bound: number): boolean {
  if (operator === '<') return value < bound
  if (operator === '<=') return value <= bound
  if (operator === '>') return value > bound
  return operator === '>=' ? value >= bound : value === bound
}

/** A stretch of time is before what follows it and after what precedes it, all of it. */
function isInSpan(value: number, operator: Operator, { from, to, at }: Span): boolean {
  if (operator === ':' || operator === '=') return value >= from && value < to
  if (at !== undefined) return obeys(value, operator, at)
  if (operator === '<') return value < from
  if (operator === '<=') return value < to
  return operator === '>' ? value >= to : value >= from
}

/** Moments as Close writes them are not checked again: searches spend their time here. */
function timeOf(value: Value, { utcOffsetMs }: Place): number {
  const written = String(value)
  if (isCloseTime(written)) return Date.parse(written)
  return momentOf(written, utcOffsetMs) ?? Number.NaN
}

function isOrder(operator: Operator): boolean {
  return operator.startsWith('<') || operator.startsWith('>')
}

function refuseOrder(field: string, operator: Operator): void {
  if (isOrder(operator))
    throw invalidQuery(`'${field}' has no order that '${operator}' could ask for`)
}
