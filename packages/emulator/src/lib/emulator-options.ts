import { SandpitError } from '@sandpit/client/errors'

import type { Fault } from './faults/fault.ts'
import type { Latencies } from './faults/latency.ts'
import type { RateLimit } from './faults/rate-limiter.ts'
import { readOption } from './faults/read-option.ts'
import type { LocalCommand, LocalCommands } from './local/local-command.ts'
import type { EmulatedSystem } from './mcp/systems/emulated-system.ts'
import type { Pools } from './sandbox/pools.ts'
import type { Check } from './validation/check.ts'
import { dictionary, listOf, mapOf, model, optional, required } from './validation/containers.ts'
import { boolean, integer, integerBetween, string } from './validation/scalars.ts'

/** How an emulator is reached, what it holds and how it behaves. Every option has a default. */
export interface EmulatorOptions {
  /** The port to listen on; 0, the default, takes any free one. */
  readonly port?: number
  /** The address to listen on; the default, `127.0.0.1`, is reachable from this machine only. */
  readonly host?: string
  /** Names besides `localhost` and addresses that requests may reach the emulator by. */
  readonly allowedHosts?: readonly string[]
  /** The key that every call must carry; a random one by default. */
  readonly apiKey?: string
  /** How many sandboxes a server has; 16 for each server that is not named. */
  readonly pools?: Pools
  /** How long each operation takes, in milliseconds; 0 unless named. */
  readonly latencyMs?: Latencies
  /** What goes wrong; nothing by default. */
  readonly faults?: readonly Fault[]
  /** How many calls are let through in how long; any number by default. */
  readonly rateLimit?: RateLimit
  /** Makes faults, latencies and the ids of Close's records the same in every run. */
  readonly seed?: number
  /**
   * Whether Close's MCP tools keep the bugs of the original that an agent would meet, such as
   * filters that are ignored; they do by default. `false` gives the sensible behaviour.
   */
  readonly quirks?: boolean
  /**
   * Whether programs that are sent to a local sandbox to be executed are really run: with the
   * Python of this machine and the rights of this process, in a directory of the sandbox. `false`
   * by default; such an execution fails then, and its log says why.
   */
  readonly runPrograms?: boolean
  /**
   * How large an archive of a local sandbox may be, in bytes, as it is sent and as it is unpacked;
   * 256 MiB by default. More is answered with 413.
   */
  readonly maxWorkspaceBytes?: number
  /**
   * Tools for systems, made with `defineEmulatedSystem`, on the data of their sandboxes; they stand
   * in for those that are built in. By default gmail, google_calendar and slack have tools.
   */
  readonly systems?: readonly EmulatedSystem[]
  /**
   * Programs that are the servers of local sandboxes, over standard input and output, by name: none
   * by default, and `filesystem` is built in. One is started in the workspace of each sandbox when
   * it is first asked, with the rights of this process, and ends with the sandbox or its reset.
   */
  readonly localServers?: LocalCommands
}

/** Read where they are needed, for they can be replaced. */
const unread: Check<unknown> = (input) => input
const positive = integerBetween(1, Number.MAX_SAFE_INTEGER)

const CHECKS: { readonly [Name in keyof EmulatorOptions]-?: Check<unknown> } = {
  port: integerBetween(0, 65_535),
  host: string,
  allowedHosts: listOf(string),
  apiKey: string,
  pools: dictionary,
  latencyMs: unread,
  faults: unread,
  rateLimit: model<RateLimit>({ calls: required(positive), windowMs: required(positive) }),
  seed: integer,
  quirks: boolean,
  runPrograms: boolean,
  maxWorkspaceBytes: positive,
  systems: listOf(dictionary),
  localServers: mapOf(
    model<LocalCommand>({
      command: required(string),
      args: optional(listOf(string), []),
      env: optional(mapOf(string), {}),
    }),
  ),
}

/**
 * Answers the options it was given, for whoever has no types.
 *
 * @throws SandpitError `configuration` for an option that there is not, or a value that makes no sense
 */
export function checkedOptions(options: EmulatorOptions): EmulatorOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  const read = given.map(([name, value]) => {
    if (!Object.hasOwn(CHECKS, name)) throw unknownOption(name)
    return [name, readOption(name, CHECKS[name as keyof EmulatorOptions], value)]
  })
  return Object.fromEntries(read) as EmulatorOptions
}

function unknownOption(name: string): SandpitError {
  const known = Object.keys(CHECKS).join(', ')
  const message = `The emulator has no option ${name}. It has ${known}.`
  return new SandpitError('configuration', message)
}
