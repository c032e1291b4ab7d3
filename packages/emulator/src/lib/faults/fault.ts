import { SERVER_NAMES, type ServerName } from '../sandbox/server-name.ts'
import { type Check, nullable } from '../validation/check.ts'
import {
  type Dictionary,
  dictionary,
  listOf,
  model,
  optional,
  required,
} from '../validation/containers.ts'
import { fraction, integerBetween, oneOf } from '../validation/scalars.ts'
import { OPERATION_NAMES, type OperationName } from './operation-name.ts'

/**
 * What goes wrong.
 *
 * - `error`: the call is refused with `status` and `body`, and nothing is done.
 * - `exhaust`: an acquire finds no idle sandbox.
 * - `drop`: the connection breaks before anything is done.
 * - `lose`: the work is done, and the connection breaks instead of answering.
 * - `truncate`: the work is done, and the answer breaks off in its middle.
 * - `delay`: the call takes `ms` longer.
 * - `break`: the work is done, and then the sandbox is in `error`.
 * - `linger`: a release answers at once and takes effect `ms` later.
 */
export const FAULT_KINDS = [
  'error',
  'exhaust',
  'drop',
  'lose',
  'truncate',
  'delay',
  'break',
  'linger',
] as const

/** What a fault does to a call. */
export type FaultKind = (typeof FAULT_KINDS)[number]

/** Something that goes wrong on demand. */
export interface Fault {
  readonly kind: FaultKind
  /** The operation it strikes; every one unless given. */
  readonly operation?: OperationName | null
  /** The server whose calls it strikes; every one unless given. */
  readonly server?: ServerName | null
  /** The share of calls it strikes, from 0 to 1; 1 unless given. */
  readonly rate?: number
  /** How many calls it strikes at most; any number unless given. */
  readonly times?: number | null
  /** The status of an `error`; 500 unless given. */
  readonly status?: number
  /** The body of an `error`; `{"detail": "Injected fault"}` unless given. */
  readonly body?: Dictionary | null
  /** How long a `delay` or `linger` is, in milliseconds; 1000 unless given. */
  readonly ms?: number
}

/** A fault with nothing left open. */
export type FullFault = Required<Fault>

const fault: Check<FullFault> = model<FullFault>({
  kind: required(oneOf(FAULT_KINDS)),
  operation: optional(nullable(oneOf(OPERATION_NAMES)), null),
  server: optional(nullable(oneOf(SERVER_NAMES)), null),
  rate: optional(fraction, 1),
  times: optional(nullable(integerBetween(0, Number.MAX_SAFE_INTEGER)), null),
  status: optional(integerBetween(400, 599), 500),
  body: optional(nullable(dictionary), null),
  ms: optional(integerBetween(0, 24 * 60 * 60 * 1000), 1000),
})

export const faults: Check<readonly FullFault[]> = listOf(fault)
