import { closeTimestamp } from '../../world/timestamps.ts'
import type { CloseStore } from '../store/close-store.ts'
import type { Audit } from '../store/records.ts'

/** One call into Close: the store it works on and the moment it happens at. */
export interface CloseCall {
  readonly store: CloseStore
  readonly now: Date
  /** How far the caller's place is ahead of UTC, from `x-tz-offset`; 0 unless given. */
  readonly utcOffsetMs?: number
}

/** The audit fields of a record that this call makes, or changes when there was one `before`. */
export function auditOf(call: CloseCall, before?: Audit): Audit {
  const userId = call.store.account.user.id
  const timestamp = closeTimestamp(call.now)
  return {
    created_by: before?.created_by ?? userId,
    updated_by: userId,
    date_created: before?.date_created ?? timestamp,
    date_updated: timestamp,
  }
}

/** The day the call happens on, where the caller is: `YYYY-MM-DD`. */
export function todayOf({ now, utcOffsetMs = 0 }: CloseCall): string {
  return new Date(now.getTime() + utcOffsetMs).toISOString().slice(0, 10)
}
