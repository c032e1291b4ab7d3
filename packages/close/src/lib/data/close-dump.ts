import type {
  CloseContact,
  CloseData,
  CloseEmail,
  CloseLead,
  CloseOpportunity,
  ClosePhone,
  CloseTask,
} from './close-data.ts'

/**
 * What a Close sandbox holds, in the shape of a seed: every list is there, and is empty where there
 * is nothing.
 *
 * @see API reference (newer public document), `GET /sandbox/close/{sandbox_id}/dump`
 */
export interface CloseDump<LeadName extends string = string> extends CloseData<LeadName> {
  readonly leads: readonly DumpedLead<LeadName>[]
}

/** A lead as a sandbox holds it. */
export interface DumpedLead<Name extends string = string> extends CloseLead<Name> {
  readonly contacts: readonly DumpedContact[]
  readonly opportunities: readonly CloseOpportunity[]
  readonly tasks: readonly CloseTask[]
}

/** A contact as a sandbox holds it. */
export interface DumpedContact extends CloseContact {
  readonly emails: readonly CloseEmail[]
  readonly phones: readonly ClosePhone[]
}
