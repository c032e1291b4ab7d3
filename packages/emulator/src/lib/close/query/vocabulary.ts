import { CloseError } from '../call/close-error.ts'
import { momentOf } from './moment.ts'
import type { Condition, Operator } from './parse-query.ts'

export type Value = string | number | boolean | null | undefined

/** What can be searched for in one kind of thing. */
export interface Vocabulary<Subject> {
  /** Whether anything that a bare word is looked for in holds. */
  someText(subject: Subject, holds: (value: Value) => boolean): boolean
  /** The values of one field; `undefined` when there is no such field. */
  field(name: string): ((subject: Subject) => readonly Value[]) | undefined
}

/** Turns a condition into a test. Throws a `CloseError` for fields that do not exist. */
export function compile<Subject>(
  condition: Condition,
  vocabulary: Vocabulary<Subject>,
  now: Date,
): (subject: Subject) => boolean {
  switch (condition.kind) {
    case 'and': {
      const parts = condition.parts.map((part) => compile(part, vocabulary, now))
      return (subject) => parts.every((part) => part(subject))
    }
    case 'or': {
      const parts = condition.parts.map((part) => compile(part, vocabulary, now))
      return (subject) => parts.some((part) => part(subject))
    }
    case 'not': {
      const part = compile(condition.part, vocabulary, now)
      return (subject) => !part(subject)
    }
    case 'text': {
      const holds = contains(condition.text)
      return (subject) => vocabulary.someText(subject, holds)
    }
    case 'field': {
      const values = vocabulary.field(condition.field)
      if (values === undefined) throw unknownField(condition.field)
      const holds = comparison(condition.operator, condition.value, now)
      return (subject) => holds(values(subject))
    }
  }
}

/** Whether any of a field's values compares as asked; for `!=`, whether none is equal. */
function comparison(
  operator: Operator,
  wanted: string,
  now: Date,
): (values: readonly Value[]) => boolean {
  if (operator === ':') {
    const holds = wanted === '*' ? isThere : contains(wanted)
    return (values) => values.some(holds)
  }
  if (operator === '=') return (values) => values.some(equals(wanted))
  if (operator === '!=') return (values) => !values.some(equals(wanted))
  const order = ordering(wanted, now)
  return (values) => values.some((value) => isThere(value) && obeys(operator, order(value)))
}

function contains(wanted: string): (value: Value) => boolean {
  const needle = wanted.toLowerCase()
  return (value) => isThere(value) && String(value).toLowerCase().includes(needle)
}

function equals(wanted: string): (value: Value) => boolean {
  const other = wanted.toLowerCase()
  return (value) => String(value ?? '').toLowerCase() === other
}

function isThere(value: Value): boolean {
  return value !== undefined && value !== null && value !== ''
}

/** Numbers compare as numbers, moments as moments, anything else as text. */
function ordering(wanted: string, now: Date): (value: Value) => number {
  const number = Number(wanted)
  if (!Number.isNaN(number)) return (value) => Number(value) - number
  const moment = momentOf(wanted, now)
  if (moment !== undefined) return (value) => Date.parse(String(value)) - moment
  return (value) => String(value).localeCompare(wanted)
}

function obeys(operator: '<' | '<=' | '>' | '>=', order: number): boolean {
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

function unknownField(field: string): CloseError {
  return CloseError.invalid(`Invalid query: there is no field '${field}'.`)
}
