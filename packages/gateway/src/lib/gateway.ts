import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, isIP } from 'node:net'
import { SandpitError } from '@sandpit/client/errors'
import { Agent } from 'undici'
import type { Address, AddressOptions } from './address.ts'
import { answerMcp } from './mcp-exchange.ts'
import { type Refusal, refuse } from './wire/refusal.ts'
import { answerRest } from './rest-exchange.ts'
import { openAddress, type UnstruckFault } from './open-address.ts'
import { openWorkerAddress } from './open-worker-address.ts'
import { type LateCall, Routes } from './routes.ts'
import type { WorkerAddress } from './worker-address.ts'

/** Where a gateway listens, and how others reach it. */
export interface GatewayOptions {
  /** The address to listen on; the default, `127.0.0.1`, is reachable from this machine only. */
  readonly host?: string | undefined
  /** The port to listen on; 0, the default, takes any free one. */
  readonly port?: number | undefined
  /**
   * How others reach it: a name such as `host.docker.internal`, or an origin such as
   * `https://tunnel.example`. Default: where it listens.
   */
  readonly advertise?: string | undefined
  /** How long calls that are under way when their lease ends may take; default 1000 ms. */
  readonly graceMs?: number
  /**
   * How long to wait, when whoever asked has been told that it is too late, for the server's answer to
   * what may change something; default 5000 ms.
   */
  readonly settleMs?: number
  /** How long a sandbox's server may take to begin its answer; default 5 minutes. */
  readonly answersWithinMs?: number
  /** The longest message that is taken, in bytes; default 32 MiB, as much as the service is thought to take. */
  readonly longestBody?: number
  /** Hears of every call that came when its lease was over. Must not throw. */
  readonly onLateCall?: (call: LateCall) => void
  /** Hears, when a lease is over, of every fault that was asked for and struck no call. Must not throw. */
  readonly onUnstruckFault?: (unstruck: UnstruckFault) => void
}

/** Gives leases their addresses. */
export interface Gateway extends AsyncDisposable {
  /** Where it is reached, such as `http://127.0.0.1:41234`. */
  readonly url: string
  /**
   * Opens the way to a sandbox.
   *
   * @throws SandpitError `configuration` for a fault that is none
   */
  open(options: AddressOptions): Address
  /** Makes an address that leads to whichever lease it is pointed at. */
  openWorker(): WorkerAddress
  /** Stops listening; whatever is under way is cut. Closing twice is closing once. */
  close(): Promise<void>
}

/**
 * Starts a gateway: agents reach a sandbox through it for as long as a test holds the lease.
 *
 * It forwards MCP's streamable HTTP and REST as they are, keeps the sandbox's own address and token
 * to itself, records the calls of tools, and makes some of them fail on demand.
 *
 * @throws SandpitError `configuration` when it cannot listen, or `advertise` is no name and no origin
 *
 * @example
 * ```ts
 * import { startGateway } from '@sandpit/gateway'
 *
 * const mcpUrl = 'https://close.example/mcp/?instance_id=6d0a1a6e-0000-4000-8000-000000000000'
 * await using gateway = await startGateway()
 * const address = gateway.open({ mcp: { close: mcpUrl } })
 * await runMyAgent(address.mcpUrls['close'] ?? '')
 * console.log(address.calls.map(({ tool, outcome }) => `${tool}: ${outcome}`))
 * console.log(await address.end()) // 'known', or 'unknown' when a call may still be at work
 * ```
 */
export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  const { host = '127.0.0.1', port = 0 } = options
  const routes = new Routes()
  // Deadlines are those of each request.
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 })
  const server = createServer({ keepAliveTimeout: 60_000 }, listener(options, routes, agent))
  await listen(server, host, port)
  const url = originOf(server, host, options.advertise)
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => (closing ??= closeAll(server, agent))
  return {
    url,
    open: (wanted) => openAddress({ url, routes, ...options }, wanted),
    openWorker: () => openWorkerAddress({ url, routes, ...options }),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function listener(
  { longestBody = 32 * 1024 * 1024, answersWithinMs = 5 * 60_000 }: GatewayOptions,
  routes: Routes,
  dispatcher: Agent,
): RequestListener {
  return (request, response) => {
    response.on('error', () => response.destroy())
    const found = routes.find(request.url ?? '')
    if (found === undefined) return refuse(response, unknownAddress)
    const { route, rest } = found
    const exchange = { request, response, route, dispatcher, longestBody, answersWithinMs }
    const answered = route.kind === 'mcp' ? answerMcp(exchange) : answerRest(exchange, rest)
    // What is thrown here is that whoever asked has gone.
    answered.catch(() => response.destroy())
  }
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening').catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
    throw new SandpitError(
      'configuration',
      `The gateway, by which agents reach their sandboxes, cannot listen on ${host}:${port} (${code}). Choose another address.`,
      { cause },
    )
  })
  // The runner decides how long the run lives.
  server.unref()
  server.on('connection', (socket) => socket.unref())
}

function originOf(server: Server, host: string, advertise: string | undefined): string {
  const { port } = server.address() as AddressInfo
  if (advertise === undefined && unspecified.has(host)) throw noName(host)
  if (advertise === undefined) return `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`
  const isName = /^(?:[\w.-]+|\[[\da-f:.]+\])$/i.test(advertise)
  const origin = isName ? URL.parse(`http://${advertise}:${port}`) : URL.parse(advertise)
  if (origin !== null && /^https?:$/.test(origin.protocol)) return origin.origin
  throw new SandpitError(
    'configuration',
    `The gateway cannot be reached as '${advertise}'. Give a name, such as 'host.docker.internal', or an origin, such as 'https://tunnel.example'.`,
  )
}

/** To listen on all addresses of a machine says nothing of how it is reached. */
const unspecified = new Set(['0.0.0.0', '::'])

function noName(host: string): SandpitError {
  return new SandpitError(
    'configuration',
    `The gateway listens on ${host}, all addresses of this machine, but no host name is set by which others reach it. Set one, such as 'host.docker.internal', or listen on one address.`,
  )
}

async function closeAll(server: Server, agent: Agent): Promise<void> {
  server.close()
  server.closeAllConnections()
  await agent.destroy()
}

const unknownAddress: Refusal = {
  reason: 'unknown_address',
  message:
    "No test has, or lately had, a sandbox at this address. Use a test's `mcpUrl` as it is, with nothing added.",
}
