/** In what way a service differs from the emulator. */
export type DifferenceKind =
  | 'promise'
  | 'code'
  | 'missing field'
  | 'extra field'
  | 'renamed field'
  | 'type'
  | 'text'
  | 'missing tool'
  | 'extra tool'
  | 'tool schema'
  | 'slow'
  | 'late'

/** One difference; nothing in it identifies an account or a sandbox. */
export interface Difference {
  readonly kind: DifferenceKind
  /** The clause, or the operation. */
  readonly call: string
  /** The place in its answer; empty for the call as a whole. */
  readonly place: string
  readonly service: string
  readonly emulator: string
}
