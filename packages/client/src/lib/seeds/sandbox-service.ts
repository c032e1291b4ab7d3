import type { ZodType } from 'zod'
import type { SandpitIssue } from '../errors/sandpit-error.ts'

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
   * What in a seed the contract lets pass, and the system behind it is likely to refuse. A run on an
   * emulator, which takes it, says so at its end.
   */
  doubts?(seed: Seed): readonly SandpitIssue[]
  /**
   * What in a dump the seed does not explain, and the other way round, a line each; none for a
   * sandbox that holds the seed and nothing else. Without a seed, the sandbox is to be empty.
   * With it, fixtures make sure of a sandbox before a test gets it.
   */
  differences?(seed: Seed | undefined, dump: Dump): readonly string[]
  /** What of one dump is not in another, and the other way round, a line each. For messages only. */
  changes?(before: Dump, after: Dump): readonly string[]
  /**
   * The tools of its MCP server that only read. With it, a test that is marked read-only is kept
   * from calling others.
   */
  readonly readOnlyTools?: readonly string[]
  /** Where the REST API of the system behind a sandbox is, and what it takes as Bearer. */
  rest?(details: RestDetails): SystemRest | undefined
}

/** What the service tells of a sandbox, as far as its REST API may be found by it. */
export interface RestDetails {
  readonly mcpUrl: string | undefined
  /** Credentials for the system behind the sandbox: never log them. */
  readonly authData: Readonly<Record<string, unknown>> | undefined
}

/** A system's REST API. */
export interface SystemRest {
  /** What its paths follow, such as `https://api.close.com/api/v1`. */
  readonly url: string
  /** Never log it. */
  readonly token: string
}

/**
 * Describes a system; pure, makes nothing remote.
 *
 * @example
 * ```ts
 * import { z } from 'zod'
 * import { defineService } from '@sandpit/client/service'
 *
 * const shape = z.object({ notes: z.array(z.string()) })
 * export const notes = defineService({ server: 'notes', seed: shape, dump: shape })
 * ```
 */
export function defineService<Seed, Dump>(
  service: SandboxService<Seed, Dump>,
): SandboxService<Seed, Dump> {
  return Object.freeze({ ...service })
}
