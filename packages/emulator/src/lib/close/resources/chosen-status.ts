import type { FieldReader } from '../call/field-reader.ts'
import type { LeadStatus } from '../store/records.ts'

/** The status that `status_id` or, by its label, `status` names: both the same one, if both are sent. */
export function chosenStatus<Status extends LeadStatus>(
  fields: FieldReader,
  statuses: readonly Status[],
  otherwise: Status | undefined,
  complaint: (wanted: string) => string,
): Status | undefined {
  const id = fields.nullableText('status_id', null)
  const label = fields.nullableText('status', null)
  if (id === null && label === null) return otherwise
  const status = statuses.find(
    (one) => (id === null || one.id === id) && (label === null || one.label === label),
  )
  if (status === undefined) fields.reject('status', complaint(label ?? id ?? ''))
  return status ?? otherwise
}
