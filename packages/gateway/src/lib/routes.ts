import { randomBytes } from 'node:crypto'
import type { Address } from './address.ts'
import type { Refusal } from './wire/refusal.ts'

/** What a path of the gateway leads to. */
export interface Route {
  readonly kind: 'mcp' | 'rest'
  /** The MCP server, such as `close`. */
  readonly server: string
  /** The lease that it leads to now, or why it leads nowhere. */
  readonly find: () => Address | Refusal
  /** What a REST request has to carry. */
  readonly token?: string
  /** Hears of a call that found no lease. */
  readonly onLate: (tool: string) => void
}

/** A call that came when its test was over. */
export interface LateCall {
  /** The test that the address was given to; missing for a worker's address between tests. */
  readonly label: string | undefined
  readonly server: string
  readonly tool: string
}

/** How many paths of leases that are over are remembered, to tell late calls from wrong ones. */
const remembered = 10_000

/** The paths of a gateway: each begins with a secret. */
export class Routes {
  readonly #routes = new Map<string, Route>()
  readonly #over: string[] = []

  add(route: Route): string {
    const secret = randomBytes(24).toString('base64url')
    this.#routes.set(secret, route)
    return `/${secret}/${route.kind}`
  }

  /** Replaces a route by one that leads nowhere any more. */
  close(path: string, route: Route): void {
    const secret = secretOf(path)
    this.#routes.set(secret, route)
    this.#over.push(secret)
    while (this.#over.length > remembered) this.#routes.delete(this.#over.shift() ?? '')
  }

  remove(path: string): void {
    this.#routes.delete(secretOf(path))
  }

  /** The route of a request's address, and what follows it: of MCP nothing may, but for a slash. */
  find(url: string): { readonly route: Route; readonly rest: string } | undefined {
    const [, secret = '', kind, rest = ''] = /^\/([\w-]+)\/(mcp|rest)([/?].*)?$/.exec(url) ?? []
    const route = this.#routes.get(secret)
    if (route === undefined || route.kind !== kind) return undefined
    if (kind === 'mcp' && rest !== '' && rest !== '/') return undefined
    return { route, rest }
  }
}

function secretOf(path: string): string {
  return path.split('/')[1] ?? ''
}
