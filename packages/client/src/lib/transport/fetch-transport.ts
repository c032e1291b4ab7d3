import type { Transport, TransportRequest, TransportResponse } from './transport.ts'

/**
 * A transport over anything shaped like `fetch`: an emulator in this process, or a recorded one.
 *
 * @example
 * ```ts
 * const client = createClient({ apiKey: 'any', transport: fetchTransport(emulator.fetch) })
 * ```
 */
export function fetchTransport(fetch: (request: Request) => Promise<Response>): Transport {
  return async (request) => toTransportResponse(await fetch(toRequest(request)))
}

function toRequest({ url, method, headers, body, signal }: TransportRequest): Request {
  if (body === undefined) return new Request(url, { method, headers, signal })
  if (typeof body === 'string') return new Request(url, { method, headers, signal, body })
  return new Request(url, {
    method,
    headers,
    signal,
    body: ReadableStream.from<Uint8Array<ArrayBuffer>>(
      body as AsyncIterable<Uint8Array<ArrayBuffer>>,
    ),
    duplex: 'half',
  })
}

function toTransportResponse(response: Response): TransportResponse {
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    chunks: () => response.body ?? noChunks(),
  }
}

async function* noChunks(): AsyncGenerator<Uint8Array> {}
