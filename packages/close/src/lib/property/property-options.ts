/**
 * How often to run, and with `seed` and `path` exactly which failure to see again. They mean what
 * fast-check says of its parameters of these names.
 *
 * @see https://fast-check.dev/api-reference/interfaces/Parameters.html
 */
export interface PropertyParameters<Values = unknown> {
  /** How many runs have to pass; 100 by default. */
  readonly numRuns?: number
  /** Where the random numbers start; another in each run unless given. */
  readonly seed?: number
  /** The way to one failure of that seed, as a report gives it. */
  readonly path?: string
  /** Whether to report the first failure as it is, without looking for a smaller one. */
  readonly endOnFailure?: boolean
  /** How many values may be skipped by preconditions for each run; 100 by default. */
  readonly maxSkipsPerRun?: number
  /** Values that are tried before any that is generated, each with one for every arbitrary. */
  readonly examples?: readonly Values[]
}

/** What else a property goes by. */
export interface PropertyOptions<Values = unknown> {
  readonly parameters?: PropertyParameters<Values>
  /** When to stop, in milliseconds; what was found by then is reported. */
  readonly timeLimitMs?: number
  /** Stops between two runs. */
  readonly signal?: AbortSignal
  /** Made where the property is declared: a failure without a line of its own shows that one. */
  readonly declaredAt?: Error
}
