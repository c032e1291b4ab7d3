import type { ZodType } from 'zod'

/**
 * What Sandpit has to know of a system to fill its sandboxes and read them back:
 * the server's name and the shapes of its seed and its dump.
 *
 * `@sandpit/close/schema` exports the one for Close. Describe another system the same way,
 * and every fixture works with it.
 */
export interface SandboxService<Seed, Dump> {
  /** The server name in the API's paths, such as `close`. */
  readonly server: string
  /** Parses whatever a test declares into what `initialize` sends. */
  readonly seed: ZodType<Seed>
  /** Parses what `dump` answers in its `data`. */
  readonly dump: ZodType<Dump>
  /**
   * What in a dump the seed does not explain, and the other way round, a line each; none for a
   * sandbox that holds the seed and nothing else. Without a seed, the sandbox is to be empty.
   * With it, fixtures make sure of a sandbox before a test gets it.
   */
  differences?(seed: Seed | undefined, dump: Dump): readonly string[]
  /** What of one dump is not in another, and the other way round, a line each. For messages only. */
  changes?(before: Dump, after: Dump): readonly string[]
}

/** Describes a system; pure, makes nothing remote. */
export function defineService<Seed, Dump>(
  service: SandboxService<Seed, Dump>,
): SandboxService<Seed, Dump> {
  return Object.freeze({ ...service })
}
