import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from './registry.ts'

/** A registry as it is halfway through a release: one of our packages is not there yet. */
export class HalfPublished implements AsyncDisposable {
  readonly url: string
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }

  /** Answers as a registry does, but for a package. */
  static async start({ url }: Registry, missing: string): Promise<HalfPublished> {
    const server = createServer((asked, answer) => {
      const path = asked.url ?? '/'
      if (decodeURIComponent(path).startsWith(`/${missing}`)) {
        answer.writeHead(404, { 'content-type': 'application/json' })
        answer.end('{ "error": "no such package available" }')
        return
      }
      const { method, headers } = asked
      const passedOn = request(new URL(path, url), { method, headers }, (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers)
        answered.pipe(answer)
      })
      passedOn.once('error', () => answer.destroy())
      asked.pipe(passedOn)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new HalfPublished(server)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}
