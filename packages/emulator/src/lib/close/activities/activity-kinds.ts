import type { FieldReader } from '../call/field-reader.ts'
import type { Dictionary } from '../../validation/containers.ts'

/** One kind of activity that can be written through the API. */
export interface ActivityKind {
  /** As Close writes it in `_type`. */
  readonly type: string
  /** Reads the fields that only this kind has; `before` is empty for a new activity. */
  details(fields: FieldReader, before: Dictionary): Dictionary
}

const MEETING_STATUSES = [
  'upcoming',
  'in-progress',
  'completed',
  'canceled',
  'declined-by-lead',
  'declined-by-org',
] as const

export const note: ActivityKind = {
  type: 'Note',
  details(fields, before) {
    const html = fields.nullableText('note_html', null)
    const text = fields.text('note', textOf(before, 'note'))
    return html === null
      ? { note: text, note_html: `<body><p>${escapeHtml(text)}</p></body>` }
      : { note: html.replaceAll(/<[^>]*>/g, ''), note_html: html }
  },
}

export const email: ActivityKind = {
  type: 'Email',
  details(fields, before) {
    const status = fields.text('status', textOf(before, 'status') || 'draft')
    return {
      direction: 'outgoing',
      status: status === 'outbox' ? 'sent' : status,
      subject: fields.text('subject', textOf(before, 'subject')),
      body_text: fields.text('body_text', textOf(before, 'body_text')),
      body_html: fields.text('body_html', textOf(before, 'body_html')),
      sender: fields.nullableText('sender', nullableTextOf(before, 'sender')),
      to: fields.texts('to', textsOf(before, 'to')),
      cc: fields.texts('cc', textsOf(before, 'cc')),
      bcc: fields.texts('bcc', textsOf(before, 'bcc')),
      template_id: fields.nullableText('template_id', nullableTextOf(before, 'template_id')),
      date_sent: before['date_sent'] ?? null,
      attachments: [],
    }
  },
}

export const phoneCall: ActivityKind = {
  type: 'Call',
  details(fields, before) {
    return {
      direction: fields.choice(
        'direction',
        ['inbound', 'outbound'],
        before['direction'] === 'inbound' ? 'inbound' : 'outbound',
      ),
      disposition: fields.nullableText('disposition', nullableTextOf(before, 'disposition')),
      duration: fields.wholeNumber(
        'duration',
        Number.MAX_SAFE_INTEGER,
        numberOf(before, 'duration'),
      ),
      phone: fields.nullableText('phone', nullableTextOf(before, 'phone')),
      note: fields.text('note', textOf(before, 'note')),
      recording_url: fields.nullableText('recording_url', nullableTextOf(before, 'recording_url')),
      voicemail_url: fields.nullableText('voicemail_url', nullableTextOf(before, 'voicemail_url')),
    }
  },
}

/** Stored with the direction as sent; recorded ones say `outbound` where the tools say `outgoing`. */
export const sms: ActivityKind = {
  type: 'SMS',
  details(fields, before) {
    return {
      direction: fields.text('direction', textOf(before, 'direction') || 'outgoing'),
      status: fields.text('status', textOf(before, 'status') || 'draft'),
      text: fields.text('text', textOf(before, 'text')),
      remote_phone: fields.nullableText('remote_phone', nullableTextOf(before, 'remote_phone')),
      local_phone: fields.nullableText('local_phone', nullableTextOf(before, 'local_phone')),
      date_sent: before['date_sent'] ?? null,
    }
  },
}

export const meeting: ActivityKind = {
  type: 'Meeting',
  details(fields, before) {
    return {
      title: fields.text('title', textOf(before, 'title')),
      status: fields.choice(
        'status',
        MEETING_STATUSES,
        MEETING_STATUSES.find((status) => status === before['status']) ?? 'upcoming',
      ),
      starts_at: fields.date('starts_at', nullableTextOf(before, 'starts_at')),
      ends_at: fields.date('ends_at', nullableTextOf(before, 'ends_at')),
      attendees: fields.objects('attendees', objectsOf(before, 'attendees')),
      user_note_html: fields.text('user_note_html', textOf(before, 'user_note_html')),
      outcome_id: fields.nullableText('outcome_id', nullableTextOf(before, 'outcome_id')),
    }
  },
}

export const whatsAppMessage: ActivityKind = {
  type: 'WhatsAppMessage',
  details(fields, before) {
    const text = (name: string): string | null =>
      fields.nullableText(name, nullableTextOf(before, name))
    return {
      direction: fields.choice(
        'direction',
        ['incoming', 'outgoing'],
        before['direction'] === 'incoming' ? 'incoming' : 'outgoing',
      ),
      external_whatsapp_message_id: text('external_whatsapp_message_id'),
      message_markdown: text('message_markdown'),
      attachments: fields.objects('attachments', objectsOf(before, 'attachments')),
      integration_link: text('integration_link'),
      response_to_id: text('response_to_id'),
    }
  },
}

function textOf(details: Dictionary, name: string): string {
  return nullableTextOf(details, name) ?? ''
}

function nullableTextOf(details: Dictionary, name: string): string | null {
  const value = details[name]
  return typeof value === 'string' ? value : null
}

function numberOf(details: Dictionary, name: string): number | null {
  const value = details[name]
  return typeof value === 'number' ? value : null
}

function textsOf(details: Dictionary, name: string): readonly string[] {
  return (details[name] ?? []) as readonly string[]
}

function objectsOf(details: Dictionary, name: string): readonly Dictionary[] {
  return (details[name] ?? []) as readonly Dictionary[]
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
