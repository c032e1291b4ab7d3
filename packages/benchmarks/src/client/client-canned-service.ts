import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { sampleCloseData } from '@sandpit/close'

/**
 * A server in a process of its own that answers every call at once with the same bytes; an acquire
 * with a sandbox of its own, as nobody is given one twice.
 */
export interface CannedService extends AsyncDisposable {
  readonly url: string
}

export async function startCannedService(): Promise<CannedService> {
  const child = fork(import.meta.filename)
  const [url] = (await once(child, 'message')) as [string]
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      const exit = once(child, 'exit')
      child.kill()
      await exit
    },
  }
}

// As a child: serve until the parent ends.
if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    process.send?.(`http://127.0.0.1:${port}`)
  })
}

const sandbox = {
  sandbox_id: '7f0c5a52-8a0e-4a6e-9a0e-1f2b3c4d5e6f',
  server_name: 'close',
  server_url: 'http://127.0.0.1/close/mcp/?instance_id=1',
  server_urls: { close: 'http://127.0.0.1/close/mcp/?instance_id=1' },
  status: 'occupied',
  message: 'done',
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  request.resume().once('end', () => {
    response.writeHead(request.url === '/sandbox/close' ? 201 : 200, {
      'content-type': 'application/json',
    })
    if (request.method === 'DELETE') response.end(released)
    else if (request.url === '/sandbox/close') response.end(acquired())
    else response.end(bodies.get(request.url?.split('/')[4] ?? '') ?? fallback)
  })
}

let acquires = 0

function acquired(): string {
  return fallback.replace(sandbox.sandbox_id, `sandbox-${acquires++}`)
}

const fallback = JSON.stringify({ ...sandbox, sandboxes: [sandbox], total_count: 1 })
const released = JSON.stringify({ ...sandbox, status: 'idle' })
const dumped_at = '2026-02-20T20:14:00.000000'
const bodies = new Map([['dump', JSON.stringify({ ...sandbox, dumped_at, data: sampleCloseData })]])
