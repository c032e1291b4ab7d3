import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'

import { readBytes, readIncoming } from './read-bytes.ts'

/**
 * One request, whichever way it came.
 *
 * Over a socket it works on Node's own object, which is what makes a call cost about what it
 * costs a bare server; through `fetch` it works on a `Request`.
 */
export interface Exchange {
  readonly method: string
  /** The path, without the query. */
  readonly path: string
  /** What follows the `?`; empty without one. */
  readonly query: string
  /** The host that it names, with its port. */
  readonly host: string
  /** Where the emulator was reached, such as `http://127.0.0.1:4010`. */
  readonly origin: string
  header(name: string): string | undefined
  /** Reads the body. Throws 413 as soon as it is known to be larger than 32 MiB. */
  bytes(): Promise<Uint8Array>
  /** The body as it comes, for what may be of any size. */
  stream(): Readable
}

/** A request that came over a socket. */
export class NodeExchange implements Exchange {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly host: string
  readonly #incoming: IncomingMessage

  constructor(incoming: IncomingMessage) {
    const { method = '', headers } = incoming
    const { host = headers.host ?? '', target } = targetOf(incoming.url ?? '')
    const end = target.indexOf('?')
    this.#incoming = incoming
    this.method = method
    this.path = end === -1 ? target : target.slice(0, end)
    this.query = end === -1 ? '' : target.slice(end + 1)
    this.host = host
  }

  get origin(): string {
    return `http://${this.host}`
  }

  header(name: string): string | undefined {
    const value = this.#incoming.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }

  bytes(): Promise<Uint8Array> {
    return readIncoming(this.#incoming)
  }

  stream(): Readable {
    return this.#incoming
  }
}

/** A request that came through `fetch`. */
export class FetchExchange implements Exchange {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly host: string
  readonly origin: string
  readonly #request: Request

  constructor(request: Request) {
    const { host, origin, pathname, search } = new URL(request.url)
    this.#request = request
    this.method = request.method
    this.path = pathname
    this.query = search.slice(1)
    this.host = host
    this.origin = origin
  }

  header(name: string): string | undefined {
    return this.#request.headers.get(name) ?? undefined
  }

  bytes(): Promise<Uint8Array> {
    return readBytes(this.#request)
  }

  stream(): Readable {
    const { body } = this.#request
    return body === null ? Readable.from([]) : Readable.fromWeb(body)
  }
}

/** A proxy is asked for a whole address, which then names the host. */
function targetOf(url: string): { readonly host?: string; readonly target: string } {
  if (url.startsWith('/')) return { target: url }
  const [, host, target] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
  if (host === undefined || target === undefined) return { target: url }
  return { host, target: target.startsWith('/') ? target : `/${target}` }
}
