import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { startEmulator } from '@sandpit/emulator'

/** A server in a process of its own. */
export interface Served extends AsyncDisposable {
  readonly url: string
  readonly apiKey: string
  /** The process's resident memory, in MiB. */
  memoryMiB(): Promise<number>
}

/** The emulator, or a bare `node:http` server that answers with as many bytes as its path says. */
export async function serve(what: 'emulator' | 'bare'): Promise<Served> {
  const child = fork(import.meta.filename, [what], { execArgv: ['--expose-gc'] })
  const [ready] = (await once(child, 'message')) as [{ url: string; apiKey: string }]
  return {
    ...ready,
    async memoryMiB() {
      child.send('memory')
      const [bytes] = (await once(child, 'message')) as [number]
      return bytes / 1024 / 1024
    },
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit')
      child.kill()
      await exit
    },
  }
}

// As a child: serve until the parent ends it.
if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  process.on('message', () => {
    globalThis.gc?.()
    process.send?.(process.memoryUsage.rss())
  })
  if (process.argv[2] === 'bare') serveBare()
  else await serveEmulator()
}

async function serveEmulator(): Promise<void> {
  const { url, apiKey } = await startEmulator({ pools: { close: 1000 } })
  process.send?.({ url, apiKey })
}

function serveBare(): void {
  const bodies = new Map<string, string>()
  const server = createServer((request, response) => {
    const { url = '/' } = request
    const body = bodies.get(url) ?? 'x'.repeat(Number(url.slice(1)))
    bodies.set(url, body)
    // What was sent is read, as any server has to; nothing is made of it.
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
      response.end(body)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    process.send?.({ url: `http://127.0.0.1:${port}`, apiKey: 'none' })
  })
}
