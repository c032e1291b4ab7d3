import type { Dictionary } from '../../validation/containers.ts'
import { CloseError } from './close-error.ts'
import { compareMoments } from './moment.ts'

/** The parameters of a list call, as a query string carries them. */
export type ListParameters = Readonly<Record<string, string>>

/** One page of a list, as Close answers it. */
export interface Page {
  readonly has_more: boolean
  readonly data: readonly Dictionary[]
  /** Only some lists count; leads and opportunities do. */
  readonly total_results?: number
}

const DEFAULT_LIMIT = 100
/** Close documents no number; the public MCP server never asks for more. */
const MAX_LIMIT = 200

/** Cuts the page that `_skip` and `_limit` ask for and shows each row in it. */
export function pageOf<Row>(
  rows: readonly Row[],
  parameters: ListParameters,
  show: (row: Row) => Dictionary,
): Page {
  const skip = wholeNumber(parameters, '_skip', 0)
  const limit = wholeNumber(parameters, '_limit', DEFAULT_LIMIT)
  if (limit > MAX_LIMIT) throw CloseError.invalid(`_limit must be at most ${MAX_LIMIT}.`)
  const pick = fieldPicker(parameters['_fields'])
  return {
    has_more: rows.length > skip + limit,
    data: rows.slice(skip, skip + limit).map((row) => pick(show(row))),
  }
}

/** Keeps only the fields that `_fields` names. */
export function fieldPicker(fields: string | undefined): (object: Dictionary) => Dictionary {
  if (fields === undefined || fields === '') return (object) => object
  const names = new Set(fields.split(',').map((name) => name.trim()))
  if (names.has('_all')) return (object) => object
  const wanted = (name: string): boolean =>
    names.has(name) || (names.has('custom') && name.startsWith('custom'))
  return (object) => Object.fromEntries(Object.entries(object).filter(([name]) => wanted(name)))
}

/** The rows that pass, those made last first, those made in one go included. */
export function newestFirst<Row extends { readonly date_created: string }>(
  rows: Iterable<Row>,
  passes: (row: Row) => boolean = () => true,
): Row[] {
  const found: Row[] = []
  for (const row of rows) if (passes(row)) found.push(row)
  return found
    .toReversed()
    .sort((one, other) => compareMoments(other.date_created, one.date_created))
}

/** A parameter that is a whole number; 400 for anything else. */
export function wholeNumber(parameters: ListParameters, name: string, otherwise: number): number {
  const text = parameters[name]
  if (text === undefined) return otherwise
  if (/^\d+$/.test(text)) return Number(text)
  throw CloseError.invalid(`${name} must be a whole number.`)
}
