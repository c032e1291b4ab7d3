import type { Dictionary } from '../../validation/containers.ts'
import type { CloseStore } from '../store/close-store.ts'
import { countryOfPhone, formattedPhone, normalPhone } from '../store/phone.ts'
import type { ContactRecord } from '../store/records.ts'
import { auditView, customView } from './audit-view.ts'

/** A contact as Close's API shows it. */
export function contactView(store: CloseStore, contact: ContactRecord): Dictionary {
  return {
    id: contact.id,
    lead_id: contact.lead_id,
    organization_id: store.account.organizationId,
    name: contact.name ?? '',
    display_name: contact.name ?? '',
    title: contact.title,
    emails: contact.emails.map((entry) => emailView(store, entry)),
    phones: contact.phones.map(phoneView),
    urls: contact.urls,
    integration_links: [],
    timezone: null,
    timezone_source: null,
    ...customView(store, 'contact', contact.custom),
    ...auditView(store, contact),
  }
}

/** An email address of a contact. The type of one that came without is inferred. */
export function emailView(store: CloseStore, entry: Dictionary): Dictionary {
  const { email } = entry
  if (email === undefined) return entry
  const isOut = isUnsubscribed(store, email)
  return { type: 'office', is_unsubscribed: false, ...entry, ...(isOut && UNSUBSCRIBED) }
}

const UNSUBSCRIBED = { is_unsubscribed: true }

/** Whether somebody at an address wants no more mail; addresses are alike in any case (inferred). */
export function isUnsubscribed(store: CloseStore, email: unknown): boolean {
  const address = String(email).toLowerCase()
  const others = Array.from(store.plain('unsubscribe/email').all())
  return others.some(({ values }) => String(values['email']).toLowerCase() === address)
}

/** A phone number of a contact, normalised whatever way it came in. */
export function phoneView(entry: Dictionary): Dictionary {
  const written = entry['phone']
  if (typeof written !== 'string') return entry
  const phone = normalPhone(written)
  return {
    type: 'office',
    country: countryOfPhone(phone),
    ...entry,
    phone,
    phone_formatted: formattedPhone(phone),
  }
}
