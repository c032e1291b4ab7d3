import type { Dictionary } from '../../validation/containers.ts'
import { addActivity } from '../activities/activity-record.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { FieldReader } from '../call/field-reader.ts'

/** `POST /lead/merge/`: moves everything of `source` to `destination` and deletes `source`. */
export function mergeLeads(call: CloseCall, body: Dictionary): Dictionary {
  const fields = new FieldReader(body)
  const source = idOf(call, fields, 'source', 'Source')
  const destination = idOf(call, fields, 'destination', 'Destination')
  fields.refuseUnread('/lead/merge/')
  if (source === destination) {
    throw new CloseError(400, { errors: ['Cannot merge a lead with itself.'] }, 'Self merge')
  }
  call.store.moveToLead(source, destination)
  call.store.deleteLead(source)
  const details = { source_lead_id: source, destination_lead_id: destination, merge_status: 'done' }
  addActivity(call, { type: 'LeadMerge', lead_id: destination, details })
  return { status: 'ok' }
}

function idOf(call: CloseCall, fields: FieldReader, name: string, word: string): string {
  const id = fields.raw(name)
  if (typeof id === 'string' && call.store.leads.get(id) !== undefined) return id
  const message = `${word} lead does not exist.`
  throw new CloseError(404, { errors: [message] }, message)
}
