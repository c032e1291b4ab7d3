import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { momentOf } from '../call/moment.ts'
import type { ListFacts } from '../call/resource.ts'
import type { ListParameters } from '../call/page.ts'
import { checkFields } from './shown-fields.ts'
import { documentedOperation } from '../document/documented-operation.ts'

/** What a filter compares. */
export type FilterValue = string | boolean | null | undefined

/** Which rows a list has, and what it can be narrowed by. */
export interface Listing<Row> extends ListFacts {
  /** The value of a row that `name`, `name__in`, `name__lt` and so on compare. */
  readonly fields: Readonly<Record<string, (row: Row, call: CloseCall) => FilterValue>>
  /** The only words that a field may be compared with. */
  readonly words?: Readonly<Record<string, readonly string[]>>
}

/** Every list has them, whether the document says so or not. */
const PAGE = new Set(['_limit', '_skip', '_fields'])
const BOUNDS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  lt: (value, bound) => value < bound,
  lte: (value, bound) => value <= bound,
  gt: (value, bound) => value > bound,
  gte: (value, bound) => value >= bound,
}

/**
 * The test that a list's parameters ask for. All of them are read before any row is looked at, so
 * that a mistake is told whatever the list holds.
 *
 * @throws CloseError 400 for a value that cannot be, and for a parameter that Close does not have:
 * Close ignores these, and a list that is not narrowed makes a test pass or fail for the wrong reason
 * @throws CloseError 501 for a parameter that Close has and this emulator has not
 */
export function filterOf<Row>(
  call: CloseCall,
  listing: Listing<Row>,
  parameters: ListParameters,
  method: 'GET' | 'PUT' = 'GET',
): (row: Row) => boolean {
  const operation = `${method} ${listing.path}`
  const documented = documentedOperation(method, listing.path)?.parameters
  checkFields(parameters['_fields'], listing.path)
  const tests = Object.entries(parameters).flatMap(([name, value]) => {
    const shape = documented?.get(name)
    if (PAGE.has(name) && (method === 'GET' || shape !== undefined)) return []
    if (shape === undefined && listing.undocumented?.includes(name) !== true) {
      throw CloseError.unknownParameter(operation, name)
    }
    if (listing.own?.includes(name) === true) return []
    const [field = '', operator = shape === 'string[]' ? 'in' : undefined] = name.split('__')
    const read = Object.hasOwn(listing.fields, field) ? listing.fields[field] : undefined
    if (read === undefined) throw CloseError.notEmulated(`the parameter ${name} of ${operation}`)
    const holds = comparison({ name, field, operator, value }, listing.words?.[field], call)
    return [(row: Row) => holds(read(row, call))]
  })
  return tests.length === 0 ? () => true : (row) => tests.every((test) => test(row))
}

interface Comparison {
  readonly name: string
  readonly field: string
  readonly operator: string | undefined
  readonly value: string
}

function comparison(
  { name, field, operator, value }: Comparison,
  words: readonly string[] | undefined,
  { utcOffsetMs }: CloseCall,
): (value: FilterValue) => boolean {
  if (isMoment(field)) {
    const bound = momentOf(value, utcOffsetMs)
    if (bound === undefined) throw wrong(name, 'Expected a date or a date-time.')
    const obeys = BOUNDS[operator ?? ''] ?? ((one, other) => one === other)
    return (one) => obeys(momentOf(String(one), utcOffsetMs) ?? Number.NaN, bound)
  }
  if (field.startsWith('is_')) {
    const wanted = booleanOf(value)
    if (wanted === undefined) throw wrong(name, 'Expected true or false.')
    return (one) => one === wanted
  }
  const wanted = new Set(operator === 'in' ? value.split(',') : [value])
  const stranger = Array.from(wanted).find((one) => words?.includes(one) === false)
  if (stranger !== undefined)
    throw wrong(name, `Not a valid choice. Expected ${words?.join(', ')}.`)
  return (one) => typeof one === 'string' && wanted.has(one)
}

function isMoment(field: string): boolean {
  return /^(?:due_)?date(?:_|$)|_at$/.test(field)
}

/** In any case: the public MCP server sends `true`, Python callers `True`. */
function booleanOf(text: string): boolean | undefined {
  const word = text.toLowerCase()
  return word === 'true' || word === 'false' ? word === 'true' : undefined
}

function wrong(name: string, message: string): CloseError {
  return CloseError.fields({ [name]: message })
}
