import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'
import { parseSeed } from './parse-seed.ts'
import type { SandboxService } from './sandbox-service.ts'

/**
 * A seed that was held against its service's contract, once: `initialize` sends it as it is. For
 * whoever seeds several sandboxes alike, or wants to know of a mistake before there is a sandbox.
 *
 * @example
 * ```ts
 * import { createClient } from '@sandpit/client'
 * import { ParsedSeed } from '@sandpit/client/service'
 * import { closeService } from '@sandpit/close/schema'
 *
 * const seed = ParsedSeed.of(closeService, { leads: [{ name: 'CloudScale' }] })
 * await using client = createClient({ apiKey: process.env['KLAVIS_API_KEY'] })
 * await using sandbox = await client.lease('close')
 * await sandbox.initialize(closeService, seed)
 * ```
 */
export class ParsedSeed<Seed> {
  /** The server whose contract it keeps to. */
  readonly server: string
  /** What the contract made of the seed. */
  readonly value: Seed
  /** The same as JSON: the request's body. Seeds with equal JSON fill a sandbox alike. */
  readonly json: string

  private constructor(server: string, value: Seed, json: string) {
    this.server = server
    this.value = value
    this.json = json
  }

  /**
   * Holds a seed against its service's contract. One that was parsed for it is given back.
   *
   * @throws SandpitError `invalid_seed`, as `parseSeed` does; also where JSON cannot carry what the
   *   contract let pass, or the seed was parsed for another server.
   */
  static of<Seed>(
    service: SandboxService<Seed, unknown>,
    seed: Seed | ParsedSeed<Seed>,
  ): ParsedSeed<Seed> {
    if (!(seed instanceof ParsedSeed)) return ParsedSeed.#parse(service, seed)
    if (seed.server === service.server) return seed
    throw new SandpitError(
      'invalid_seed',
      `A seed that was parsed for '${seed.server}' is no seed for '${service.server}'; no call was made.`,
      { server: service.server },
    )
  }

  static #parse<Seed>(service: SandboxService<Seed, unknown>, seed: unknown): ParsedSeed<Seed> {
    const { server } = service
    const value = parseSeed(service, seed)
    return new ParsedSeed(server, value, jsonOf(value, `the seed for '${server}'`, { server }))
  }
}

/**
 * What is to be sent, as JSON.
 *
 * @param what names it in the error
 * @throws SandpitError `invalid_seed` when JSON cannot carry it.
 */
export function jsonOf(value: unknown, what: string, facts: SandpitErrorFacts): string {
  try {
    const json = JSON.stringify(value) as string | undefined
    if (json !== undefined) return json
  } catch (cause) {
    throw notJson(what, cause instanceof Error ? cause.message : String(cause), { ...facts, cause })
  }
  throw notJson(what, `it has no word for a ${typeof value}`, facts)
}

function notJson(
  what: string,
  why: string,
  options: SandpitErrorFacts & { readonly cause?: unknown },
): SandpitError {
  return new SandpitError(
    'invalid_seed',
    `JSON cannot carry ${what}, so nothing was sent: ${why}`,
    options,
  )
}
