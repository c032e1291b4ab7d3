import type { IncomingMessage } from 'node:http'

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
  /** Where the emulator was reached, such as `http://127.0.0.1:4010`. */
  readonly origin: string
  header(name: string): string | undefined
  /** Reads the body. Throws 413 as soon as it is known to be larger than 32 MiB. */
  bytes(): Promise<Uint8Array>
}

/** A request that came over a socket, with a plain path and a host. */
export class NodeExchange implements Exchange {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly #incoming: IncomingMessage

  constructor(incoming: IncomingMessage) {
    const { method = '', url = '' } = incoming
    const end = url.indexOf('?')
    this.#incoming = incoming
    this.method = method
    this.path = end === -1 ? url : url.slice(0, end)
    this.query = end === -1 ? '' : url.slice(end + 1)
  }

  get origin(): string {
    return `http://${this.#incoming.headers.host ?? ''}`
  }

  header(name: string): string | undefined {
    const value = this.#incoming.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }

  bytes(): Promise<Uint8Array> {
    return readIncoming(this.#incoming)
  }
}

/** A request that came through `fetch`. */
export class FetchExchange implements Exchange {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly origin: string
  readonly #request: Request

  constructor(request: Request) {
    const { origin, pathname, search } = new URL(request.url)
    this.#request = request
    this.method = request.method
    this.path = pathname
    this.query = search.slice(1)
    this.origin = origin
  }

  header(name: string): string | undefined {
    return this.#request.headers.get(name) ?? undefined
  }

  bytes(): Promise<Uint8Array> {
    return readBytes(this.#request)
  }
}
