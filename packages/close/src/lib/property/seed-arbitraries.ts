import type { CloseSeed } from '../data/close-data-builder.ts'

/**
 * What makes values: an arbitrary of fast-check. Its type is not named, so that ours can be read
 * where fast-check, an optional peer, is not installed.
 */
export interface ValueArbitrary<Value> {
  generate(mrng: never, biasFactor: number | undefined): { readonly value: Value }
}

/** The first arbitrary makes what the sandbox holds; the others are the property's own. */
export type SeedArbitraries<Seed extends CloseSeed, Rest extends readonly unknown[]> = readonly [
  ValueArbitrary<Seed>,
  ...{ readonly [Key in keyof Rest]: ValueArbitrary<Rest[Key]> },
]

/** The values of one run, in the order of their arbitraries. */
export type PropertyValues<Seed extends CloseSeed, Rest extends readonly unknown[]> = [
  seed: Seed,
  ...rest: { -readonly [Key in keyof Rest]: Rest[Key] },
]

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
