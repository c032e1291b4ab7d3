/**
 * What makes values: an arbitrary of fast-check. Its type is not named, so that ours can be read
 * where fast-check, an optional peer, is not installed.
 */
export interface ValueArbitrary<Value> {
  generate(mrng: never, biasFactor: number | undefined): { readonly value: Value }
}

/** The first arbitrary makes what the sandbox holds; the others are the property's own. */
export type SeedArbitraries<Seed, Rest extends readonly unknown[]> = readonly [
  ValueArbitrary<Seed>,
  ...{ readonly [Key in keyof Rest]: ValueArbitrary<Rest[Key]> },
]

/** The values of one run, in the order of their arbitraries. */
export type PropertyValues<Seed, Rest extends readonly unknown[]> = [
  seed: Seed,
  ...rest: { -readonly [Key in keyof Rest]: Rest[Key] },
]
