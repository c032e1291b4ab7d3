import { createHmac } from 'node:crypto'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { matches } from '../catalog/webhook-filter.ts'
import type { PlainRecord } from '../store/records.ts'
import type { CloseEvent } from './event.ts'

/** Close tries for three days, up to every 20 minutes; a test has no such time. */
const PAUSES_MS = [0, 250, 1000, 4000, 10_000]
const ANSWER_WITHIN_MS = 10_000

/** Sends an event to whoever subscribed to it, later and again until it is taken or reset. */
export function deliver(call: CloseCall, event: CloseEvent): void {
  for (const subscription of call.store.plain('webhook').all()) {
    if (isFor(subscription.values, event)) void attempt(call, subscription, event).catch(() => {})
  }
}

function isFor(values: Dictionary, event: CloseEvent): boolean {
  const events = values['events'] as readonly Dictionary[]
  return (
    values['status'] === 'active' &&
    matches(values['event_filter'], event) &&
    events.some(
      (one) =>
        one['object_type'] === event.object_type &&
        one['action'] === event.action &&
        matches(one['extra_filter'], event),
    )
  )
}

async function attempt(
  { store }: CloseCall,
  { id, values }: PlainRecord,
  event: CloseEvent,
): Promise<void> {
  const payload = JSON.stringify({ event, subscription_id: id })
  for (const pauseMs of PAUSES_MS) {
    await sleep(pauseMs, undefined, { ref: false, signal: store.ended })
    if (store.plain('webhook').get(id) === undefined) return
    if (await post(values, payload, store.ended)) return
  }
}

/** Whether what was sent was taken: answered with success. */
function post(values: Dictionary, payload: string, signal: AbortSignal): Promise<boolean> {
  const url = new URL(String(values['url']))
  const timestamp = String(Math.floor(Date.now() / 1000))
  const key = Buffer.from(String(values['signature_key']), 'hex')
  const headers = {
    'content-type': 'application/json',
    'close-sig-timestamp': timestamp,
    'close-sig-hash': createHmac('sha256', key)
      .update(timestamp + payload)
      .digest('hex'),
  }
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const rejectUnauthorized = values['verify_ssl'] !== false
  const options = { method: 'POST', headers, rejectUnauthorized, timeout: ANSWER_WITHIN_MS, signal }
  return new Promise((resolve) => {
    const sent = request(url, options, (answer) => {
      answer.resume()
      const { statusCode = 500 } = answer
      resolve(statusCode < 300)
    })
    sent.once('timeout', () => sent.destroy())
    sent.once('error', () => resolve(false))
    sent.end(payload)
  })
}
