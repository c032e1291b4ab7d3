import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** A request as it came over the socket. */
export interface ReceivedRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Answerer = (
  response: ServerResponse,
  request: ReceivedRequest,
  index: number,
) => void | Promise<void>

/** For our tests: a real HTTP server on loopback that answers as the test says and keeps what it got. */
export interface ScriptedService extends AsyncDisposable {
  readonly url: string
  readonly requests: readonly ReceivedRequest[]
}

export async function startScriptedService(answer: Answerer): Promise<ScriptedService> {
  const requests: ReceivedRequest[] = []
  const server = createServer((request, response) => {
    void receive(request).then((received) => {
      requests.push(received)
      return answer(response, received, requests.length - 1)
    })
  })
  const url = await new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`)
    })
  })
  return {
    url,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const { method = '', url = '', headers } = request
  return { method, url, headers, body: await text(request) }
}
