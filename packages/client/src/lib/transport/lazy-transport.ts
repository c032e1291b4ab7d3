import type { TransportRequest, TransportResponse } from './transport.ts'
import type { OwnedTransport } from './undici-transport.ts'

/**
 * The default transport, loaded with its first request: undici takes longer to load than the
 * rest of the client together, and a client over another transport never needs it.
 */
export class LazyTransport {
  #owned: Promise<OwnedTransport> | undefined
  #closed = false

  async send(request: TransportRequest): Promise<TransportResponse> {
    this.#owned ??= load()
    const owned = await this.#owned
    if (this.#closed) await owned.close()
    return owned.transport(request)
  }

  async close(): Promise<void> {
    this.#closed = true
    const owned = await this.#owned
    await owned?.close()
  }
}

async function load(): Promise<OwnedTransport> {
  const { createUndiciTransport } = await import('./undici-transport.ts')
  return createUndiciTransport()
}
