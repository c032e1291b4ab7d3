import type { IncomingHttpHeaders } from 'node:http'
import type { Upstream } from './upstream.ts'

type Headers = Record<string, string | string[]>

/** They are about one connection, and there are two. */
const ofOneConnection = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/** The length is that of the body that is sent; what is compressed could not be read on its way. */
const notForwarded = new Set([
  ...ofOneConnection,
  'host',
  'content-length',
  'expect',
  'accept-encoding',
])

/** They say where the sandbox is, or set something for the server's own name. */
const notAnswered = new Set([
  ...ofOneConnection,
  'location',
  'content-location',
  'refresh',
  'link',
  'set-cookie',
  'alt-svc',
  'nel',
  'report-to',
  'reporting-endpoints',
  'server',
  'via',
  'x-powered-by',
  'strict-transport-security',
])

export function forwardedHeaders(headers: IncomingHttpHeaders): Headers {
  return without(headers, (name) => notForwarded.has(name))
}

/** The headers of an answer, but for those that would tell where it comes from. */
export function answeredHeaders(headers: IncomingHttpHeaders, upstream: Upstream): Headers {
  const telling = [upstream.host, ...upstream.secrets]
  return without(
    headers,
    (name, value) =>
      notAnswered.has(name) || telling.some((part) => part !== '' && value.includes(part)),
  )
}

function without(
  headers: IncomingHttpHeaders,
  isLeftOut: (name: string, value: string) => boolean,
): Headers {
  const kept: Headers = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !isLeftOut(name, String(value))) kept[name] = value
  }
  return kept
}
