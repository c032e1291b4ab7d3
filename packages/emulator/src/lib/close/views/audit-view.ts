import type { Dictionary } from '../../validation/containers.ts'
import type { CloseStore } from '../store/close-store.ts'
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

/** Custom fields twice, as Close shows them: in one object, and one by one. */
export function customView(custom: Dictionary): Dictionary {
  const single = Object.entries(custom).map(([name, value]) => [`custom.${name}`, value])
  return { custom, ...Object.fromEntries(single) }
}

/** The name of a user of the organization, `null` for anybody else. */
export function userName(store: CloseStore, userId: string): string | null {
  const { user } = store.account
  return userId === user.id ? `${user.first_name} ${user.last_name}` : null
}
