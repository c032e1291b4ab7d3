import type { Dictionary } from '../../validation/containers.ts'
import type { FieldReader } from '../call/field-reader.ts'
import type { ActivityKind } from './activity-kind.ts'
import { nullableTextOf, textOf } from './details.ts'
import { readCustom, requireCustom } from '../call/custom-values.ts'

/** A change of a lead's status. `POST` writes one into the history and changes nothing else. */
export const leadStatusChange: ActivityKind = {
  type: 'LeadStatusChange',
  path: '/activity/status_change/lead/',
  details: (fields, before, { store }) =>
    statusChange(fields, before, (id) => store.leadStatus(id)?.label),
}

/** The same for an opportunity. */
export const opportunityStatusChange: ActivityKind = {
  type: 'OpportunityStatusChange',
  path: '/activity/status_change/opportunity/',
  details(fields, before, { store }) {
    fields.require('opportunity_id')
    const was = textOf(before, 'opportunity_id')
    const exists = (id: string): boolean => store.opportunities.get(id) !== undefined
    return {
      opportunity_id: fields.reference('opportunity_id', was, exists),
      ...statusChange(fields, before, (id) => store.opportunityStatus(id)?.label),
    }
  },
}

function statusChange(
  fields: FieldReader,
  before: Dictionary,
  labelOf: (id: string) => string | undefined,
): Dictionary {
  const changed = ['old', 'new'].flatMap((side) => {
    const name = `${side}_status_id`
    fields.require(name)
    const id = fields.reference(name, textOf(before, name), (one) => labelOf(one) !== undefined)
    return [
      [name, id],
      [`${side}_status_label`, labelOf(id) ?? null],
    ]
  })
  return Object.fromEntries(changed) as Dictionary
}

/** An activity of a type that the organization made, with custom fields of its own. */
export const customActivity: ActivityKind = {
  type: 'Custom',
  path: '/activity/custom/',
  details(fields, before, call) {
    const was = nullableTextOf(before, 'custom_activity_type_id')
    if (was === null) fields.require('custom_activity_type_id')
    const typeId = fields.reference('custom_activity_type_id', was ?? '', (id) =>
      call.store.has('custom_activity', id),
    )
    if (was !== null && typeId !== was) {
      fields.reject('custom_activity_type_id', 'It cannot be changed.')
    }
    const status = before['status'] === 'draft' ? 'draft' : 'published'
    const owner = `activity/${typeId}` as const
    const custom = readCustom(call, fields, owner, (before['custom'] ?? {}) as Dictionary)
    const published = fields.choice('status', ['draft', 'published'], status) === 'published'
    if (published) requireCustom(call, fields, owner, custom)
    return {
      custom_activity_type_id: typeId,
      status: published ? 'published' : 'draft',
      pinned: fields.boolean('pinned', before['pinned'] === true),
      custom,
    }
  },
}

/** What happened and cannot be written. */
function happened(type: string, path: string): ActivityKind {
  return { type, path, details: (_fields, before) => before }
}

export const taskCompletion: ActivityKind = happened('TaskCompleted', '/activity/task_completed/')
export const leadMerge: ActivityKind = happened('LeadMerge', '/activity/lead_merge/')
/** Nobody fills in a form here. */
export const formSubmission: ActivityKind = happened('FormSubmission', '/activity/form_submission/')
