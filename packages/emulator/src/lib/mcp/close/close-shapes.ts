import type { Dictionary } from '../../validation/containers.ts'

/** How one field of a result is taken from Close's object. */
type Rule = string | ((source: Dictionary) => unknown)
type Rules = Readonly<Record<string, Rule>>

const AUDIT: Rules = { createdAt: 'date_created', updatedAt: 'date_updated' }
const AUTHORS: Rules = { createdBy: 'created_by', updatedBy: 'updated_by' }

const EMAIL: Rules = { address: 'email', type: 'type' }
const PHONE: Rules = { number: 'phone', type: 'type' }
const URL: Rules = { url: 'url', type: 'type' }
const ADDRESS: Rules = {
  line1: 'address_1',
  line2: 'address_2',
  city: 'city',
  state: 'state',
  postalCode: 'zipcode',
  country: 'country',
}

const CONTACT: Rules = {
  id: 'id',
  leadId: 'lead_id',
  name: 'name',
  firstName: 'first_name',
  lastName: 'last_name',
  title: 'title',
  emails: listAt('emails', EMAIL),
  phones: listAt('phones', PHONE),
  urls: listAt('urls', URL),
  ...AUDIT,
}

const OPPORTUNITY: Rules = {
  id: 'id',
  leadId: 'lead_id',
  leadName: 'lead_name',
  contactId: 'contact_id',
  contactName: 'contact_name',
  userId: 'user_id',
  userName: 'user_name',
  statusId: 'status_id',
  statusLabel: 'status_label',
  statusType: 'status_type',
  note: 'note',
  confidence: 'confidence',
  value: 'value',
  valueCurrency: 'value_currency',
  valuePeriod: 'value_period',
  valueFormatted: 'value_formatted',
  expectedValue: 'expected_value',
  annualizedValue: 'annualized_value',
  annualizedExpectedValue: 'annualized_expected_value',
  expectedCloseDate: 'date_won',
  dateLost: 'date_lost',
  ...AUDIT,
  ...AUTHORS,
}

const LEAD: Rules = {
  id: 'id',
  name: 'name',
  description: 'description',
  statusId: 'status_id',
  statusLabel: 'status_label',
  url: 'url',
  addresses: listAt('addresses', ADDRESS),
  contacts: listAt('contacts', CONTACT),
  ...AUDIT,
  ...AUTHORS,
  opportunities: listAt('opportunities', OPPORTUNITY),
}

const TASK: Rules = {
  id: 'id',
  leadId: 'lead_id',
  leadName: 'lead_name',
  assignedTo: 'assigned_to',
  assignedToName: 'assigned_to_name',
  text: 'text',
  dueDate: 'date',
  isComplete: 'is_complete',
  isDateless: 'is_dateless',
  type: '_type',
  ...AUDIT,
}

const USER: Rules = {
  id: 'id',
  email: 'email',
  firstName: 'first_name',
  lastName: 'last_name',
  displayName,
  image: 'image',
  ...AUDIT,
}

const ACTIVITY: Rules = { id: 'id', type: '_type', leadId: 'lead_id', userId: 'user_id', ...AUDIT }

const EMAIL_ACTIVITY: Rules = {
  id: 'id',
  leadId: 'lead_id',
  contactId: 'contact_id',
  userId: 'user_id',
  direction: 'direction',
  status: 'status',
  subject: 'subject',
  bodyText: 'body_text',
  bodyHtml: 'body_html',
  sender: 'sender',
  to: 'to',
  cc: 'cc',
  bcc: 'bcc',
  templateId: 'template_id',
  ...AUDIT,
  sentAt: 'date_sent',
}

const CALL_ACTIVITY: Rules = {
  id: 'id',
  leadId: 'lead_id',
  contactId: 'contact_id',
  userId: 'user_id',
  direction: 'direction',
  disposition: 'disposition',
  durationSeconds: 'duration',
  phone: 'phone',
  note: 'note',
  recordingUrl: 'recording_url',
  voicemailUrl: 'voicemail_url',
  ...AUDIT,
}

const SMS_ACTIVITY: Rules = {
  id: 'id',
  leadId: 'lead_id',
  contactId: 'contact_id',
  userId: 'user_id',
  direction: 'direction',
  status: 'status',
  text: 'text',
  remotePhone: 'remote_phone',
  localPhone: 'local_phone',
  ...AUDIT,
}

const NOTE_ACTIVITY: Rules = {
  id: 'id',
  leadId: 'lead_id',
  userId: 'user_id',
  note: 'note',
  noteHtml: 'note_html',
  ...AUDIT,
}

const MEETING_ACTIVITY: Rules = {
  id: 'id',
  leadId: 'lead_id',
  userId: 'user_id',
  status: 'status',
  startsAt: 'starts_at',
  endsAt: 'ends_at',
  attendees: listAt('attendees', { contactId: 'contact_id', status: 'status' }),
  noteHtml: 'user_note_html',
  outcomeId: 'outcome_id',
  ...AUDIT,
}

const WHATSAPP_ACTIVITY: Rules = {
  id: 'id',
  leadId: 'lead_id',
  contactId: 'contact_id',
  userId: 'user_id',
  direction: 'direction',
  externalMessageId: 'external_whatsapp_message_id',
  messageMarkdown: 'message_markdown',
  attachments: listAt('attachments', {
    url: 'url',
    filename: 'filename',
    contentType: 'content_type',
  }),
  integrationLink: 'integration_link',
  replyToId: 'response_to_id',
  ...AUDIT,
}

const SHAPES: ReadonlyMap<string, Rules> = new Map([
  ['lead', LEAD],
  ['contact', CONTACT],
  ['opportunity', OPPORTUNITY],
  ['task', TASK],
  ['user', USER],
  ['activity', ACTIVITY],
  ['email_activity', EMAIL_ACTIVITY],
  ['call_activity', CALL_ACTIVITY],
  ['sms_activity', SMS_ACTIVITY],
  ['note_activity', NOTE_ACTIVITY],
  ['meeting_activity', MEETING_ACTIVITY],
  ['whatsapp_activity', WHATSAPP_ACTIVITY],
])

/**
 * Shows one of Close's objects the way the MCP server's tools do: chosen fields in camel case,
 * `null` ones and empty lists of objects left out. A lead loses its tasks and custom fields.
 */
export function shaped(shape: string, source: Dictionary): Dictionary {
  return apply(SHAPES.get(shape) ?? {}, source)
}

function apply(rules: Rules, source: Dictionary): Dictionary {
  const target: Record<string, unknown> = {}
  for (const [name, rule] of Object.entries(rules)) {
    const value = typeof rule === 'string' ? source[rule] : rule(source)
    if (value !== null && value !== undefined) target[name] = value
  }
  return target
}

function displayName(user: Dictionary): unknown {
  const names = [user['first_name'], user['last_name']].filter((name) => typeof name === 'string')
  return names.join(' ').trim() || user['email']
}

function listAt(name: string, rules: Rules): Rule {
  return (source) => {
    const items = source[name] as readonly Dictionary[] | undefined
    if (items === undefined || items.length === 0) return undefined
    // The original takes an item without anything in it for none.
    const filled = items.filter((item) => Object.values(item).some((value) => value !== undefined))
    return filled.map((item) => apply(rules, item))
  }
}
