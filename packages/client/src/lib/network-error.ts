import { SandpitError, type SandpitErrorFacts } from './sandpit-error.ts'

/** What to check, by the code of the failure underneath. */
const hints: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there: is the service or the emulator running, is the port right?',
  ECONNRESET: 'The connection broke while the call was under way.',
  ENOTFOUND: 'The name does not resolve: check the base URL, DNS and the network.',
  EAI_AGAIN: 'The name does not resolve just now: check DNS and the network.',
  EHOSTUNREACH: 'There is no route to it: check the network, a VPN or a firewall.',
  ENETUNREACH: 'There is no route to it: check the network, a VPN or a firewall.',
  ETIMEDOUT: 'It did not take the connection in time: check the network, a proxy or a firewall.',
  UND_ERR_CONNECT_TIMEOUT:
    'It did not take the connection in time: check the network, a proxy or a firewall.',
  UND_ERR_SOCKET: 'The connection broke while the call was under way.',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'The answer was cut short.',
  UND_ERR_DESTROYED: 'The client was closed.',
  UND_ERR_CLOSED: 'The client was closed.',
  EPROTO: 'TLS could not be agreed on: check http against https in the base URL.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'It does not speak TLS: check http against https in the base URL.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another name: check the base URL.',
}

/** A call that got no answer: which address, why, and what to check. */
export function networkError(
  call: string,
  address: string,
  cause: unknown,
  facts: SandpitErrorFacts,
): SandpitError {
  const code = failureCode(cause)
  const why = code === undefined ? 'the transport failed' : code
  return new SandpitError(
    'network',
    `${call} could not be completed: ${address} gave no usable answer (${why}). ${hintFor(code)}`,
    { ...facts, cause },
  )
}

/** The first code along the chain of causes; `fetch` hides it one level down, a dual-stack connect two. */
export function failureCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return failureCode(error.errors[0])
  return 'cause' in error ? failureCode(error.cause) : undefined
}

function hintFor(code: string | undefined): string {
  if (code === undefined) return 'See the cause.'
  const hint = hints[code]
  if (hint !== undefined) return hint
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code))
    return 'Its certificate is not trusted: set NODE_EXTRA_CA_CERTS to the authority that signed it.'
  return 'Check the network and the base URL.'
}
