/** One HTTP request, as the client hands it to its transport. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  /** Lower-case names. Carries the key: never log it. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | AsyncIterable<Uint8Array>
  /** Fires when the caller gives up or the deadline is over; the transport rejects then. */
  readonly signal: AbortSignal
}

/** The answer, before anything in it was read. */
export interface TransportResponse {
  readonly status: number
  header(name: string): string | undefined
  /** The body, to be read once. Who stops before its end wants no more of it. */
  chunks(): AsyncIterable<Uint8Array>
}

/**
 * The seam under the client: how a request becomes an answer.
 *
 * The default goes over undici. Give another to run the client without a network, such as
 * `fetchTransport` over an emulator in the same process. A transport rejects only when there is
 * no answer; any status is an answer.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>
