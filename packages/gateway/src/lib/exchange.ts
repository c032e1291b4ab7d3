import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Dispatcher } from 'undici'
import type { Flow } from './flow/flow.ts'
import type { Route } from './routes.ts'

/** A request that has come in on a route, and what it takes to answer it. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly route: Route
  readonly dispatcher: Dispatcher
  /** The longest body of a message, in bytes. */
  readonly longestBody: number
  /** How long a server may take to begin its answer, in milliseconds. */
  readonly answersWithinMs: number
}

/**
 * Lets what only reads go when whoever asked has gone. What may change something is let finish: a
 * sandbox is worth more when all is known of it, and to MCP a broken connection cancels nothing.
 */
export function cutWhenLeft(response: ServerResponse, flow: Flow, mayChange: boolean): void {
  if (mayChange) return
  response.on('close', () => {
    if (!response.writableFinished) flow.cut()
  })
}
