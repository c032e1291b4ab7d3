import { isDictionary } from '../../validation/containers.ts'
import { CloseError } from '../call/close-error.ts'
import type { FieldReader } from '../call/field-reader.ts'
import { isEvent } from './event-types.ts'
import { isWebhookFilter } from './webhook-filter.ts'
import type { RowExtra } from './row-extra.ts'

const NO_FILTER = 'This is no filter that Close documents.'
const KEY_BYTES = 32
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

/**
 * A webhook subscription. Its events go to this machine only: one to anywhere else is refused by
 * name, because a test that waits for it would wait for ever.
 */
export const webhookExtra: RowExtra = {
  read(call, { fields, values, before }) {
    readUrl(fields, values['url'])
    readEvents(fields, values['events'])
    if (!isWebhookFilter(values['event_filter'])) fields.reject('event_filter', NO_FILTER)
    if (before !== undefined) return undefined
    const { ids } = call.store
    return {
      signature_key: Buffer.from(ids.next('key'))
        .toString('hex')
        .slice(0, KEY_BYTES * 2),
    }
  },
  // JSON leaves out what is undefined: the key is shown once.
  show: () => ({ signature_key: undefined }),
  showOnce: (_call, { values }) => ({ signature_key: values['signature_key'] }),
}

function readUrl(fields: FieldReader, value: unknown): void {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) fields.reject('url', 'Invalid URL.')
  else if (!LOOPBACK.test(url.hostname)) {
    throw CloseError.notEmulated('webhooks to anywhere but this machine')
  }
}

function readEvents(fields: FieldReader, value: unknown): void {
  const events = Array.isArray(value) ? value : []
  if (events.length === 0) {
    fields.reject('events', 'Expected a list of events with object_type and action.')
  }
  for (const event of events) {
    const {
      object_type: type,
      action,
      extra_filter: filter,
      ...others
    } = isDictionary(event) ? event : {}
    if (!isWebhookFilter(filter) || Object.keys(others).length > 0)
      fields.reject('events', NO_FILTER)
    if (isEvent(String(type), String(action))) continue
    // Whoever waits for such an event would wait for ever.
    throw CloseError.notEmulated(`the event ${String(action)} of ${String(type)}`)
  }
}
