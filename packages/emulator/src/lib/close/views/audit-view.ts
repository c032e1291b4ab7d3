import type { Dictionary } from '../../validation/containers.ts'
import type { CloseStore } from '../store/close-store.ts'
import { type CustomFieldOwner, customFieldsOf } from '../store/custom-fields.ts'
import type { Audit } from '../store/records.ts'

/** The audit fields as Close shows them, names included. */
export function auditView(store: CloseStore, audit: Audit): Dictionary {
  return {
    created_by: audit.created_by,
    created_by_name: userName(store, audit.created_by),
    updated_by: audit.updated_by,
    updated_by_name: userName(store, audit.updated_by),
    date_created: audit.date_created,
    date_updated: audit.date_updated,
  }
}

/**
 * Custom fields twice, as Close shows them: in one object by their names, and one by one by their
 * ids. What a deleted field held is gone with it.
 */
export function customView(
  store: CloseStore,
  owner: CustomFieldOwner,
  custom: Dictionary,
): Dictionary {
  const ids = Object.keys(custom)
  if (ids.length === 0) return { custom }
  const held = customFieldsOf(store, owner).filter(({ id }) => ids.includes(id))
  return {
    custom: Object.fromEntries(held.map(({ id, values }) => [String(values['name']), custom[id]])),
    ...Object.fromEntries(held.map(({ id }) => [`custom.${id}`, custom[id]])),
  }
}

/** The name of a user of the organization, `null` for anybody else. */
export function userName(store: CloseStore, userId: string): string | null {
  const { user } = store.account
  return userId === user.id ? `${user.first_name} ${user.last_name}` : null
}
