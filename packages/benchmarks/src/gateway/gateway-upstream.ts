// A server behind the gateway: large answers, streams that stay open, each told something at once.
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const chunk = Buffer.alloc(64 * 1024, 'x')
const streams: ServerResponse[] = []

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    streams.push(response)
    return
  }
  request.resume().on('end', () => void answer(response))
})

async function answer(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' })
  for (let sent = 0; sent < 100 * 1024 * 1024; sent += chunk.length) {
    if (!response.write(chunk)) await once(response, 'drain')
  }
  response.end()
}

process.on('message', () => {
  for (const stream of streams)
    stream.write('data: {"jsonrpc":"2.0","method":"notifications/x"}\n\n')
})
process.on('disconnect', () => process.exit())
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp/`)
})
