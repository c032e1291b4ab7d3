import type { IncomingMessage } from 'node:http'

import { ApiError } from './api-error.ts'

/** What the service's front end takes over HTTP/1 (inferred from the recorded `server` header). */
const MAX_BODY_BYTES = 32 * 1024 * 1024

const NOTHING = new Uint8Array(0)

/**
 * Reads the body of a request that came through `fetch`.
 *
 * @throws ApiError 413 as soon as it is known to be larger than 32 MiB
 */
export async function readBytes(request: Request): Promise<Uint8Array> {
  refuseDeclared(request.headers.get('content-length'))
  return request.body === null ? NOTHING : readChunks(request.body)
}

/**
 * Reads the body of a request that came over a socket. By events: iterating over it costs more
 * than everything else about a small request.
 *
 * @throws ApiError 413 as soon as it is known to be larger than 32 MiB
 */
export async function readIncoming(incoming: IncomingMessage): Promise<Uint8Array> {
  const { 'content-length': declared, 'transfer-encoding': encoding } = incoming.headers
  if (encoding === undefined && (declared === undefined || declared === '0')) return NOTHING
  refuseDeclared(declared)
  return new Promise((resolve, reject) => {
    const read = new ChunkReader()
    incoming.on('data', (chunk: Buffer) => {
      if (!read.add(chunk)) reject(tooLarge())
    })
    incoming.once('end', () => resolve(read.whole()))
    incoming.once('error', reject)
  })
}

async function readChunks(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const read = new ChunkReader()
  for await (const chunk of chunks) {
    if (!read.add(chunk)) throw tooLarge()
  }
  return read.whole()
}

/** Puts chunks together, and keeps none beyond the limit. */
class ChunkReader {
  #chunks: Uint8Array[] = []
  #size = 0

  /** Answers whether the limit still holds. */
  add(chunk: Uint8Array): boolean {
    this.#size += chunk.byteLength
    if (this.#size > MAX_BODY_BYTES) this.#chunks = []
    else this.#chunks.push(chunk)
    return this.#size <= MAX_BODY_BYTES
  }

  whole(): Uint8Array {
    const [only] = this.#chunks
    return this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks)
  }
}

function refuseDeclared(length: string | null | undefined): void {
  if (Number(length ?? 0) > MAX_BODY_BYTES) throw tooLarge()
}

function tooLarge(): ApiError {
  return new ApiError(413, 'Request body too large')
}
