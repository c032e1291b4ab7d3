import { SandpitError } from '@sandpit/client/errors'
import type { CallFault } from '@sandpit/client/tool-call'
import { isObject } from '../wire/rpc-message.ts'

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
  times: [
    (value) => value === 'always' || (isCount(value) && value !== 0),
    "a whole number from 1, or 'always'",
  ],
  when: [(value) => value === 'before' || value === 'after', "'before' or 'after'"],
  message: [isText, 'a text'],
  code: [Number.isInteger, 'a whole number'],
  status: [(value) => isCount(value) && value >= 400 && value <= 599, 'from 400 to 599'],
  retryAfterSeconds: [isCount, 'a whole number of seconds'],
  ms: [isCount, 'a whole number of milliseconds'],
}

/**
 * @throws SandpitError `configuration` for what is no fault, or asks for something unknown.
 *
 * @example
 * ```ts
 * import { parseFaults } from '@sandpit/gateway'
 *
 * parseFaults([{ kind: 'status', status: 503 }])
 * parseFaults([{ kind: 'stauts' }]) // throws SandpitError `configuration`
 * ```
 */
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
  return new SandpitError('configuration', `This fault is wrong: ${problem}.`)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
