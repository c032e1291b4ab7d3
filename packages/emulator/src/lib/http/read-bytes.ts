import type { IncomingMessage } from 'node:http'

import { ApiError } from '../api-error.ts'

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
 * Reads the body of a request that came over a socket.
 *
 * @throws ApiError 413 as soon as it is known to be larger than 32 MiB
 */
export async function readIncoming(incoming: IncomingMessage): Promise<Uint8Array> {
  const { 'content-length': declared, 'transfer-encoding': encoding } = incoming.headers
  if (declared === undefined && encoding === undefined) return NOTHING
  refuseDeclared(declared)
  return readChunks(incoming)
}

async function readChunks(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const read: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) throw tooLarge()
    read.push(chunk)
  }
  const [only] = read
  return read.length === 1 && only !== undefined ? only : Buffer.concat(read)
}

function refuseDeclared(length: string | null | undefined): void {
  if (Number(length ?? 0) > MAX_BODY_BYTES) throw tooLarge()
}

function tooLarge(): ApiError {
  return new ApiError(413, 'Request body too large')
}
