import { pageOf } from './page.ts'
import type { Resource } from './resource.ts'

/** `/status/lead/`: sorted by id, as Close does. */
export const leadStatuses: Resource = {
  list(call, parameters) {
    const { organizationId } = call.store.account
    return pageOf(byId(call.store.leadStatuses), parameters, (status) => ({
      id: status.id,
      label: status.label,
      organization_id: organizationId,
    }))
  },
}

/** `/status/opportunity/`. */
export const opportunityStatuses: Resource = {
  list(call, parameters) {
    const { organizationId, opportunityStatuses: statuses, pipelineId } = call.store.account
    return pageOf(byId(statuses), parameters, (status) => ({
      ...status,
      organization_id: organizationId,
      pipeline_id: pipelineId,
    }))
  },
}

function byId<Status extends { readonly id: string }>(statuses: readonly Status[]): Status[] {
  return statuses.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
