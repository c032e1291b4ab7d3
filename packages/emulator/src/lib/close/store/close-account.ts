import type { CloseIds } from './close-ids.ts'
import type { LeadStatus, OpportunityStatus, User } from './records.ts'

/** The parts of a Close organization that a reset leaves alone. */
export interface CloseAccount {
  readonly organizationId: string
  readonly organizationName: string
  readonly user: User
  readonly pipelineId: string
  readonly pipelineName: string
  /** In display order; the first is what a new lead gets. */
  readonly leadStatuses: readonly LeadStatus[]
  readonly opportunityStatuses: readonly OpportunityStatus[]
}

// Close's own help names the lead statuses of a new organization; which of them a sandbox has
// is not recorded anywhere (facts C2, inferred).
const LEAD_STATUSES = ['Potential', 'Qualified', 'Bad Fit', 'Customer']
const OPPORTUNITY_STATUSES = [
  ['Active', 'active'],
  ['Won', 'won'],
  ['Lost', 'lost'],
] as const

/** A Close organization with one user, as a sandbox's test account has it. */
export function createAccount(ids: CloseIds): CloseAccount {
  const pipelineId = ids.next('pipe')
  return {
    organizationId: ids.next('orga'),
    organizationName: 'Sandpit',
    user: {
      id: ids.next('user'),
      email: 'sandbox@sandpit.test',
      first_name: 'Sandbox',
      last_name: 'User',
      date_created: '2025-01-02T09:00:00.000000+00:00',
    },
    pipelineId,
    pipelineName: 'Sales',
    leadStatuses: LEAD_STATUSES.map((label) => ({ id: ids.next('stat'), label })),
    opportunityStatuses: OPPORTUNITY_STATUSES.map(([label, type]) => ({
      id: ids.next('stat'),
      label,
      type,
      pipeline_id: pipelineId,
    })),
  }
}
