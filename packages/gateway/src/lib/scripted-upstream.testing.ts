import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request as it reached the server. */
export interface Reached {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** What the server does with a request. */
export type Script = (request: Reached, response: ServerResponse) => void | Promise<void>

/** A sandbox's server that does as a test says, and remembers what reached it. */
export interface ScriptedUpstream extends AsyncDisposable {
  readonly origin: string
  /** An MCP address of it, with a secret. */
  readonly mcpUrl: string
  readonly reached: Reached[]
  script: Script
}

export const instanceId = '6d0a1a6e-1111-4222-8333-444455556666'

export async function startUpstream(script: Script = answerTool): Promise<ScriptedUpstream> {
  const reached: Reached[] = []
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const { method = '', url = '', headers } = request
      const each = { method, url, headers, body }
      reached.push(each)
      await upstream.script(each, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const upstream: ScriptedUpstream = {
    origin,
    mcpUrl: `${origin}/close/mcp/?instance_id=${instanceId}`,
    reached,
    script,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return upstream
}

/** Answers every request of a message with `{"done": true}` as a tool's text. */
export function answerTool({ body }: Reached, response: ServerResponse): void {
  const { id } = JSON.parse(body) as { readonly id?: number }
  if (id === undefined) return void response.writeHead(202).end()
  const result = { content: [{ type: 'text', text: '{"done": true}' }] }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ jsonrpc: '2.0', id, result }))
}

/** The same as an event. */
export function answerEvents({ body }: Reached, response: ServerResponse): void {
  const { id } = JSON.parse(body) as { readonly id: number }
  const result = { content: [{ type: 'text', text: 'done' }] }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write('event: message\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n')
  response.end(`event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id, result })}\n\n`)
}
