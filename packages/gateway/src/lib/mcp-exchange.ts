import { Address } from './address.ts'
import type { CallFault } from '@sandpit/client/tool-call'
import { CallTap, noTap, type TrackedCall } from './record/call-tap.ts'
import { cutWhenLeft, type Exchange } from './exchange.ts'
import { Flow, type FlowOptions } from './flow/flow.ts'
import { forwardedHeaders } from './wire/headers.ts'
import { type Refusal, refuse } from './wire/refusal.ts'
import { readBody } from './wire/request-body.ts'
import { ResponseSink } from './flow/response-sink.ts'
import { readRpcBody, type RpcBody } from './wire/rpc-message.ts'
import { GatheringSink, type Strike, strike } from './faults/strike.ts'
import { type Upstream } from './wire/upstream.ts'
import { WaitingRequest } from './flow/waiting-request.ts'

const methods = ['GET', 'POST', 'DELETE', 'OPTIONS']

/** Answers one request to an MCP server: streamable HTTP in any of its forms. */
export async function answerMcp(exchange: Exchange): Promise<void> {
  const { request, response, longestBody } = exchange
  const { method = '' } = request
  if (!methods.includes(method)) return refuse(response, wrongMethod(method))
  if (method !== 'POST') return answerWithoutBody(exchange)
  const body = await readBody(request, longestBody)
  if (body === undefined) return refuse(response, tooLarge(longestBody))
  const rpc = readRpcBody(body)
  if (rpc === undefined) return refuse(response, unreadable)
  new McpPost(exchange, body, rpc).answer()
}

function answerWithoutBody(exchange: Exchange): void {
  const { request, response, route } = exchange
  const address = route.find()
  if (!(address instanceof Address)) return refuse(response, address)
  request.resume()
  const { method = '' } = request
  forward(exchange, address, {
    body: null,
    mayChange: false,
    isAwaited: method === 'DELETE',
    sink: (upstream) =>
      new ResponseSink({ response, upstream, ids: [], isBatch: false, tap: noTap }),
  })
}

type Forwarding = Pick<FlowOptions, 'body' | 'mayChange' | 'isAwaited'> & {
  readonly isAnswered?: FlowOptions['isAnswered'] | undefined
  readonly holdMs?: number | undefined
  readonly sink: (upstream: Upstream) => FlowOptions['sink']
}

/** Sends a request on, unless the lease has no such server. */
function forward(
  { request, response, route, dispatcher, answersWithinMs }: Exchange,
  address: Address,
  { sink, holdMs, isAnswered, ...how }: Forwarding,
): void {
  const { server } = route
  const upstream = address.upstream(server)
  if (upstream === undefined) return refuse(response, noServer(server))
  const flow = new Flow({
    ...how,
    ...(holdMs !== undefined && { holdMs }),
    ...(isAnswered !== undefined && { isAnswered }),
    dispatcher,
    upstream,
    method: request.method ?? '',
    headers: forwardedHeaders(request.headers),
    onMoved: (to) => address.moved(server, to),
    answersWithinMs,
    sink: sink(upstream),
  })
  address.inFlight.add(flow)
  cutWhenLeft(response, flow, how.mayChange)
  flow.send()
}

/** A message, or a batch of them, that a client posts. */
class McpPost {
  readonly #exchange: Exchange
  readonly #body: Buffer
  readonly #rpc: RpcBody

  constructor(exchange: Exchange, body: Buffer, rpc: RpcBody) {
    this.#exchange = exchange
    this.#body = body
    this.#rpc = rpc
  }

  answer(): void {
    const { route } = this.#exchange
    const address = route.find()
    if (!(address instanceof Address)) {
      for (const { tool } of this.#rpc.calls) route.onLate(tool)
      return this.#refuse(address)
    }
    const calls = this.#rpc.calls.map((call) => ({
      id: call.id,
      open: address.record.start(route.server, call, this.#body.length),
    }))
    if (this.#isGuarded(address)) return this.#refuseChange(address, calls)
    const fault = this.#faultOf(address, calls)
    if (fault === undefined) return this.#forward(address, calls)
    this.#goWrong(address, calls, fault)
  }

  #goWrong(address: Address, calls: readonly TrackedCall[], fault: CallFault): void {
    const { kind, when = 'before' } = fault
    if (kind === 'delay') {
      if (when === 'after') return this.#forward(address, calls, fault.ms)
      return this.#forwardLater(address, calls, fault.ms)
    }
    if (when === 'before') return this.#strike(address, calls, fault)
    const onDone = (answer: string): void => this.#strike(address, calls, fault, answer)
    const onFail = (refusal: Refusal): void => {
      this.#end(address, calls, 'lost', refusal.message)
      this.#refuse(refusal)
    }
    forward(this.#exchange, address, {
      body: this.#body,
      mayChange: this.#mayChange(address),
      isAwaited: true,
      sink: () => new GatheringSink(onDone, onFail),
    })
  }

  #forward(address: Address, calls: readonly TrackedCall[], holdMs?: number): void {
    const { response } = this.#exchange
    const { ids, isBatch } = this.#rpc
    const tap = calls.length === 0 ? undefined : new CallTap(address.record, calls)
    forward(this.#exchange, address, {
      body: this.#body,
      mayChange: this.#mayChange(address),
      isAwaited: true,
      isAnswered: tap && (() => tap.isAnswered),
      holdMs,
      sink: (upstream) => {
        const isMessage = ids.length > 0
        return new ResponseSink({ response, upstream, ids, isBatch, tap: tap ?? noTap, isMessage })
      },
    })
  }

  #forwardLater(address: Address, calls: readonly TrackedCall[], ms: number): void {
    const refuseLate = (): void => {
      const found = this.#exchange.route.find()
      const refusal = found instanceof Address ? noTime : found
      this.#end(address, calls, 'refused', refusal.message)
      this.#refuse(refusal)
    }
    const timer = setTimeout(() => {
      waiting.end()
      if (address.isOver) refuseLate()
      else this.#forward(address, calls)
    }, ms)
    const waiting = new WaitingRequest(false, () => {
      clearTimeout(timer)
      refuseLate()
    })
    address.inFlight.add(waiting)
  }

  #strike(address: Address, calls: readonly TrackedCall[], fault: Strike, answer?: string): void {
    const { response } = this.#exchange
    const struck = strike(fault, response, this.#rpc, answer)
    const end = (): void => this.#end(address, calls, struck.outcome, struck.error)
    if (fault.kind !== 'hang') return end()
    const waiting = new WaitingRequest(false, () => {
      end()
      response.destroy()
    })
    address.inFlight.add(waiting)
    response.on('close', () => {
      end()
      waiting.end()
    })
  }

  #isGuarded(address: Address): boolean {
    return address.readOnly && this.#mayChange(address)
  }

  #refuseChange(address: Address, calls: readonly TrackedCall[]): void {
    const { server } = this.#exchange.route
    const tools = calls.filter(({ open }) => !address.reads(open.tool, server))
    const names = tools.map(({ open }) => open.tool).join(', ') || 'a request'
    const message = `This test is marked read-only, and ${names} may change its '${server}' sandbox; nothing was done. Remove \`readOnly\`, or let the agent only read.`
    this.#end(address, calls, 'refused', message)
    for (const { open } of tools) address.refuse({ ...open })
    this.#refuse({ reason: 'read_only', message })
  }

  #faultOf(address: Address, calls: readonly TrackedCall[]): CallFault | undefined {
    for (const { open } of calls) {
      const fault = address.faults.next(open.tool)
      if (fault === undefined) continue
      open.fault = fault.kind
      return fault
    }
    return undefined
  }

  #mayChange(address: Address): boolean {
    const { server } = this.#exchange.route
    const { calls, mayChange } = this.#rpc
    if (calls.length === 0) return mayChange
    return calls.some(({ tool }) => !address.reads(tool, server))
  }

  #end(
    address: Address,
    calls: readonly TrackedCall[],
    ...how: Parameters<Address['record']['end']> extends [unknown, ...infer Rest] ? Rest : never
  ): void {
    for (const { open } of calls) address.record.end(open, ...how)
  }

  #refuse(refusal: Refusal): void {
    refuse(this.#exchange.response, refusal, this.#rpc.ids, this.#rpc.isBatch)
  }
}

function wrongMethod(method: string): Refusal {
  return {
    reason: 'wrong_method',
    message: `An MCP address takes ${methods.join(', ')}, not ${method}.`,
    headers: { allow: methods.join(', ') },
  }
}

function tooLarge(longestBody: number): Refusal {
  return {
    reason: 'too_large',
    message: `A message may be ${longestBody} bytes long, and this one is longer.`,
    headers: { connection: 'close' },
  }
}

const unreadable: Refusal = {
  reason: 'unreadable',
  message: 'The body of a POST to an MCP address is a JSON-RPC message, and this one is not.',
}

const noTime: Refusal = {
  reason: 'lease_over',
  message: 'The call was to come late, and its test ended before.',
}

function noServer(server: string): Refusal {
  return { reason: 'unknown_address', message: `The sandbox has no server '${server}'.` }
}
