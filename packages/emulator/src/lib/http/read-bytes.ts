import { ApiError } from '../api-error.ts'

/** What the service's front end takes over HTTP/1 (inferred from the recorded `server` header). */
const MAX_BODY_BYTES = 32 * 1024 * 1024

/**
 * Reads a request's body.
 *
 * @throws ApiError 413 as soon as it is known to be larger than 32 MiB
 */
export async function readBytes(request: Request): Promise<ArrayBuffer> {
  const declared = request.headers.get('content-length')
  if (declared !== null) {
    if (Number(declared) > MAX_BODY_BYTES) throw tooLarge()
    return request.arrayBuffer()
  }
  return request.body === null ? new ArrayBuffer(0) : readChunks(request.body)
}

async function readChunks(body: ReadableStream<Uint8Array>): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks)).buffer
}

function tooLarge(): ApiError {
  return new ApiError(413, 'Request body too large')
}
