import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

import type { Hono } from 'hono'

import { type Answer, sendAnswer } from './answer.ts'
import { type Exchange, FetchExchange, NodeExchange } from './exchange.ts'
import type { Guard } from './guard.ts'
import { loadOnce } from './load-once.ts'
import { type NodeBindings, webResponse } from './web-response.ts'

/** Starts the answer to a call; `undefined` for what is no call of an API, such as a page. */
export type Api = (exchange: Exchange) => Promise<Answer> | undefined

export interface FrontOptions {
  readonly guard: Guard
  readonly api: Api
  /** Loads what answers everything that is no call of an API. */
  readonly loadWebApp: () => Promise<Hono>
}

/** Where requests come in, over a socket or through `fetch`. */
export interface Front {
  readonly listener: RequestListener
  readonly fetch: (request: Request) => Promise<Response>
}

type Fetch = (request: Request, bindings: NodeBindings) => Promise<Response>

/**
 * Calls of an API are answered on Node's own objects, with nothing in between: they are most of
 * the requests, and making a `Request` and a `Response` of one costs more than answering it.
 * Everything else goes to the web application, whose code is loaded when first needed.
 */
export function createFront(options: FrontOptions): Front {
  const fetch: Fetch = (request, bindings) => answerRequest(options, request, bindings)
  const loadWebListener = loadOnce(() => createWebListener(fetch))
  return {
    fetch: (request) => fetch(request, {}),
    listener(incoming, outgoing) {
      const answer = answerPlain(options, incoming)
      if (answer !== undefined) void answer.then((ready) => sendAnswer(ready, incoming, outgoing))
      else void loadWebListener().then((listen) => listen(incoming, outgoing))
    },
  }
}

const PLAIN_HOST = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d+)?$/i

/** A call with a plain path and a host as nearly all have them; `undefined` for anything else. */
function answerPlain(
  { guard, api }: FrontOptions,
  incoming: IncomingMessage,
): Promise<Answer> | undefined {
  const { host = '', origin } = incoming.headers
  if (incoming.url?.startsWith('/') !== true || !PLAIN_HOST.test(host)) return undefined
  const refused = guard(host, origin)
  return refused === undefined ? api(new NodeExchange(incoming)) : Promise.resolve(refused)
}

async function answerRequest(
  { guard, api, loadWebApp }: FrontOptions,
  request: Request,
  bindings: NodeBindings,
): Promise<Response> {
  const exchange = new FetchExchange(request)
  // A `Request` made of one from a socket does not show its origin.
  const origin = bindings.incoming?.headers.origin ?? exchange.header('origin')
  const refused = guard(new URL(request.url).host, origin)
  const answer = refused ?? (await api(exchange))
  if (answer !== undefined) return webResponse(bindings, answer)
  return (await loadWebApp()).fetch(request, bindings)
}

/** What Node's adapter makes of a fetch-shaped application. */
type WebListener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

async function createWebListener(fetch: Fetch): Promise<WebListener> {
  const { getRequestListener } = await import('@hono/node-server')
  return getRequestListener((request, bindings) => fetch(request, bindings as NodeBindings), {
    overrideGlobalObjects: false,
    // Bodies are read before anything else; Node itself gets rid of one that is not.
    autoCleanupIncoming: false,
  })
}
