/** One thing that is not as expected. */
export type Difference =
  | { readonly kind: 'missing'; readonly path: DataPath; readonly expected: unknown }
  | { readonly kind: 'unexpected'; readonly path: DataPath; readonly actual: unknown }
  | {
      readonly kind: 'changed'
      readonly path: DataPath
      readonly expected: unknown
      readonly actual: unknown
    }

/** The way to a part or value, by name: `['projects "Roadmap"', 'issues "Fix the login"', 'priority']`. */
export type DataPath = readonly string[]

/**
 * How much an expectation says: `whole` that there is nothing else, `partial` only what it mentions,
 * `seeded` that no part of a list is missing or added, while a field that was left out may hold
 * whatever the service fills in.
 */
export type DiffMode = 'whole' | 'partial' | 'seeded'
