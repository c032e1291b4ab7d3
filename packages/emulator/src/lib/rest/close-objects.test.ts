import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Acquired, acquireClose } from '../acquired.testing.ts'
import type { Dictionary } from '../validation/containers.ts'

let acquired: Acquired

beforeEach(async () => {
  acquired = await acquireClose()
})

afterEach(() => acquired[Symbol.asyncDispose]())

const rest: Acquired['restJson'] = (...call) => acquired.restJson(...call)

async function made(path: string, json: unknown): Promise<Dictionary> {
  const { status, body } = await rest('POST', path, json)
  expect(status).toBe(200)
  return body
}

async function leadId(): Promise<string> {
  return String((await made('/lead/', { name: 'Acme' }))['id'])
}

const fieldErrors = (fields: Dictionary): unknown => ({
  status: 400,
  body: { errors: [], 'field-errors': fields },
})

describe('contacts', () => {
  it.each([
    ['(415) 555-0100', '+14155550100', '+1 415-555-0100', 'US'],
    ['1 650 555 1234', '+16505551234', '+1 650-555-1234', 'US'],
    ['+44 7946 666666', '+447946666666', '+44 7946 666666', 'GB'],
    ['+44 20 3974 2049', '+442039742049', '+44 20 3974 2049', 'GB'],
    ['+48 22 123 45 67', '+48221234567', '+48221234567', null],
  ])('store %s as %s and show it as %s', async (written, phone, formatted, country) => {
    const contact = await made('/contact/', { phones: [{ phone: written, type: 'mobile' }] })
    expect(contact['phones']).toEqual([
      { phone, phone_formatted: formatted, type: 'mobile', country },
    ])
  })

  it.each([{ emails: [{ email: 'zzz' }] }, { emails: [{ email: '' }] }])(
    'refuse %j',
    async (body) => {
      const refused = fieldErrors({ emails: 'Invalid email address.' })
      expect(await rest('POST', '/contact/', body)).toEqual(refused)
    },
  )

  it.each([{ phones: [{ phone: 'call me' }] }, { phones: [{ phone: '' }] }])(
    'refuse %j',
    async (body) => {
      const refused = fieldErrors({ phones: 'Invalid phone number.' })
      expect(await rest('POST', '/contact/', body)).toEqual(refused)
    },
  )

  it('are the first to be reached at their lead', async () => {
    const lead = await made('/lead/', {
      contacts: [{ name: 'Nobody' }, { name: 'Ada', emails: [{ email: 'ada@acme.test' }] }],
    })
    const [nobody, ada] = lead['contacts'] as [Dictionary, Dictionary]
    expect(lead['contact_ids']).toEqual([nobody['id'], ada['id']])
    const email = { email: 'ada@acme.test', type: 'office', is_unsubscribed: false }
    expect(lead['primary_email']).toEqual(email)
    expect(lead['primary_phone']).toBeNull()
  })
})

describe('opportunities', () => {
  it('are shown with the sign of their currency', async () => {
    const euros = await made('/opportunity/', { value: 123_450, value_currency: 'EUR' })
    expect(euros['value_formatted']).toBe('€1,234.50')
    const wrong = await rest('POST', '/opportunity/', { value_currency: 'euro' })
    expect(wrong).toEqual(fieldErrors({ value_currency: 'Not a valid choice.' }))
  })

  it('are won on a day and lost at a moment', async () => {
    const won = await made('/opportunity/', { status: 'Won', date_won: '2025-01-15T10:00:00Z' })
    expect(won).toMatchObject({ date_won: '2025-01-15', date_lost: null })
    const lost = await made('/opportunity/', { status: 'Lost' })
    expect(lost['date_lost']).toMatch(/T.*\+00:00$/)
  })
})

describe.each([
  [
    'email',
    { subject: 'Hi', to: ['Ada <ada@acme.test>'], sender: 'me@acme.test' },
    { subject: 'New' },
  ],
  ['sms', { text: 'Hi', remote_phone: '+447946666666' }, { text: 'New' }],
])('an activity of kind %s', (kind, content, change) => {
  const path = `/activity/${kind}/`

  it('is in the outbox when it is put there, and sent when it is looked at', async () => {
    const sent = await made(path, { lead_id: await leadId(), status: 'outbox', ...content })
    expect(sent).toMatchObject({ status: 'outbox', date_sent: null })
    const { body } = await rest('GET', `${path}${String(sent['id'])}/`)
    expect(body).toMatchObject({ status: 'sent', date_sent: expect.stringMatching(/T/) })
  })

  it('is a draft until it is sent, and stays as it is then', async () => {
    const { id } = await made(path, { lead_id: await leadId(), ...content })
    expect((await rest('PUT', `${path}${String(id)}/`, change)).body).toMatchObject(change)
    expect((await rest('POST', `${path}${String(id)}/send/`)).body['status']).toBe('sent')
    const before = await rest('GET', `${path}${String(id)}/`)
    for (const refused of [
      await rest('PUT', `${path}${String(id)}/`, content),
      await rest('PUT', `${path}${String(id)}/`, { status: 'draft' }),
      await rest('POST', `${path}${String(id)}/send/`),
    ]) {
      expect(refused.status).toBe(400)
    }
    expect(await rest('GET', `${path}${String(id)}/`)).toEqual(before)
  })

  it('has no status that Close does not have', async () => {
    const refused = await rest('POST', path, { lead_id: await leadId(), status: 'gone' })
    expect(refused).toEqual(fieldErrors({ status: 'Not a valid choice.' }))
  })
})

describe('messages', () => {
  it('are in the thread of what they answer', async () => {
    const lead_id = await leadId()
    const sender = 'ada@acme.test'
    const first = await made('/activity/email/', { lead_id, status: 'inbox', sender })
    expect(first['direction']).toBe('incoming')
    const answer = await made('/activity/email/', { lead_id, in_reply_to_id: first['id'] })
    expect(answer).toMatchObject({ thread_id: first['thread_id'], direction: 'outgoing' })
    const other = await made('/activity/email/', { lead_id })
    expect(other['thread_id']).not.toBe(first['thread_id'])
  })

  it('have a sender unless they are drafts, or sent by the user', async () => {
    const lead_id = await leadId()
    for (const status of ['inbox', 'scheduled', 'outbox', 'error']) {
      const refused = await rest('POST', '/activity/email/', { lead_id, status })
      expect(refused).toEqual(fieldErrors({ sender: 'This field is required.' }))
    }
    const sent = await made('/activity/email/', { lead_id, status: 'sent' })
    expect(sent).toMatchObject({ sender: 'sandbox@sandpit.test', direction: 'outgoing' })
  })

  it('go to addresses', async () => {
    const refused = await rest('POST', '/activity/email/', { lead_id: await leadId(), to: ['Ada'] })
    expect(refused).toEqual(fieldErrors({ to: 'Invalid email address.' }))
  })

  it('by SMS are outbound, and sent when that is what they were', async () => {
    const sms = await made('/activity/sms/', {
      lead_id: await leadId(),
      status: 'sent',
      remote_phone: '+447946666666',
    })
    expect(sms).toMatchObject({
      direction: 'outbound',
      source: 'External',
      remote_phone_formatted: '+44 7946 666666',
      date_sent: sms['date_created'],
    })
  })
})

describe('too many calls', () => {
  it('are refused in the recorded form', async () => {
    await using limited = await acquireClose({ rateLimit: { calls: 3, windowMs: 30_000 } })
    await limited.rest('GET', '/me/')
    const refused = await limited.rest('GET', '/me/')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('ratelimit')).toBe('limit=3, remaining=0, reset=30')
    expect(refused.headers.get('retry-after')).toBe('30')
    expect(await refused.json()).toEqual({
      message: 'API call count exceeded for this period',
      rate_limit: 3,
      rate_limit_type: 'key',
      rate_reset: '30',
      rate_window: 30,
    })
  })
})

describe('a field that the emulator does not know', () => {
  it.each([
    ['/lead/', {}, 'priority'],
    ['/contact/', {}, 'birthday'],
    ['/opportunity/', {}, 'custom_fields'],
    ['/task/', { text: 'x' }, 'priority'],
    ['/activity/note/', { note: 'x' }, 'direction'],
    ['/activity/call/', {}, 'playbook_id'],
    ['/status/lead/', { label: 'x' }, 'color'],
  ])('is refused by name at %s, and nothing is made', async (path, body, name) => {
    const lead_id =
      path.startsWith('/lead/') || path.startsWith('/status/') ? {} : { lead_id: await leadId() }
    const before = (await rest('GET', path)).body['data']
    const refused = await rest('POST', path, { ...lead_id, ...body, [name]: 'x' })
    expect(refused.status).toBe(501)
    expect(refused.body['error']).toContain(`the field ${name} of ${path}`)
    expect((await rest('GET', path)).body['data']).toEqual(before)
  })

  it('is not one that is shown: what was got may be sent back', async () => {
    const lead = await made('/lead/', { name: 'Acme', contacts: [{ name: 'Ada' }] })
    const sent = { ...lead, name: 'New' }
    const { status, body } = await rest('PUT', `/lead/${String(lead['id'])}/`, sent)
    expect({ status, name: body['name'] }).toEqual({ status: 200, name: 'New' })
  })
})
