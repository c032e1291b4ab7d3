import { type Check, type Refused, REFUSED } from './check.ts'
import type { Complaint, Problems } from './problems.ts'

const LIST_TYPE: Complaint = { type: 'list_type', msg: 'Input should be a valid list' }
const DICT_TYPE: Complaint = { type: 'dict_type', msg: 'Input should be a valid dictionary' }
const MODEL_TYPE: Complaint = {
  type: 'model_attributes_type',
  msg: 'Input should be a valid dictionary or object to extract fields from',
}
const MISSING: Complaint = { type: 'missing', msg: 'Field required' }

/** An object of any content, kept as it is. */
export type Dictionary = Readonly<Record<string, unknown>>

/** Any object; what is in it is nobody's business. */
export const dictionary: Check<Dictionary> = (input, problems) => {
  if (isDictionary(input)) return input
  problems.report(DICT_TYPE, input)
  return REFUSED
}

export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (input, problems) => {
    if (!Array.isArray(input)) {
      problems.report(LIST_TYPE, input)
      return REFUSED
    }
    return checkItems(input, check, problems)
  }
}

/** An object of any keys, whose values are all read alike. */
export function mapOf<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (input, problems) => {
    const members = dictionary(input, problems)
    if (members === REFUSED) return REFUSED
    const read = Object.entries(members).map(
      ([key, value]) => [key, problems.at(key, () => check(value, problems))] as const,
    )
    if (read.some(([, value]) => value === REFUSED)) return REFUSED
    return Object.fromEntries(read) as Readonly<Record<string, T>>
  }
}

/** How one field of a model is read: `check` when it is there; a missing one is `otherwise`, or an error without it. */
export interface Field<T> {
  readonly check: Check<T>
  readonly otherwise?: T
  /** What is checked in place of a field that is missing. */
  readonly absent?: null
}

export type Fields<T> = { readonly [Name in keyof T]-?: Field<T[Name]> }

/** An object with known fields; unknown ones are dropped, and problems come in the fields' order. */
export function model<T extends object>(fields: Fields<T>): Check<T> {
  const entries = Object.entries<Field<unknown>>(fields)
  return (input, problems) => {
    if (isDictionary(input)) return checkFields(input, entries, problems) as T | Refused
    problems.report(MODEL_TYPE, input)
    return REFUSED
  }
}

/** A field that must be there. */
export function required<T>(check: Check<T>): Field<T> {
  return { check }
}

/** A field that stands for `otherwise` when it is missing. */
export function optional<T>(check: Check<T>, otherwise: T): Field<T> {
  return { check, otherwise }
}

/** A body that must be there: none and `null` are both reported as missing, with `null` as input. */
export function requiredBody<T>(check: Check<T>): Field<T> {
  return {
    absent: null,
    check(input, problems) {
      if (input !== null) return check(input, problems)
      problems.report(MISSING, null)
      return REFUSED
    },
  }
}

function checkItems<T>(
  items: readonly unknown[],
  check: Check<T>,
  problems: Problems,
): readonly T[] | Refused {
  const values: T[] = []
  for (let index = 0; index < items.length; index += 1) {
    problems.enter(index)
    const value = check(items[index], problems)
    problems.leave()
    if (value !== REFUSED) values.push(value)
  }
  return values.length === items.length ? values : REFUSED
}

function checkFields(
  input: Dictionary,
  entries: readonly [string, Field<unknown>][],
  problems: Problems,
): Record<string, unknown> | Refused {
  const values: Record<string, unknown> = {}
  let refused = false
  for (const [name, field] of entries) {
    problems.enter(name)
    const value = checkField(input, name, field, problems)
    problems.leave()
    if (value === REFUSED) refused = true
    else values[name] = value
  }
  return refused ? REFUSED : values
}

function checkField(
  input: Dictionary,
  name: string,
  field: Field<unknown>,
  problems: Problems,
): unknown {
  if (Object.hasOwn(input, name)) return field.check(input[name], problems)
  if ('otherwise' in field) return field.otherwise
  if (field.absent === null) return field.check(null, problems)
  problems.report(MISSING, input)
  return REFUSED
}

/** An object that is no list. */
export function isDictionary(input: unknown): input is Dictionary {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}
