import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type DocumentName, documentFiles } from './documents.ts'

/** A mock server that Prism made from a document; it refuses every request the document does not allow. */
export interface Prism extends AsyncDisposable {
  readonly url: string
}

export async function startPrism(name: DocumentName): Promise<Prism> {
  const port = await freePort()
  const prism = fileURLToPath(import.meta.resolve('@stoplight/prism-cli'))
  const args = [prism, 'mock', '--errors', '--port', String(port), documentFiles[name]]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await listening(child)
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      const exit = once(child, 'exit')
      child.kill()
      await exit
    },
  }
}

/** Prism takes no port 0. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || address === null) throw new Error('no port is free')
  return address.port
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('Prism is listening')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`Prism ended with ${code} before it listened`)))
  })
}
