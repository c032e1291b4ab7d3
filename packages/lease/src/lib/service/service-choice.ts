import { SandpitError } from '@sandpit/client/errors'
import type { ServiceName } from '../link/link.ts'
import type { Credentials } from '../record/run-journal.ts'

/** Where a run takes its sandboxes from. */
export type ServiceChoice =
  | { readonly name: 'emulator' }
  | { readonly name: 'hosted'; readonly credentials: Credentials }

/** The hosted service, United States; `KLAVIS_BASE_URL` names another. */
const hostedBaseUrl = 'https://api.klavis.ai'

/**
 * Chooses by the environment: the hosted service when `KLAVIS_API_KEY` is set, else the embedded
 * emulator. `forced`, or `SANDPIT_SERVICE`, decides instead, so that a missing key is an error and
 * never a silent change of service.
 *
 * @throws SandpitError `configuration` when the choice lacks what it needs.
 *
 * @example
 * ```ts
 * chooseService({}) // { name: 'emulator' }
 * chooseService({}, 'hosted') // throws: KLAVIS_API_KEY is not set
 * ```
 */
export function chooseService(env: NodeJS.ProcessEnv, forced?: ServiceName): ServiceChoice {
  const name = forced ?? parseName(env['SANDPIT_SERVICE'])
  if (name === 'emulator') return { name }
  const credentials = hostedCredentials(env)
  if (credentials !== undefined) return { name: 'hosted', credentials }
  if (name === 'hosted') throw noKey('this run is set to use the hosted service')
  if (env['KLAVIS_BASE_URL']) throw noKey('KLAVIS_BASE_URL is set')
  return { name: 'emulator' }
}

/**
 * The key and the address of the hosted service, where the environment has a key.
 *
 * @example
 * ```ts
 * hostedCredentials({}) // undefined
 * hostedCredentials(process.env)?.baseUrl // 'https://api.klavis.ai', unless KLAVIS_BASE_URL names another
 * ```
 */
export function hostedCredentials(env: NodeJS.ProcessEnv): Credentials | undefined {
  const apiKey = env['KLAVIS_API_KEY'] || undefined
  if (apiKey === undefined) return undefined
  return { apiKey, baseUrl: env['KLAVIS_BASE_URL'] || hostedBaseUrl }
}

/**
 * Says which service a run uses; its first line.
 *
 * @example
 * ```ts
 * console.log(describeChoice(chooseService(process.env)))
 * ```
 */
export function describeChoice(choice: ServiceChoice): string {
  return choice.name === 'hosted'
    ? `sandboxes of ${choice.credentials.baseUrl}`
    : 'sandboxes of the embedded emulator (set KLAVIS_API_KEY to use the hosted service)'
}

function parseName(name: string | undefined): ServiceName | undefined {
  if (name === undefined || name === '') return undefined
  if (name === 'emulator' || name === 'hosted') return name
  throw new SandpitError(
    'configuration',
    `SANDPIT_SERVICE is '${name}'; set it to 'emulator' or 'hosted', or leave it out`,
  )
}

function noKey(why: string): SandpitError {
  return new SandpitError(
    'configuration',
    `${why}, but KLAVIS_API_KEY is not set; set it to your Klavis API key, or set SANDPIT_SERVICE=emulator to use the embedded emulator`,
  )
}
