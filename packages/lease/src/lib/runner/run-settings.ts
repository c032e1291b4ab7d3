import type { SandboxKind, ServiceName } from '../link/link.ts'
import type { AnySandboxService } from '../service/open-service.ts'

import type { Reach } from '../run/run.ts'
import type { Verify } from '../slots/slot-care.ts'
import {
  checkSettings,
  countFrom,
  milliseconds,
  oneOf,
  type Setting,
  type SettingsOf,
} from './settings.ts'
import { kindSettings } from './sandbox-kind.ts'

/** What a config can set for a run, in every runner. */
export interface RunSettings extends SandboxKind {
  /**
   * Forces the service. By default it is the hosted one when `KLAVIS_API_KEY` is set and the
   * embedded emulator otherwise; in CI, force it, so that a missing key fails the run.
   */
  readonly service?: ServiceName
  /**
   * Describes systems, so that their sandboxes can be seeded and dumped. Default: Close and all that
   * the service's public document describes; what is given here takes the place of that.
   */
  readonly services?: readonly AnySandboxService[]
  /**
   * How many sandboxes the run may take beyond one a worker. Each is emptied and filled again while
   * tests run on the others, so that fewer tests wait. Default `'auto'`: as many as hide what tests
   * wait for, taken when they have waited as long as a sandbox takes to acquire; never the last idle
   * one of a pool that others use. About `(reset + initialize) / test duration` for each worker hides
   * all; `0` is one sandbox for each worker. The embedded emulator resets in no time, and has none.
   */
  readonly spares?: number | 'auto'
  /**
   * The most sandboxes of one system that the run takes, spares included. Default: with `'auto'`
   * spares, four for each worker; else one for each worker, and the spares. On the embedded emulator,
   * which has as many as are asked for: as many as tests use at a time.
   */
  readonly ceiling?: number
  /**
   * How often a sandbox is dumped to see that a reset left nothing, and that a seed arrived whole:
   * the `'first'` time on each sandbox (the default), `'always'`, or `'never'`. One that is not as
   * the service said is replaced before any test has it.
   */
  readonly verify?: Verify
  /** How long to wait for a pool that has no idle sandbox, in milliseconds; default one minute. */
  readonly waitMs?: number
  /**
   * How agents reach the sandboxes of tests. Default: on this machine alone, through the run's gateway.
   *
   * For agents in containers or on other machines, `listen` says on which address of this machine,
   * such as `0.0.0.0`, and `advertise` by which name, or origin, they reach it, such as
   * `host.docker.internal`. Only the secret in an address's path keeps others off then, over plain
   * HTTP.
   *
   * `'direct'` gives tests the sandbox's own address, which outlives them: what a test leaves running
   * writes into the next test's data, a test that times out costs its sandbox, and no call is
   * recorded, guarded or made to fail.
   */
  readonly reach?: Reach
  /**
   * Writes what every sandbox and test did, and when, to a file: a page to look at for a name that
   * ends in `.html`, data for one that ends in `.json`. From the folder of the config. Default: none.
   */
  readonly timeline?: string
  /** What the embedded emulator is started with, where that is the service. */
  readonly emulator?: object
}

const spares: Setting = {
  is: "a whole number, 0 or more, or 'auto'",
  texts: ['auto'],
  accepts: (value) => value === 'auto' || countFrom(0).accepts(value),
}

const reach: Setting = {
  is: "'direct', or an object with listen and advertise, such as { listen: '0.0.0.0', advertise: 'host.docker.internal' }",
  texts: ['direct'],
  accepts: (value) => value === 'direct' || isReach(value),
}

const services: Setting = {
  is: 'a list of services, each made with `defineService` of @sandpit/client/service',
  accepts: (value) => Array.isArray(value) && value.every(isService),
}

const timeline: Setting = {
  is: 'the name of a file that ends in .html or .json',
  accepts: (value) => typeof value === 'string' && /\.(html|json)$/.test(value),
}

const emulator: Setting = {
  is: 'an object of options for the embedded emulator, such as { systems: [...] }',
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}

/** The settings of every runner, each with what it can be. */
export const runSettings: SettingsOf<RunSettings> = {
  service: kindSettings.service,
  spares,
  ceiling: countFrom(1),
  verify: oneOf('first', 'always', 'never'),
  waitMs: milliseconds,
  reach,
  timeline,
  benchmark: kindSettings.benchmark,
  testAccountEmail: kindSettings.testAccountEmail,
  services,
  emulator,
}

/**
 * Checks what `sandpit()` was given in a config, which nobody may have compiled.
 *
 * @throws SandpitError `configuration` for a name that there is not, and a value that it cannot be
 */
export function parseRunSettings(value: unknown): RunSettings {
  return checkSettings('sandpit()', runSettings, value)
}

function isReach(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.entries(value).every(
    ([name, each]) => ['listen', 'advertise'].includes(name) && typeof each === 'string',
  )
}

function isService(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'server' in value && 'seed' in value
}
