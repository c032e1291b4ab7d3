import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { type CustomFieldOwner, customFieldsOf } from '../store/custom-fields.ts'
import { restResources } from '../resources/resources.ts'

/** `GET /organization/{id}/`: the organization with its people, statuses and custom fields. */
export function organization(call: CloseCall, id: string): Dictionary {
  const { store } = call
  const { organizationId, organizationName, user } = store.account
  if (id !== organizationId) throw CloseError.notFound('Organization')
  const fieldsOf = (owner: CustomFieldOwner): readonly Dictionary[] =>
    customFieldsOf(store, owner).map((field) => ({ id: field.id, ...field.values }))
  return {
    id,
    name: organizationName,
    currency: 'USD',
    currency_symbol: '$',
    memberships: [membership(call)],
    inactive_memberships: [],
    lead_statuses: store.leadStatuses,
    opportunity_statuses: store.opportunityStatuses,
    pipelines: restResources.get('pipeline')?.list?.(call, {}).data ?? [],
    lead_custom_fields: fieldsOf('lead'),
    contact_custom_fields: fieldsOf('contact'),
    opportunity_custom_fields: fieldsOf('opportunity'),
    date_created: user.date_created,
    date_updated: user.date_created,
  }
}

/** Everybody here is the one user, as an administrator. */
function membership({ store }: CloseCall): Dictionary {
  const { id, email, first_name: first, last_name: last } = store.account.user
  return {
    id: id.replace('user_', 'memb_'),
    user_id: id,
    user_email: email,
    user_first_name: first,
    user_last_name: last,
    user_full_name: `${first} ${last}`,
    role_id: 'admin',
    organization_id: store.account.organizationId,
  }
}
