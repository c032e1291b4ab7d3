import { closeTimestamp } from '../../world/timestamps.ts'
import type { CloseCall } from '../call/close-call.ts'
import { type FieldReader, isEmailAddress } from '../call/field-reader.ts'
import { formattedPhone, countryOfPhone, normalPhone } from '../store/phone.ts'
import type { Dictionary } from '../../validation/containers.ts'
import type { ActivityKind } from './activity-kind.ts'
import { nullableTextOf, objectsOf, textOf, textsOf } from './details.ts'

/** The states of emails and SMS (document: `MessageStatus`). */
const STATUSES = ['inbox', 'draft', 'scheduled', 'outbox', 'sent', 'error'] as const

const PREVIEW_LENGTH = 200

/**
 * An email. What is in the outbox is shown so once, as recorded, and is sent by the next look: our
 * sending takes no time.
 */
export const email: ActivityKind = {
  type: 'Email',
  path: '/activity/email/',
  content: ['subject', 'body_text', 'body_html', 'sender', 'to', 'cc', 'bcc', 'template_id'],
  details(fields, before, call) {
    const text = (name: string): string => fields.text(name, textOf(before, name))
    const address = (name: string): string | null =>
      fields.nullableText(name, nullableTextOf(before, name))
    const answered = call.store.activities.get(address('in_reply_to_id') ?? '')
    const bodyText = text('body_text')
    return {
      ...statusOf(fields, before, call),
      direction:
        fields.text('status', textOf(before, 'status')) === 'inbox' ? 'incoming' : 'outgoing',
      subject: text('subject'),
      body_text: bodyText,
      body_html: text('body_html'),
      body_preview: bodyText.slice(0, PREVIEW_LENGTH),
      sender: address('sender'),
      to: addressesOf(fields, before, 'to'),
      cc: addressesOf(fields, before, 'cc'),
      bcc: addressesOf(fields, before, 'bcc'),
      template_id: address('template_id'),
      template_name: null,
      in_reply_to_id: answered?.id ?? null,
      thread_id:
        nullableTextOf(before, 'thread_id') ??
        nullableTextOf(answered?.details ?? {}, 'thread_id') ??
        call.store.ids.next('acti'),
      email_account_id: null,
      followup_sequence_id: address('followup_sequence_id'),
      followup_sequence_delay: fields.wholeNumber('followup_sequence_delay', 2 ** 31, null),
      followup_sequence_add_cc_bcc: fields.boolean('followup_sequence_add_cc_bcc', false),
      attachments: fields.objects('attachments', objectsOf(before, 'attachments')),
      ...UNTOUCHED_EMAIL,
    }
  },
}

/** Nobody opens or answers an email here. */
const UNTOUCHED_EMAIL: Dictionary = {
  bulk_email_action_id: null,
  has_reply: false,
  message_ids: [],
  need_smtp_credentials: false,
  opens: [],
  opens_summary: null,
  references: [],
  send_as_id: null,
  send_attempts: [],
  sequence_id: null,
  sequence_name: null,
  sequence_subscription_id: null,
}

/** The tools of the MCP server say `outgoing` where Close says `outbound`; it is kept as it came. */
const SMS_DIRECTIONS = ['inbound', 'outbound', 'incoming', 'outgoing'] as const

export const sms: ActivityKind = {
  type: 'SMS',
  path: '/activity/sms/',
  content: ['text', 'remote_phone', 'local_phone', 'template_id', 'attachments'],
  details(fields, before, call) {
    const status = statusOf(fields, before, call)
    const otherwise = status['status'] === 'inbox' ? 'inbound' : 'outbound'
    const known = SMS_DIRECTIONS.find((one) => one === before['direction']) ?? otherwise
    return {
      ...status,
      direction: fields.choice('direction', SMS_DIRECTIONS, known),
      text: fields.text('text', textOf(before, 'text')),
      ...phonesOf(fields, before, 'remote', 'remote_phone'),
      ...phonesOf(fields, before, 'local', 'local_phone'),
      template_id: fields.nullableText('template_id', nullableTextOf(before, 'template_id')),
      attachments: fields.objects('attachments', objectsOf(before, 'attachments')),
      source: sourceOf(fields, before),
      cost: null,
      error_message: null,
    }
  },
}

/** The same choice for calls and SMS: made here, or told to Close by somebody else. */
export function sourceOf(fields: FieldReader, before: Dictionary): string {
  const otherwise = before['source'] === 'Close.io' ? 'Close.io' : 'External'
  return fields.choice('source', ['Close.io', 'External'], otherwise)
}

/** A number as it is stored and shown, by the field in which it comes. */
export function phonesOf(
  fields: FieldReader,
  before: Dictionary,
  side: 'remote' | 'local',
  field: string,
): Dictionary {
  const written = fields.nullableText(field, nullableTextOf(before, `${side}_phone`))
  const phone = written === null ? null : normalPhone(written)
  return {
    [`${side}_phone`]: phone,
    [`${side}_phone_formatted`]: phone === null ? null : formattedPhone(phone),
    [`${side}_country_iso`]: phone === null ? null : countryOfPhone(phone),
  }
}

function statusOf(fields: FieldReader, before: Dictionary, call: CloseCall): Dictionary {
  const otherwise = STATUSES.find((status) => status === before['status']) ?? 'draft'
  const status = fields.choice('status', STATUSES, otherwise)
  const now = closeTimestamp(call.now)
  return {
    status,
    date_sent: before['date_sent'] ?? (status === 'sent' ? now : null),
    date_scheduled:
      status === 'scheduled'
        ? fields.date('date_scheduled', nullableTextOf(before, 'date_scheduled'))
        : null,
  }
}

/** `ada@acme.test` or `Ada <ada@acme.test>`; that Close refuses anything else is inferred. */
function addressesOf(fields: FieldReader, before: Dictionary, name: string): readonly string[] {
  const sent = fields.texts(name, textsOf(before, name))
  if (!sent.every(isAddress)) fields.reject(name, 'Invalid email address.')
  return sent
}

function isAddress(text: string): boolean {
  return isEmailAddress(/<([^>]*)>\s*$/.exec(text)?.[1] ?? text)
}
