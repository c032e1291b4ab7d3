import type { Clock } from '../calls/clock.ts'
import type { ClientEvent } from '../calls/client-event.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import type { Transport } from '../transport/transport.ts'

/** The regions the service runs in. Source: the `servers` of the Close initialize page. */
export type Region = 'us' | 'eu'

/** How a client reaches the sandbox API. Only `apiKey` is required. */
export interface ClientOptions {
  /** The Klavis API key, usually `process.env.KLAVIS_API_KEY`. */
  readonly apiKey: string | undefined
  /** `us` (default) or `eu`; `baseUrl` overrides it. */
  readonly region?: Region
  /** Where the API is, when it is neither region: an emulator, a proxy. */
  readonly baseUrl?: string
  /** How requests travel; default: undici, with connections of the client's own. */
  readonly transport?: Transport
  /**
   * How many bytes an answer may have; a longer one is an error, and the rest of it stays unread.
   * Default 64 MiB: twice what the service takes as a seed (inferred), so enough for its dump.
   */
  readonly maxAnswerBytes?: number
  /** Hears of every attempt at every call, just after it. Default: nobody does. */
  readonly onEvent?: (event: ClientEvent) => void
  /** Randomness for the waits between attempts; from 0 to 1, default `Math.random`. */
  readonly random?: () => number
  /** The time that deadlines and waits go by; default: this machine's. */
  readonly clock?: Clock
}

const regionUrls: Readonly<Record<Region, string>> = {
  us: 'https://api.klavis.ai',
  eu: 'https://api.eu.klavis.ai',
}

/** The key, or an error saying where to put one. */
export function parseApiKey(apiKey: string | undefined): string {
  const key = apiKey?.trim() ?? ''
  if (key === '') {
    throw new SandpitError(
      'configuration',
      'There is no API key. Set KLAVIS_API_KEY to the key of your Klavis account and hand it to ' +
        'createClient as apiKey; an emulator takes any key it was started with.',
    )
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new SandpitError(
      'configuration',
      'The API key holds characters that no HTTP header may carry, such as a space or a line ' +
        'break. Check how KLAVIS_API_KEY was copied.',
    )
  }
  return key
}

const defaultMaxAnswerBytes = 64 * 1024 * 1024

/** How many bytes an answer may have. */
export function parseMaxAnswerBytes(maxAnswerBytes: number = defaultMaxAnswerBytes): number {
  if (maxAnswerBytes > 0) return maxAnswerBytes
  throw new SandpitError(
    'configuration',
    `maxAnswerBytes is ${maxAnswerBytes}; expected a number of bytes, more than 0. Infinity stands for no limit.`,
  )
}

/** The base URL without a trailing slash. */
export function parseBaseUrl({ baseUrl, region = 'us' }: ClientOptions): string {
  if (baseUrl === undefined) {
    const url = (regionUrls as Readonly<Record<string, string>>)[region]
    if (url !== undefined) return url
    throw new SandpitError('configuration', `There is no region '${region}': set us or eu.`)
  }
  const url = URL.parse(baseUrl)
  if (url === null || !/^https?:$/.test(url.protocol)) throw malformed('an http or https address')
  if (url.username !== '' || url.password !== '') throw malformed('an address without a user')
  if (url.search !== '' || url.hash !== '') throw malformed('an address without a query')
  return url.href.replace(/\/+$/, '')
}

function malformed(expected: string): SandpitError {
  return new SandpitError(
    'configuration',
    `The base URL (baseUrl, KLAVIS_BASE_URL) is not ${expected}; expected one like ${regionUrls.us}.`,
  )
}
