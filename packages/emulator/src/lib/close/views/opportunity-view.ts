import type { Dictionary } from '../../validation/containers.ts'
import { auditView, customView, userName } from './audit-view.ts'
import type { CloseStore } from '../store/close-store.ts'
import { amountsOf, formatValue } from './money.ts'
import type { OpportunityRecord } from '../store/records.ts'

/** An opportunity as Close's API shows it, computed amounts included. */
export function opportunityView(store: CloseStore, opportunity: OpportunityRecord): Dictionary {
  const { account } = store
  const status = store.opportunityStatus(opportunity.status_id)
  const contactId = opportunity.contact_id
  const pipelineId = status?.pipeline_id ?? account.pipelineId
  return {
    id: opportunity.id,
    lead_id: opportunity.lead_id,
    lead_name: store.leads.get(opportunity.lead_id)?.name ?? null,
    contact_id: contactId,
    contact_name: contactId === null ? null : (store.contacts.get(contactId)?.name ?? null),
    organization_id: account.organizationId,
    user_id: opportunity.user_id,
    user_name: userName(store, opportunity.user_id),
    status_id: opportunity.status_id,
    status_label: status?.label ?? null,
    status_display_name: status?.label ?? null,
    status_type: status?.type ?? null,
    pipeline_id: pipelineId,
    pipeline_name: store.pipelineName(pipelineId),
    note: opportunity.note,
    confidence: opportunity.confidence,
    value: opportunity.value,
    value_currency: opportunity.value_currency,
    value_period: opportunity.value_period,
    value_formatted: formatValue(
      opportunity.value,
      opportunity.value_period,
      opportunity.value_currency,
    ),
    ...amountsOf(opportunity),
    date_won: opportunity.date_won,
    date_lost: opportunity.date_lost,
    attachments: [],
    integration_links: [],
    is_stalled: false,
    stall_status: null,
    suggested_action: null,
    ...customView(store, 'opportunity', opportunity.custom),
    ...auditView(store, opportunity),
  }
}
