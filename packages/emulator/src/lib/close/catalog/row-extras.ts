import { closeTimestamp } from '../../world/timestamps.ts'
import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { CloseError } from '../call/close-error.ts'
import { readCustom, requireCustom } from '../call/custom-values.ts'
import { formattedPhone } from '../store/phone.ts'
import { customFieldsOf, type CustomFieldOwner } from '../store/custom-fields.ts'
import type { PlainRecord } from '../store/records.ts'
import { customView } from '../views/audit-view.ts'
import { isUnsubscribed } from '../views/contact-view.ts'
import { pipelineExtra } from './pipeline.ts'
import type { PlainDraft, RowExtra } from './row-extra.ts'
import { webhookExtra } from './webhook.ts'

/** Only these can hold several values (documented). */
const MULTIPLE: ReadonlySet<string> = new Set(['user', 'choices', 'contact', 'custom_object'])

const customField: RowExtra = {
  read(_call, { fields, values, before }) {
    const { type, choices, accepts_multiple_values: multiple } = values
    if (before !== undefined && type !== before.values['type']) {
      throw CloseError.notEmulated("a change of a custom field's type")
    }
    const hasChoices = Array.isArray(choices) && choices.length > 0
    if (type === 'choices' && !hasChoices) fields.reject('choices', 'This field is required.')
    if (type !== 'choices' && hasChoices) {
      fields.reject('choices', `A field of type ${String(type)} has none.`)
    }
    if (multiple === true && !MULTIPLE.has(String(type))) {
      fields.reject('accepts_multiple_values', `A field of type ${String(type)} holds one value.`)
    }
    return undefined
  },
  show: (_call, { values }) => (values['type'] === 'choices' ? {} : { choices: undefined }),
}

/** What has custom fields of its own shows them. */
function typeOf(kind: 'activity' | 'custom_object'): RowExtra {
  return {
    show: ({ store }, { id }) => ({
      fields: customFieldsOf(store, `${kind}/${id}`).map((field) => ({
        id: field.id,
        ...field.values,
      })),
    }),
  }
}

function ownerOf(values: Dictionary): CustomFieldOwner {
  return `custom_object/${String(values['custom_object_type_id'])}`
}

/** That Close's own roles stay as they are is inferred. */
const OF_CLOSE = 'This role is not editable.'

/** What is not in a row of the catalog, by the row's path. */
export const ROW_EXTRAS: Readonly<Record<string, RowExtra>> = {
  'custom_field/lead': customField,
  'custom_field/contact': customField,
  'custom_field/opportunity': customField,
  'custom_field/activity': customField,
  'custom_field/custom_object_type': customField,
  'custom_field/shared': {
    ...customField,
    show: (call, record) => ({
      associations: [],
      ...customField.show?.(call, record),
      ...(record.values['associations'] !== undefined && {
        associations: record.values['associations'],
      }),
    }),
  },
  custom_activity: typeOf('activity'),
  custom_object_type: typeOf('custom_object'),
  custom_object: {
    read(call, { fields, values, before }) {
      const was = (before?.values['custom'] ?? {}) as Dictionary
      const custom = readCustom(call, fields, ownerOf(values), was)
      requireCustom(call, fields, ownerOf(values), custom)
      return { custom }
    },
    show: ({ store }, { values }) =>
      customView(store, ownerOf(values), (values['custom'] ?? {}) as Dictionary),
  },
  pipeline: pipelineExtra,
  webhook: webhookExtra,
  outcome: {
    // Since March 2026 what an outcome applies to follows from its type.
    read(_call, { fields, values }) {
      const to = values['type'] === 'custom' ? ['calls', 'meetings'] : ['calls']
      const sent = fields.texts('applies_to', to).toSorted()
      if (sent.join(' ') !== to.join(' ')) fields.reject('applies_to', 'It follows from the type.')
      return { applies_to: to }
    },
  },
  role: {
    read(_call, { fields, before }) {
      if (before?.values['editable'] === false) fields.reject('name', OF_CLOSE)
      return undefined
    },
    refuseDelete(_call, { values }) {
      if (values['editable'] === false) throw CloseError.invalid(OF_CLOSE)
    },
  },
  'unsubscribe/email': {
    read(call, { fields, values }) {
      if (isUnsubscribed(call.store, values['email']))
        fields.reject('email', 'It is unsubscribed already.')
      return undefined
    },
  },
  sequence_subscription: { read: readSubscription },
  comment: { read: readComment },
  blocked_phone_number: {
    show: (_call, { values }) => ({ phone_formatted: formattedPhone(String(values['phone'])) }),
  },
}

/** A subscription is one of a contact, at its lead; it starts at once. */
function readSubscription(call: CloseCall, { values, before }: PlainDraft): Dictionary | undefined {
  if (before !== undefined) return undefined
  const contact = call.store.contacts.get(String(values['contact_id']))
  return {
    lead_id: contact?.lead_id,
    contact_email: values['contact_email'] ?? contact?.emails[0]?.['email'] ?? null,
    start_date: closeTimestamp(call.now),
  }
}

/** Comments on one thing are one thread. */
function readComment(
  call: CloseCall,
  { fields, values, before }: PlainDraft,
): Dictionary | undefined {
  if (before !== undefined) return undefined
  const objectId = String(values['object_id'])
  if (!isCommented(call, objectId)) fields.reject('object_id', 'Object does not exist.')
  const other = Array.from(call.store.plain('comment').all()).find(
    (one: PlainRecord) => one.values['object_id'] === objectId,
  )
  return { thread_id: other?.values['thread_id'] ?? call.store.ids.next('commthread') }
}

function isCommented({ store }: CloseCall, id: string): boolean {
  const { leads, contacts, opportunities, tasks, activities } = store
  return [leads, contacts, opportunities, tasks, activities].some((table) => table.get(id))
}
