import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { clientChannelName, type ClientEvent } from '@sandpit/client'
import type { RunLog } from './run-event.ts'

/**
 * Writes every failed attempt at a call to a log, those that were made up for by another included.
 * Answers with what stops it.
 */
export function recordFaults(log: RunLog): () => void {
  const record = (message: unknown): void => {
    const { operation, server, sandboxId, status, code, durationMs } = message as ClientEvent
    // A pool that has nothing idle is no fault: whoever asks waits, and that is on record.
    if (code === undefined || code === 'exhausted') return
    const endMs = log.now()
    const detail = status === undefined ? operation : `${operation} ${status}`
    const startMs = Math.max(0, endMs - durationMs)
    log.add({ kind: 'fault', server: server ?? '', sandboxId, detail, code, startMs, endMs })
  }
  subscribe(clientChannelName, record)
  return () => void unsubscribe(clientChannelName, record)
}
