import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { Address } from './address.ts'
import { noTap } from './record/call-tap.ts'
import { cutWhenLeft, type Exchange } from './exchange.ts'
import { Flow } from './flow/flow.ts'
import { forwardedHeaders } from './wire/headers.ts'
import { type Refusal, refuse } from './wire/refusal.ts'
import { ResponseSink } from './flow/response-sink.ts'
import { type RestUpstream, toUpstream } from './wire/upstream.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Answers one request to the REST API of a sandbox, with the sandbox's own token in place of ours. */
export async function answerRest(exchange: Exchange, rest: string): Promise<void> {
  const { request, response, route } = exchange
  if (!hasToken(request.headers, route.token ?? '')) return refuse(response, wrongToken)
  const address = route.find()
  if (!(address instanceof Address)) return refuseLate(exchange, rest, address)
  const upstream = await address.rest().catch(() => 'unreachable' as const)
  if (upstream === 'unreachable') return refuse(response, unreachable)
  if (upstream === undefined) return refuse(response, noRest(route.server))
  // The lease may have ended meanwhile.
  if (address.isOver) return refuseLate(exchange, rest, route.find() as Refusal)
  forwardRest(exchange, address, upstream, rest)
}

function forwardRest(
  { request, response, route, dispatcher, answersWithinMs }: Exchange,
  address: Address,
  { url, token }: RestUpstream,
  rest: string,
): void {
  const method = request.method ?? ''
  const override = String(request.headers['x-http-method-override'] ?? method).toUpperCase()
  const mayChange = !reading.has(override === 'GET' ? override : method)
  if (mayChange && address.readOnly)
    return refuseChange(response, address, route.server, method, rest)
  const upstream = toUpstream(url + rest, [token])
  const flow = new Flow({
    dispatcher,
    upstream,
    method,
    headers: {
      ...forwardedHeaders(request.headers),
      authorization: `Bearer ${token}`,
      ...lengthOf(request.headers),
    },
    body: hasBody(request.headers) ? request : null,
    mayChange,
    isAwaited: mayChange,
    answersWithinMs,
    sink: new ResponseSink({ response, upstream, ids: [], isBatch: false, tap: noTap }),
  })
  address.inFlight.add(flow)
  cutWhenLeft(response, flow, mayChange)
  flow.send()
}

function refuseChange(
  response: Exchange['response'],
  address: Address,
  server: string,
  method: string,
  rest: string,
): void {
  const tool = requestName(method, rest)
  const message = `This test is marked read-only, and ${tool} may change its '${server}' sandbox; nothing was done. Remove \`readOnly\`, or only read.`
  const call = address.record.start(server, { id: undefined, tool, arguments: undefined }, 0)
  address.record.end(call, 'refused', message)
  address.refuse({ ...call })
  refuse(response, { reason: 'read_only', message })
}

function refuseLate({ request, response, route }: Exchange, rest: string, refusal: Refusal): void {
  route.onLate(requestName(request.method ?? '', rest))
  refuse(response, refusal)
}

/** Without its query, which may hold data. */
function requestName(method: string, rest: string): string {
  return `${method} ${rest.split('?', 1)[0] ?? ''}`
}

/** As Bearer, or as the user of Basic. */
function hasToken({ authorization = '' }: IncomingHttpHeaders, token: string): boolean {
  const [scheme = '', value = ''] = authorization.split(/ +/)
  const isBasic = scheme.toLowerCase() === 'basic'
  const given = isBasic ? Buffer.from(value, 'base64').toString().split(':', 1)[0] : value
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function lengthOf(headers: IncomingHttpHeaders): Record<string, string> {
  const length = headers['content-length']
  return length === undefined || !hasBody(headers) ? {} : { 'content-length': length }
}

const wrongToken: Refusal = {
  reason: 'wrong_token',
  message:
    'The REST address of a sandbox takes the token that goes with it, as Bearer or as the user of Basic.',
}

const unreachable: Refusal = {
  reason: 'unreachable',
  message: "The service did not say where the sandbox's REST API is.",
}

function noRest(server: string): Refusal {
  return { reason: 'unknown_address', message: `The '${server}' sandbox has no REST API.` }
}
