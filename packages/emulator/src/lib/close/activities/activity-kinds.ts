import { closeTimestamp } from '../../world/timestamps.ts'
import type { Dictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { readCustom, requireCustom } from '../call/custom-values.ts'
import { CloseError } from '../call/close-error.ts'
import type { FieldReader } from '../call/field-reader.ts'
import { readSpecs } from '../call/field-specs.ts'
import { countryOfPhone, formattedPhone } from '../store/phone.ts'
import table from './activities.json' with { type: 'json' }

/** One kind of activity. */
export interface ActivityKind {
  /** As Close writes it in `_type`. */
  readonly type: string
  /** Where it is listed, such as `/activity/note/`. */
  readonly path: string
  /** What may be sent: see `readSpecs`. */
  readonly fields?: Readonly<Record<string, string>>
  /** The fields that stay as they were made. */
  readonly fixed?: readonly string[]
  /** The fields that are fixed once the activity has been sent; only messages have any. */
  readonly content?: readonly string[]
  /** Whether it can be given to another lead. */
  readonly movable?: boolean
  /** What is shown beside the fields: nobody opens or answers an email here. */
  readonly shown?: Dictionary
}

/** Every kind, by its path under `/activity/`. */
export const ACTIVITY_KINDS = table as unknown as Readonly<Record<keyof typeof table, ActivityKind>>

/** Reads the fields that only one kind has; `before` is what there was of an older activity. */
export function readDetails(
  call: CloseCall,
  kind: ActivityKind,
  fields: FieldReader,
  before: Dictionary | undefined,
): Dictionary {
  const { type, fields: specs = {}, fixed = [], shown } = kind
  const values = readSpecs(call, { fields: specs, fixed }, fields, before)
  const more = MORE[type]?.(values, before ?? {}, call, fields)
  return { ...before, ...shown, ...values, ...more }
}

type ReadMore = (
  values: Record<string, unknown>,
  before: Dictionary,
  call: CloseCall,
  fields: FieldReader,
) => Dictionary

/** Those of the public MCP server. */
const ANSWERS: ReadonlySet<unknown> = new Set(['noreply', 'yes', 'no', 'maybe', null])
const PREVIEW_LENGTH = 200
/** Since December 2025 such an email needs a sender; one that is `sent` is the user's own. */
const WITH_SENDER: ReadonlySet<string> = new Set(['inbox', 'scheduled', 'outbox', 'error'])

/** What a kind's fields do not say, by its type. */
const MORE: Readonly<Record<string, ReadMore>> = {
  Note({ note }, before, _call, fields) {
    const html = fields.nullableText('note_html', null)
    if (html !== null) return { note: textOfHtml(html), note_html: html }
    if (note === before['note']) return {}
    return { note_html: `<body><p>${escapeHtml(String(note))}</p></body>` }
  },
  Email(values, before, call, fields) {
    if (WITH_SENDER.has(String(values['status']))) fields.requireValue('sender', values['sender'])
    const me = call.store.account.user.email
    refuseTemplate(values, ['subject', 'body_text', 'body_html'])
    const answered = call.store.activities.get(String(values['in_reply_to_id']))
    return {
      ...sendingOf(values, before, call, fields),
      sender: values['sender'] ?? (values['status'] === 'sent' ? me : null),
      direction: values['status'] === 'inbox' ? 'incoming' : 'outgoing',
      body_preview: String(values['body_text']).slice(0, PREVIEW_LENGTH),
      thread_id:
        before['thread_id'] ?? answered?.details['thread_id'] ?? call.store.ids.next('acti'),
    }
  },
  // The tools of the MCP server say `outgoing` where Close says `outbound`; it is kept as it came.
  SMS(values, before, call, fields) {
    refuseTemplate(values, ['text'])
    return {
      ...sendingOf(values, before, call, fields),
      ...(values['status'] === 'inbox' && !fields.has('direction') && { direction: 'inbound' }),
      ...shownPhone('remote', values['remote_phone']),
      ...shownPhone('local', values['local_phone']),
    }
  },
  // The default status of a logged call is inferred; the rest is as recorded.
  Call: ({ phone, local_phone: local, recording_url: recording }) => ({
    remote_phone: phone,
    ...shownPhone('remote', phone),
    ...shownPhone('local', local),
    has_recording: recording !== null,
  }),
  WhatsAppMessage({ message_markdown: markdown, local_phone: local, remote_phone: remote }) {
    const text = typeof markdown === 'string' ? markdown : ''
    return {
      text,
      message_html: `<p>${escapeHtml(text)}</p>`,
      local_phone_formatted: formattedPhone(String(local)),
      remote_phone_formatted: formattedPhone(String(remote)),
    }
  },
  Meeting({ attendees }, _before, { store }, fields) {
    for (const { contact_id: id, status = 'noreply' } of attendees as readonly Dictionary[]) {
      const isAsked = typeof id === 'string' && store.has('contact', id)
      if (!isAsked) fields.reject('attendees', 'Object does not exist.')
      if (!ANSWERS.has(status)) fields.reject('attendees', 'Not a valid choice.')
    }
    return {}
  },
  LeadStatusChange: (values, _before, { store }) =>
    labelsOf(values, (id) => store.leadStatus(id)?.label),
  OpportunityStatusChange: (values, _before, { store }) =>
    labelsOf(values, (id) => store.opportunityStatus(id)?.label),
  Custom({ custom_activity_type_id: typeId, status }, before, call, fields) {
    const owner = `activity/${String(typeId)}` as const
    const custom = readCustom(call, fields, owner, (before['custom'] ?? {}) as Dictionary)
    if (status === 'published') requireCustom(call, fields, owner, custom)
    return { custom }
  },
}

/** What a template says is not put into a message, so one that says nothing else is refused. */
function refuseTemplate(values: Dictionary, texts: readonly string[]): void {
  if (values['template_id'] === null || texts.some((name) => values[name] !== '')) return
  throw CloseError.notEmulated('a message that is made of a template')
}

function sendingOf(
  { status, date_scheduled: scheduled }: Dictionary,
  before: Dictionary,
  { now }: CloseCall,
  fields: FieldReader,
): Dictionary {
  const isKept =
    status === 'scheduled' || (scheduled ?? null) === (before['date_scheduled'] ?? null)
  if (!isKept) fields.reject('date_scheduled', 'Only what is scheduled has it.')
  return {
    date_sent: before['date_sent'] ?? (status === 'sent' ? closeTimestamp(now) : null),
    ...(status !== 'scheduled' && { date_scheduled: null }),
  }
}

function shownPhone(side: 'remote' | 'local', phone: unknown): Dictionary {
  return {
    [`${side}_phone_formatted`]: typeof phone === 'string' ? formattedPhone(phone) : null,
    [`${side}_country_iso`]: typeof phone === 'string' ? countryOfPhone(phone) : null,
  }
}

function labelsOf(values: Dictionary, labelOf: (id: string) => string | undefined): Dictionary {
  return {
    old_status_label: labelOf(String(values['old_status_id'])) ?? null,
    new_status_label: labelOf(String(values['new_status_id'])) ?? null,
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
}

/** What is written in HTML; how Close sets it in lines is not known. */
function textOfHtml(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity)
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
