import { channel } from 'node:diagnostics_channel'
import type { OperationName } from '../wire/operation.ts'
import type { SandpitErrorCode } from '../errors/sandpit-error.ts'

/** One attempt at one call, just over. Holds no address, key or answer. */
export interface ClientEvent {
  readonly operation: OperationName
  readonly server: string | undefined
  readonly sandboxId: string | undefined
  /** 1 for the first time the call was sent. */
  readonly attempt: number
  readonly durationMs: number
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined
  /** The service's own id for the request, where it gave one. */
  readonly requestId: string | undefined
  /** What went wrong; `undefined` when nothing did. */
  readonly code: SandpitErrorCode | undefined
  /** How long the client waits before it sends the call again; `undefined` when it does not. */
  readonly retryInMs: number | undefined
}

/**
 * The `node:diagnostics_channel` on which every client publishes a `ClientEvent` an attempt.
 *
 * @example
 * ```ts
 * import { type ClientEvent, clientChannelName } from '@sandpit/client'
 * import { subscribe } from 'node:diagnostics_channel'
 *
 * subscribe(clientChannelName, (message) => {
 *   const { operation, attempt, durationMs } = message as ClientEvent
 *   console.log(`${operation}, attempt ${attempt}: ${durationMs} ms`)
 * })
 * ```
 */
export const clientChannelName = 'sandpit:client'

const attempts = channel(clientChannelName)

/**
 * Publishes an event on the channel and to the client's own listener. A listener that throws
 * does not fail the call it was told about: its error surfaces as an uncaught one.
 */
export function publish(event: ClientEvent, listener?: (event: ClientEvent) => void): void {
  if (attempts.hasSubscribers) attempts.publish(event)
  try {
    listener?.(event)
  } catch (error) {
    process.nextTick(() => {
      throw error
    })
  }
}
