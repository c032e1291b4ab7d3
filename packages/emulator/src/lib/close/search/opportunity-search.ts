import type { CloseCall } from '../call/close-call.ts'
import type { CloseStore } from '../store/close-store.ts'
import type { ActivityRecord, OpportunityRecord } from '../store/records.ts'
import { userName } from '../views/audit-view.ts'
import { amountsOf } from '../views/money.ts'
import { activitiesOfType, activityRows } from './activity-search.ts'
import { auditRows, customIn, type FieldRow, fieldsOf } from './fields.ts'
import { type Kind, moment, money, number, oneOf, text, type Value, word } from './kinds.ts'
import { nestedIn, type Search, searchFor, type Vocabulary } from './search.ts'

export const statusType: Kind = oneOf(['active', 'won', 'lost'])
export const valuePeriod: Kind = oneOf(['one_time', 'monthly', 'annual'])

/** A search over opportunities. */
export function opportunitySearch(call: CloseCall, query: string): Search<OpportunityRecord> {
  return searchFor(query, opportunityVocabulary(call.store), call)
}

export function opportunityVocabulary(store: CloseStore): Vocabulary<OpportunityRecord> {
  const leadName = (one: OpportunityRecord) => store.leads.get(one.lead_id)?.name
  const statusOf = (one: OpportunityRecord) => store.opportunityStatus(one.status_id)
  const rows: readonly FieldRow<OpportunityRecord>[] = [
    ['id', word, (one) => [one.id]],
    ['lead_id', word, (one) => [one.lead_id]],
    ['lead lead_name', text, (one) => [leadName(one)]],
    ['contact_id', word, (one) => [one.contact_id]],
    ['user user_id', word, (one) => [one.user_id, userName(store, one.user_id)]],
    ['note', text, (one) => [one.note]],
    ['status status_label opportunity_status', word, (one) => [statusOf(one)?.label]],
    ['status_id', word, (one) => [one.status_id]],
    ['status_type opportunity_status_type', statusType, (one) => [statusOf(one)?.type]],
    ['value', money, (one) => [one.value]],
    ['annualized_value', money, (one) => [one.value && amountsOf(one).annualized_value]],
    ['expected_value', money, (one) => [one.value && amountsOf(one).expected_value]],
    ['confidence', number, (one) => [one.confidence]],
    ['value_period', valuePeriod, (one) => [one.value_period]],
    ['won date_won', moment, (one) => [one.date_won]],
    ['lost date_lost', moment, (one) => [one.date_lost]],
    ...auditRows<OpportunityRecord>(store),
  ]
  return {
    id: (one) => one.id,
    someText: (one, tests) => tests.text(one.note) || tests.text(leadName(one)),
    fields: fieldsOf(rows),
    custom: customIn(store, 'opportunity', (one) => one.custom),
    nested: new Map([
      ['status_change', nestedIn(changesIn(store), () => statusChangeVocabulary(store))],
    ]),
  }
}

function changesIn(store: CloseStore): (one: OpportunityRecord) => readonly ActivityRecord[] {
  return (one) =>
    activitiesOfType(store, one.lead_id, 'OpportunityStatusChange').filter(
      ({ details }) => details['opportunity_id'] === one.id,
    )
}

/** `status_change(old_status:active new_status:won date:yesterday)`: by label or by type. */
function statusChangeVocabulary(store: CloseStore): Vocabulary<ActivityRecord> {
  const status = (one: ActivityRecord, when: string): readonly Value[] => [
    one.details[`${when}_status_label`],
    store.opportunityStatus(String(one.details[`${when}_status_id`]))?.type,
  ]
  const rows: readonly FieldRow<ActivityRecord>[] = [
    ...activityRows(store),
    ['old_status', word, (one) => status(one, 'old')],
    ['new_status', word, (one) => status(one, 'new')],
  ]
  return { id: (one) => one.id, someText: () => false, fields: fieldsOf(rows) }
}
