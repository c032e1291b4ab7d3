import type { RetryableFailure } from './operation-policy.ts'
import { printable } from '../errors/printable.ts'
import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'

const brokenHint = 'The connection broke while the call was under way.'
const slowConnectHint =
  'It did not take the connection in time: check the network, a proxy or a firewall.'
const routeHint = 'There is no route to it: check the network, a VPN or a firewall.'
const plainHint = 'It does not speak TLS as expected: check http against https in the base URL.'

/** What a failure's code means: whether anything was sent, and what to check. */
const meanings: Readonly<Record<string, readonly [RetryableFailure | 'final', string]>> = {
  ECONNREFUSED: [
    'unsent',
    'Nothing listens there: is the service running, and is the base URL (KLAVIS_BASE_URL) right?',
  ],
  EAI_AGAIN: ['unsent', 'The name does not resolve just now: check DNS and the network.'],
  EHOSTUNREACH: ['unsent', routeHint],
  ENETUNREACH: ['unsent', routeHint],
  UND_ERR_CONNECT_TIMEOUT: ['unsent', slowConnectHint],
  ENOTFOUND: [
    'final',
    'The name does not resolve: check the base URL (KLAVIS_BASE_URL), DNS and the network.',
  ],
  ECONNRESET: ['broken', brokenHint],
  EPIPE: ['broken', brokenHint],
  ETIMEDOUT: ['broken', slowConnectHint],
  UND_ERR_SOCKET: ['broken', brokenHint],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['broken', 'The answer was cut short.'],
  UND_ERR_CLOSED: ['final', 'The client was closed.'],
  UND_ERR_DESTROYED: ['final', 'The client was closed.'],
  EPROTO: ['final', plainHint],
  ERR_SSL_WRONG_VERSION_NUMBER: ['final', plainHint],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'final',
    'Its certificate is for another name: check the base URL.',
  ],
}

const certificateHint =
  'Its certificate is not trusted: set NODE_EXTRA_CA_CERTS to the authority that signed it.'

/** A call that got no answer: the kind of failure, and an error with the address and what to check. */
export function networkError(
  call: string,
  address: string,
  cause: unknown,
  facts: SandpitErrorFacts,
): SandpitError {
  const why = failureCode(cause) ?? 'the transport failed'
  const [, hint] = meaningOf(cause)
  return new SandpitError(
    'network',
    `${call} could not be completed: ${address} gave no usable answer (${why}). ${hint}`,
    { ...facts, cause: unquoted(cause) },
  )
}

/**
 * The failure without what it quotes of the answer, which may hold credentials: undici's parser
 * keeps the bytes it could not read as `data`. What its message quotes is made printable.
 */
export function unquoted(cause: unknown): unknown {
  if (typeof cause !== 'object' || cause === null) return cause
  if ('data' in cause) Reflect.deleteProperty(cause, 'data')
  if (cause instanceof Error) makePrintable(cause)
  if ('cause' in cause) unquoted(cause.cause)
  if (cause instanceof AggregateError) cause.errors.forEach(unquoted)
  return cause
}

function makePrintable(cause: Error): void {
  const { message, stack } = cause
  const shown = printable(message)
  if (shown === message) return
  cause.message = shown
  if (stack !== undefined) cause.stack = stack.replace(message, () => shown)
}

/** Whether anything had been sent when it failed, and whether trying again may help. */
export function networkFailure(cause: unknown): RetryableFailure | 'final' {
  return meaningOf(cause)[0]
}

function meaningOf(cause: unknown): readonly [RetryableFailure | 'final', string] {
  const code = failureCode(cause)
  if (code === undefined) return ['broken', 'See the cause.']
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code)) return meanings[code] ?? ['final', certificateHint]
  if (/^ERR_(SSL|TLS)/.test(code)) return meanings[code] ?? ['final', plainHint]
  return meanings[code] ?? ['broken', 'Check the network and the base URL.']
}

/** The first code along the chain of causes; `fetch` hides it one level down, a dual-stack connect two. */
function failureCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return failureCode(error.errors[0])
  return 'cause' in error ? failureCode(error.cause) : undefined
}
