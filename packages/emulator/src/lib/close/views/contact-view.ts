import type { Dictionary } from '../../validation/containers.ts'
import { auditView, customView } from './audit-view.ts'
import type { CloseStore } from '../store/close-store.ts'
import type { ContactRecord } from '../store/records.ts'

/** A contact as Close's API shows it. */
export function contactView(store: CloseStore, contact: ContactRecord): Dictionary {
  return {
    id: contact.id,
    lead_id: contact.lead_id,
    organization_id: store.account.organizationId,
    name: contact.name ?? '',
    display_name: contact.name ?? '',
    title: contact.title,
    emails: contact.emails,
    phones: contact.phones.map((phone) => ({ phone_formatted: phone['phone'], ...phone })),
    urls: contact.urls,
    integration_links: [],
    ...customView(contact.custom),
    ...auditView(store, contact),
  }
}
