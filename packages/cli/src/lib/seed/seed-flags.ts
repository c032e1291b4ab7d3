/** What the flags of `sandpit seed` say. */
export interface SeedFlags {
  readonly seed: number
  readonly leads?: number
  readonly hostile?: true
  readonly code?: true
  readonly check?: string
}

/** What can be done with the data of one system. */
export interface SeedCommand {
  print(flags: SeedFlags): void
  /** Prints each mistake with its place, and has the process end with code 1 for any. */
  check(file: string): void
}
