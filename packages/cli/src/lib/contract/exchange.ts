import {
  fetchTransport,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from '@sandpit/client'

/** One request and its answer, as they looked on the wire. */
export interface Exchange {
  /** Method, path and names of parameters; ids are left out: `GET /sandbox/close/{sandbox_id}`. */
  readonly operation: string
  /** `undefined` where there was no answer. */
  readonly status: number | undefined
  /** Until the answer was read. */
  readonly durationMs: number
  /** The answer as JSON; where it is none, its beginning as text. */
  readonly body: unknown
}

/** A transport over `fetch` that tells of every exchange when it is over. */
export function recordingTransport(
  baseUrl: string,
  onExchange: (exchange: Exchange) => void,
): Transport {
  const send = fetchTransport((request) => fetch(request, { redirect: 'manual' }))
  return async (request) => {
    const operation = operationOf(request, baseUrl)
    const startedAt = performance.now()
    const tell = (status: number | undefined, body: unknown): void =>
      onExchange({ operation, status, durationMs: performance.now() - startedAt, body })
    try {
      return recorded(await send(request), tell)
    } catch (error) {
      tell(undefined, undefined)
      throw error
    }
  }
}

function operationOf({ method, url }: TransportRequest, baseUrl: string): string {
  const { pathname, searchParams } = new URL(url)
  const steps = pathname.slice(new URL(baseUrl).pathname.replace(/\/$/, '').length).split('/')
  const path = steps.map((step, index) => (index === 3 ? '{sandbox_id}' : step)).join('/')
  const names = [...searchParams.keys()].join('&')
  return `${method} ${path}${names === '' ? '' : `?${names}`}`
}

/** The answer, which is told as far as it was read. */
function recorded(
  response: TransportResponse,
  tell: (status: number, body: unknown) => void,
): TransportResponse {
  const { status } = response
  return {
    status,
    header: (name) => response.header(name),
    async *chunks() {
      const read: Uint8Array[] = []
      try {
        for await (const chunk of response.chunks()) {
          read.push(chunk)
          yield chunk
        }
      } finally {
        tell(status, parsed(Buffer.concat(read).toString()))
      }
    },
  }
}

const longestText = 200

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text.slice(0, longestText)
  }
}
