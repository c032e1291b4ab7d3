import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import type { OpportunityStatus } from '../store/records.ts'
import type { PlainDraft, RowExtra } from './row-extra.ts'

const TYPES = ['active', 'won', 'lost'] as const

/** A pipeline is a list of statuses of opportunities. Sent ones are moved to it, new ones made. */
export const pipelineExtra: RowExtra = {
  initial: ({ store }) => [{ id: store.account.pipelineId, name: store.account.pipelineName }],
  read: (call, draft) => ({ moved: readStatuses(call, draft) }),
  saved({ store }, { id, values }) {
    const moved = (values['moved'] ?? []) as readonly OpportunityStatus[]
    for (const status of moved) {
      // Taken out first, so that they stand in the order in which they were sent.
      store.deleteOpportunityStatus(status.id)
      store.putOpportunityStatus({ ...status, pipeline_id: id })
    }
  },
  show: ({ store }, { id }) => ({
    moved: undefined,
    statuses: store.opportunityStatuses
      .filter((status) => status.pipeline_id === id)
      .map(({ id: statusId, label, type }) => ({ id: statusId, label, type })),
  }),
  refuseDelete({ store }, { id }) {
    if (!store.opportunityStatuses.some((status) => status.pipeline_id === id)) return
    throw CloseError.invalid('A pipeline that has statuses cannot be deleted.')
  },
}

/** That a change names all statuses which the pipeline has is inferred, and that labels differ. */
function readStatuses(
  { store }: CloseCall,
  { fields, before }: PlainDraft,
): readonly Omit<OpportunityStatus, 'pipeline_id'>[] {
  if (!fields.has('statuses')) return []
  const sent = fields.objects('statuses', [], ['id', 'label', 'type', 'pipeline_id'])
  const own = store.opportunityStatuses.filter((status) => status.pipeline_id === before?.id)
  const labels = new Set(sent.map(({ label, id }) => label ?? id))
  if (labels.size < sent.length) fields.reject('statuses', 'Two of them have one label.')
  if (!own.every(({ id }) => sent.some((status) => status['id'] === id))) {
    fields.reject('statuses', 'The pipeline has others, which have to be there too.')
  }
  return sent.flatMap((status) => readStatus({ store, fields }, status))
}

function readStatus(
  { store, fields }: Pick<CloseCall, 'store'> & Pick<PlainDraft, 'fields'>,
  { id, label, type }: Dictionary,
): readonly Omit<OpportunityStatus, 'pipeline_id'>[] {
  const known = typeof id === 'string' ? store.opportunityStatus(id) : undefined
  if (id !== undefined && known === undefined) fields.reject('statuses', 'Object does not exist.')
  const text = label ?? known?.label
  const knownType = TYPES.find((one) => one === (type ?? known?.type ?? 'active'))
  if (typeof text === 'string' && text !== '' && knownType !== undefined) {
    return [{ id: known?.id ?? store.ids.next('stat'), label: text, type: knownType }]
  }
  fields.reject('statuses', 'Expected a list of statuses with a label and a type.')
  return []
}
