import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Prism } from './prism.ts'

/**
 * Prism keeps nothing: its answers are about a sandbox of its own choice, whose address is the word
 * 'string', and our client believes neither. This stands in front of it, and puts the sandbox that
 * was asked for into each answer, and an address.
 */
export async function aboutWhatWasAsked(prism: Prism): Promise<Prism> {
  const server = createServer((request, response) => {
    passOn(prism, request, response).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port is free')
  return {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await prism[Symbol.asyncDispose]()
    },
  }
}

async function passOn(
  prism: Prism,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/' } = request
  const body = await buffer(request)
  const answer = await fetch(new URL(url, prism.url), {
    method,
    headers: request.headers as Record<string, string>,
    ...(body.length > 0 && { body }),
  })
  const text = mended(url, await answer.text())
  response.statusCode = answer.status
  response.setHeaders(answer.headers)
  response.setHeader('content-length', Buffer.byteLength(text))
  response.end(text)
}

function mended(url: string, text: string): string {
  const [, kind, server, id] = new URL(url, 'http://prism').pathname.split('/')
  if (kind !== 'sandbox' || server === undefined || !text.startsWith('{')) return text
  return JSON.stringify(JSON.parse(text), (key, value: unknown) => {
    if (key === 'server_name') return server
    if (key === 'server_urls') return { [server]: 'https://mcp.example.test/mcp' }
    return key === 'sandbox_id' ? (id ?? value) : value
  })
}
