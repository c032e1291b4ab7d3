import type { Dictionary } from '../validation/containers.ts'
import type { CloseCall } from './close-call.ts'
import { CloseError } from './close-error.ts'
import { pageOf } from './page.ts'
import type { LeadStatus, OpportunityStatus } from './records.ts'
import type { Resource } from './resource.ts'

/** `/status/lead/`: sorted by id, as Close does. */
export const leadStatuses: Resource = {
  list: (call, parameters) =>
    pageOf(byId(call.store.leadStatuses), parameters, (status) => leadStatusView(call, status)),
  get: (call, id) => leadStatusView(call, found(call.store.leadStatus(id))),
}

/** `/status/opportunity/`. */
export const opportunityStatuses: Resource = {
  list: (call, parameters) =>
    pageOf(byId(call.store.account.opportunityStatuses), parameters, (status) =>
      opportunityStatusView(call, status),
    ),
  get: (call, id) => opportunityStatusView(call, found(call.store.opportunityStatus(id))),
}

function leadStatusView({ store }: CloseCall, { id, label }: LeadStatus): Dictionary {
  return { id, label, organization_id: store.account.organizationId }
}

function opportunityStatusView({ store }: CloseCall, status: OpportunityStatus): Dictionary {
  const { organizationId, pipelineId } = store.account
  return { ...status, organization_id: organizationId, pipeline_id: pipelineId }
}

/** What Close calls a status in its 404 is inferred. */
function found<Status>(status: Status | undefined): Status {
  if (status === undefined) throw CloseError.notFound('Status')
  return status
}

function byId<Status extends { readonly id: string }>(statuses: readonly Status[]): Status[] {
  return statuses.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
