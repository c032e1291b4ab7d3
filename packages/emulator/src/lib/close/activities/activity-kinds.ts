import type { ActivityKind } from './activity-kind.ts'
import { nullableTextOf, numberOf, objectsOf, textOf } from './details.ts'
import { phonesOf, sourceOf } from './message-kinds.ts'
import { formattedPhone, normalPhone } from '../store/phone.ts'

const CALL_STATUSES = [
  'created',
  'in-progress',
  'completed',
  'cancel',
  'no-answer',
  'busy',
  'failed',
  'timeout',
] as const

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
  path: '/activity/note/',
  details(fields, before) {
    const html = fields.nullableText('note_html', null)
    const text = fields.text('note', textOf(before, 'note'))
    return {
      ...(html === null
        ? { note: text, note_html: `<body><p>${escapeHtml(text)}</p></body>` }
        : { note: html.replaceAll(/<[^>]*>/g, ''), note_html: html }),
      title: fields.nullableText('title', nullableTextOf(before, 'title')),
      pinned: fields.boolean('pinned', before['pinned'] === true),
      attachments: fields.objects('attachments', objectsOf(before, 'attachments')),
    }
  },
}

/** A call that was logged; its default status is inferred, the rest is as recorded. */
export const phoneCall: ActivityKind = {
  type: 'Call',
  path: '/activity/call/',
  details(fields, before) {
    const text = (name: string): string | null =>
      fields.nullableText(name, nullableTextOf(before, name))
    const status = CALL_STATUSES.find((one) => one === before['status']) ?? 'completed'
    const phones = phonesOf(fields, before, 'remote', 'phone')
    const recordingUrl = text('recording_url')
    return {
      direction: fields.choice(
        'direction',
        ['inbound', 'outbound'],
        before['direction'] === 'inbound' ? 'inbound' : 'outbound',
      ),
      status: fields.choice('status', CALL_STATUSES, status),
      disposition: text('disposition'),
      duration: fields.wholeNumber(
        'duration',
        Number.MAX_SAFE_INTEGER,
        numberOf(before, 'duration'),
      ),
      phone: phones['remote_phone'],
      ...phones,
      ...phonesOf(fields, before, 'local', 'local_phone'),
      note: fields.text('note', textOf(before, 'note')),
      outcome_id: text('outcome_id'),
      recording_url: recordingUrl,
      has_recording: recordingUrl !== null,
      voicemail_url: text('voicemail_url'),
      voicemail_duration: 0,
      source: sourceOf(fields, before),
      call_method: 'external',
      dialer_id: null,
      cost: null,
      quality_info: fields.text('quality_info', textOf(before, 'quality_info')),
    }
  },
}

/** No page documents the making of a meeting: that `POST` makes one is inferred. */
export const meeting: ActivityKind = {
  type: 'Meeting',
  path: '/activity/meeting/',
  details(fields, before) {
    const text = (name: string): string | null =>
      fields.nullableText(name, nullableTextOf(before, name))
    return {
      title: fields.text('title', textOf(before, 'title')),
      status: fields.choice(
        'status',
        MEETING_STATUSES,
        MEETING_STATUSES.find((status) => status === before['status']) ?? 'upcoming',
      ),
      starts_at: fields.date('starts_at', nullableTextOf(before, 'starts_at')),
      ends_at: fields.date('ends_at', nullableTextOf(before, 'ends_at')),
      location: text('location'),
      attendees: fields.objects('attendees', objectsOf(before, 'attendees')),
      user_note_html: fields.text('user_note_html', textOf(before, 'user_note_html')),
      outcome_id: text('outcome_id'),
      is_recurring: false,
    }
  },
}

export const whatsAppMessage: ActivityKind = {
  type: 'WhatsAppMessage',
  path: '/activity/whatsapp_message/',
  details(fields, before) {
    const text = (name: string): string | null =>
      fields.nullableText(name, nullableTextOf(before, name))
    const markdown = text('message_markdown')
    return {
      direction: fields.choice(
        'direction',
        ['incoming', 'outgoing'],
        before['direction'] === 'incoming' ? 'incoming' : 'outgoing',
      ),
      external_whatsapp_message_id: text('external_whatsapp_message_id'),
      message_markdown: markdown,
      message_html: `<p>${escapeHtml(markdown ?? '')}</p>`,
      text: markdown ?? '',
      local_phone: normalPhone(text('local_phone') ?? ''),
      local_phone_formatted: formattedPhone(normalPhone(text('local_phone') ?? '')),
      remote_phone: normalPhone(text('remote_phone') ?? ''),
      remote_phone_formatted: formattedPhone(normalPhone(text('remote_phone') ?? '')),
      attachments: fields.objects('attachments', objectsOf(before, 'attachments')),
      integration_link: text('integration_link'),
      integration_name: null,
      response_to_id: text('response_to_id'),
      source: 'api',
    }
  },
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
