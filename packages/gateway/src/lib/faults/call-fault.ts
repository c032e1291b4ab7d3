import { SandpitError } from '@sandpit/client/errors'
import { isObject } from '../wire/rpc-message.ts'

/** Which calls a fault strikes, and when. */
export interface FaultPlace {
  /** The tool whose calls it strikes; every tool unless given. */
  readonly tool?: string
  /** The first of those calls that it strikes, counted from 1, which is the default. */
  readonly nth?: number
  /** How many of them in a row it strikes; 1 by default. */
  readonly times?: number | 'always'
  /** Whether it comes before the tool has done its work, so that nothing is done; or after. */
  readonly when?: 'before' | 'after'
}

/**
 * A call of a tool that goes wrong because a test wants it to.
 *
 * - `tool-error`: the tool says that it failed.
 * - `json-rpc-error`: the answer is a JSON-RPC error; -32603 unless given.
 * - `status`: the answer is a status of HTTP, such as 429 with `Retry-After`, or 503.
 * - `hang`: there is no answer.
 * - `truncate`: the connection breaks in the middle of the answer.
 * - `drop`: the connection breaks instead of an answer.
 * - `delay`: the call, or with `when: 'after'` its answer, comes `ms` late.
 */
export type CallFault = FaultPlace &
  (
    | { readonly kind: 'tool-error'; readonly message?: string }
    | { readonly kind: 'json-rpc-error'; readonly code?: number; readonly message?: string }
    | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
    | { readonly kind: 'hang' | 'truncate' | 'drop' }
    | { readonly kind: 'delay'; readonly ms: number }
  )

const ofKind: Readonly<Record<CallFault['kind'], readonly string[]>> = {
  'tool-error': ['message'],
  'json-rpc-error': ['code', 'message'],
  status: ['status', 'retryAfterSeconds'],
  hang: [],
  truncate: [],
  drop: [],
  delay: ['ms'],
}

const ofAll = ['kind', 'tool', 'nth', 'times', 'when']

const checks: Readonly<Record<string, readonly [(value: unknown) => boolean, string]>> = {
  tool: [isText, 'the name of a tool'],
  nth: [(value) => isCount(value) && value !== 0, 'a whole number from 1'],
  times: [(value) => value === 'always' || isCount(value), "a whole number, or 'always'"],
  when: [(value) => value === 'before' || value === 'after', "'before' or 'after'"],
  message: [isText, 'a text'],
  code: [Number.isInteger, 'a whole number'],
  status: [(value) => isCount(value) && value >= 400 && value <= 599, 'from 400 to 599'],
  retryAfterSeconds: [isCount, 'a whole number of seconds'],
  ms: [isCount, 'a whole number of milliseconds'],
}

/** @throws SandpitError `configuration` for what is no fault, or asks for something unknown. */
export function parseFaults(value: unknown): readonly CallFault[] {
  if (!Array.isArray(value)) throw notAFault(`faults are a list, not ${typeof value}`)
  return value.map(parseFault)
}

function parseFault(value: unknown): CallFault {
  if (!isObject(value)) throw notAFault(`a fault is an object, not ${String(value)}`)
  const { kind } = value
  if (typeof kind !== 'string' || !Object.hasOwn(ofKind, kind)) {
    throw notAFault(`its kind is '${String(kind)}', not one of ${Object.keys(ofKind).join(', ')}`)
  }
  const known = new Set([...ofAll, ...ofKind[kind as CallFault['kind']]])
  const given = Object.entries(value).filter(([, each]) => each !== undefined)
  for (const [name, each] of given) {
    if (!known.has(name)) throw notAFault(`a '${kind}' has no '${name}'`)
    const [isValid, expected] = checks[name] ?? []
    if (isValid?.(each) === false) {
      throw notAFault(`'${name}' is ${JSON.stringify(each)}, not ${String(expected)}`)
    }
  }
  for (const name of ['status', 'ms']) {
    const isMissing = known.has(name) && value[name] === undefined
    if (isMissing) throw notAFault(`a '${kind}' needs '${name}'`)
  }
  return Object.fromEntries(given) as unknown as CallFault
}

function notAFault(problem: string): SandpitError {
  return new SandpitError('configuration', `This fault cannot be made: ${problem}.`)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
