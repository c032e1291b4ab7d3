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
}

/** Describes a system; pure, makes nothing remote. */
export function defineService<Seed, Dump>(
  service: SandboxService<Seed, Dump>,
): SandboxService<Seed, Dump> {
  return Object.freeze({ ...service })
}
