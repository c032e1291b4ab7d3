import type { Dictionary } from '../../validation/containers.ts'

/** Who made and last changed a record, and when; every record of Close carries it. */
export interface Audit {
  readonly created_by: string
  readonly updated_by: string
  readonly date_created: string
  readonly date_updated: string
}

/** What the store keeps of a lead; names that can be looked up and totals are computed when shown. */
export interface LeadRecord extends Audit {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly url: string | null
  readonly status_id: string
  readonly addresses: readonly Dictionary[]
  readonly custom: Dictionary
}

export interface ContactRecord extends Audit {
  readonly id: string
  readonly lead_id: string
  readonly name: string | null
  readonly title: string
  readonly emails: readonly Dictionary[]
  readonly phones: readonly Dictionary[]
  readonly urls: readonly Dictionary[]
  readonly custom: Dictionary
}

export interface OpportunityRecord extends Audit {
  readonly id: string
  readonly lead_id: string
  readonly contact_id: string | null
  readonly user_id: string
  readonly status_id: string
  readonly note: string
  /** Percent. */
  readonly confidence: number | null
  /** In cents. */
  readonly value: number | null
  readonly value_currency: string
  readonly value_period: string | null
  readonly date_won: string | null
  readonly date_lost: string | null
  readonly custom: Dictionary
}

export interface TaskRecord extends Audit {
  readonly id: string
  readonly type: 'lead' | 'outgoing_call'
  readonly lead_id: string
  readonly contact_id: string | null
  readonly text: string
  /** `YYYY-MM-DD` or a date-time; today's date where the task is dateless. */
  readonly date: string
  readonly is_dateless: boolean
  readonly is_complete: boolean
  readonly assigned_to: string
  /** The activity that its completion made, if it was completed by a call. */
  readonly completion_id: string | null
}

/** Something that happened with a lead: a note, a call, a status change. */
export interface ActivityRecord extends Audit {
  readonly id: string
  /** As Close writes it in `_type`, such as `Note` or `WhatsAppMessage`. */
  readonly type: string
  readonly lead_id: string
  readonly contact_id: string | null
  readonly user_id: string
  /** The fields that only this type has. */
  readonly details: Dictionary
}

/** A record of any kind that is a row of the catalog. */
export interface PlainRecord extends Audit {
  readonly id: string
  /** Where the kind belongs to leads. */
  readonly lead_id?: string
  readonly values: Dictionary
}

export interface LeadStatus {
  readonly id: string
  readonly label: string
}

export interface OpportunityStatus extends LeadStatus {
  readonly type: 'active' | 'won' | 'lost'
  readonly pipeline_id: string
}

export interface User {
  readonly id: string
  readonly email: string
  readonly first_name: string
  readonly last_name: string
  /** When the user was added to the organization. */
  readonly date_created: string
}
