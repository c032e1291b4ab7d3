import type { CloseCall } from '../call/close-call.ts'
import type { OpportunityRecord } from '../store/records.ts'
import { parseQuery } from './parse-query.ts'
import { compile, type Value, type Vocabulary } from './vocabulary.ts'

type OpportunityValues = (opportunity: OpportunityRecord) => readonly Value[]

/** A search over opportunities. */
export function opportunityQuery(
  call: CloseCall,
  query: string,
): (opportunity: OpportunityRecord) => boolean {
  const { store } = call
  const leadName: OpportunityValues = (one) => [store.leads.get(one.lead_id)?.name]
  const statusOf = (one: OpportunityRecord) => store.opportunityStatus(one.status_id)
  const fields = new Map<string, OpportunityValues>([
    ['id', (one) => [one.id]],
    ['lead', leadName],
    ['lead_id', (one) => [one.lead_id]],
    ['note', (one) => [one.note]],
    ['status', (one) => [statusOf(one)?.label]],
    ['status_type', (one) => [statusOf(one)?.type]],
    ['value', (one) => [one.value]],
    ['confidence', (one) => [one.confidence]],
    ['value_period', (one) => [one.value_period]],
    ['date_created', (one) => [one.date_created]],
    ['date_updated', (one) => [one.date_updated]],
  ])
  const vocabulary: Vocabulary<OpportunityRecord> = {
    someText: (one, holds) => [one.note, ...leadName(one)].some(holds),
    field: (name) => fields.get(name),
  }
  return compile(parseQuery(query).condition, vocabulary, call.now)
}
