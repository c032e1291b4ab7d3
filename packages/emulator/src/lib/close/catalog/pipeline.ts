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
    for (const status of moved) store.putOpportunityStatus({ ...status, pipeline_id: id })
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

function readStatuses(
  { store }: CloseCall,
  { fields }: PlainDraft,
): readonly Omit<OpportunityStatus, 'pipeline_id'>[] {
  return fields.objects('statuses', []).flatMap((sent) => {
    const known = typeof sent['id'] === 'string' ? store.opportunityStatus(sent['id']) : undefined
    const { label = known?.label, type = known?.type ?? 'active' }: Dictionary = sent
    const knownType = TYPES.find((one) => one === type)
    if (typeof label === 'string' && label !== '' && knownType !== undefined) {
      return [{ id: known?.id ?? store.ids.next('stat'), label, type: knownType }]
    }
    fields.reject('statuses', 'Expected a list of statuses with a label and a type.')
    return []
  })
}
