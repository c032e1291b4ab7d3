import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Acquired, acquireClose } from '../acquired.testing.ts'
import type { Dictionary } from '../validation/containers.ts'

let acquired: Acquired
let lead: string
let activityType: string

beforeEach(async () => {
  acquired = await acquireClose()
  lead = await idOf('/lead/', { name: 'Acme' })
  activityType = await idOf('/custom_activity/', { name: 'Demo' })
})

afterEach(() => acquired[Symbol.asyncDispose]())

const rest: Acquired['restJson'] = (...call) => acquired.restJson(...call)

async function idOf(path: string, json: unknown): Promise<string> {
  return String((await rest('POST', path, json)).body['id'])
}

async function notes(query: string): Promise<readonly unknown[]> {
  const { data } = (await rest('GET', `/activity/${query}`)).body as { data: Dictionary[] }
  return data.map(({ note }) => note)
}

/** Values that a field does not have; one of them is of its type. */
const OTHERS: readonly unknown[] = [
  '2020-01-02',
  'Other',
  7,
  true,
  false,
  null,
  [],
  ['x'],
  {},
  [{}],
]
/** Who changed a thing last says nothing, and may be out of date. */
const LAST_CHANGE = /^(?:date_updated|updated_)/

/** Every field of what is shown that a change of is taken and not to be seen afterwards. */
async function ignoredFields(path: string, body: unknown): Promise<readonly string[]> {
  const made = await rest('POST', path, body)
  expect(made.status).toBeLessThan(300)
  const ignored: string[] = []
  for (const name of Object.keys(made.body).filter((field) => !LAST_CHANGE.test(field))) {
    for (const value of OTHERS) {
      const before = await rest('GET', `${path}${String(made.body['id'])}/`)
      if (JSON.stringify(before.body[name]) === JSON.stringify(value)) continue
      const { status } = await rest('PUT', `${path}${String(made.body['id'])}/`, { [name]: value })
      const after = await rest('GET', `${path}${String(made.body['id'])}/`)
      const isSame = JSON.stringify(before.body[name]) === JSON.stringify(after.body[name])
      if (status < 300 && isSame && value !== null)
        ignored.push(`${name}: ${JSON.stringify(value)}`)
      if (status >= 300 && JSON.stringify(after) !== JSON.stringify(before)) {
        ignored.push(`${name} is refused and changed`)
      }
    }
  }
  return ignored
}

describe('a field that is sent has an effect or is refused', () => {
  it.each<[string, () => Dictionary]>([
    ['/lead/', () => ({ name: 'A', contacts: [{ name: 'Ada' }] })],
    ['/contact/', () => ({ lead_id: lead, name: 'Ada', emails: [{ email: 'ada@acme.test' }] })],
    ['/opportunity/', () => ({ lead_id: lead, value: 5 })],
    ['/task/', () => ({ lead_id: lead, text: 'x' })],
    ['/activity/note/', () => ({ lead_id: lead, note: 'x' })],
    ['/activity/call/', () => ({ lead_id: lead, phone: '+14155550100' })],
    ['/activity/email/', () => ({ lead_id: lead, subject: 'x' })],
    ['/activity/sms/', () => ({ lead_id: lead, text: 'x' })],
    ['/activity/meeting/', () => ({ lead_id: lead, title: 'x' })],
    ['/activity/whatsapp_message/', () => ({ lead_id: lead, message_markdown: 'x' })],
    ['/activity/custom/', () => ({ lead_id: lead, custom_activity_type_id: activityType })],
    ['/status/lead/', () => ({ label: 'x' })],
    ['/status/opportunity/', () => ({ label: 'x', type: 'active' })],
    ['/saved_search/', () => ({ name: 'x' })],
    ['/sms_template/', () => ({ name: 'x' })],
    ['/custom_field/lead/', () => ({ name: 'x', type: 'text' })],
  ])('at %s', async (path, body) => {
    expect(await ignoredFields(path, body())).toEqual([])
  })

  it.each<[string, Dictionary]>([
    ['/lead/', { opportunities: [{ value: 5 }] }],
    ['/lead/', { display_name: 'Acme' }],
    ['/lead/', { addresses: [{ zip: '94105' }] }],
    ['/lead/', { contacts: [{ name: 'Ada', lead_id: 'lead_other' }] }],
    ['/lead/', { custom: 5 }],
    ['/contact/', { emails: [{ email: 'a@b.test', primary: 'yes' }] }],
    ['/contact/', { emails: [{ email: 5 }] }],
    ['/contact/', { phones: [{ phone: 5 }] }],
    ['/contact/', { urls: [{ href: 'https://acme.test' }] }],
    ['/opportunity/', { created_by: 'user_other' }],
    ['/opportunity/', { attachments: [{ url: 'https://acme.test/a', filename: 'a' }] }],
    ['/task/', { due_date: '2026-01-02' }],
    ['/activity/email/', { opens: [{}] }],
    ['/activity/email/', { date_scheduled: '2026-01-02' }],
    ['/activity/email/', { in_reply_to_id: 'acti_other' }],
    ['/activity/meeting/', { attendees: [{ contact: 'cont_x' }] }],
    ['/activity/meeting/', { attendees: [{ contact_id: 'cont_other' }] }],
    ['/activity/call/', { phone: 'call me' }],
    ['/activity/meeting/', { outcome_id: 'outcome_other' }],
  ])('when something is made at %s: %j', async (path, body) => {
    const text = path === '/task/' ? { text: 'x' } : {}
    const owner = path === '/lead/' ? {} : { lead_id: lead }
    const before = (await rest('GET', path)).body
    expect((await rest('POST', path, { ...owner, ...text, ...body })).status).toBeOneOf([400, 501])
    expect((await rest('GET', path)).body).toEqual(before)
  })

  it.each<[string, Dictionary]>([
    ['/custom_field/lead/', { name: 'x', type: 'text', choices: ['a'] }],
    ['/outcome/', { name: 'x', type: 'custom', applies_to: ['meetings'] }],
    ['/blocked_phone_number/', { phone: 'nobody', reason: 'x' }],
  ])('when a row is made at %s: %j', async (path, body) => {
    expect((await rest('POST', path, body)).status).toBe(400)
  })

  it('which a filter by an unknown word, a role of Close and a second farewell have not', async () => {
    expect((await rest('GET', '/saved_search/?type=leed')).status).toBe(400)
    expect((await rest('PUT', '/role/admin/', { name: 'x' })).status).toBe(400)
    expect((await rest('DELETE', '/role/admin/')).status).toBe(400)
    const email = 'Ada@acme.test'
    expect((await rest('POST', '/unsubscribe/email/', { email })).status).toBe(201)
    expect((await rest('POST', '/unsubscribe/email/', { email })).status).toBe(400)
    const emails = [{ email: 'ada@acme.test' }]
    const contact = (await rest('POST', '/contact/', { lead_id: lead, emails })).body
    expect(contact['emails']).toMatchObject([{ is_unsubscribed: true }])
  })

  it('which a message made of a template has not', async () => {
    const template_id = await idOf('/email_template/', { name: 'x', body: 'Hi' })
    const refused = await rest('POST', '/activity/email/', { lead_id: lead, template_id })
    expect(refused.status).toBe(501)
    const own = { lead_id: lead, template_id, subject: 'Hi' }
    expect((await rest('POST', '/activity/email/', own)).body).toMatchObject(own)
  })
})

describe('what was got', () => {
  it('may be sent back with a change, even if it is out of date by then', async () => {
    const made = (await rest('POST', '/lead/', { name: 'A' })).body
    const path = `/lead/${String(made['id'])}/`
    for (const description of ['B', 'C']) {
      const { body } = await rest('PUT', path, { ...made, description })
      expect(body['description']).toBe(description)
    }
  })

  it('may be sent back although a call could not bring it: a seed did', async () => {
    await acquired.seed({
      leads: [
        {
          name: 'Odd',
          contacts: [{ name: 'Ada', emails: [{ email: 'ada@odd.test', note: 'x' }] }],
          opportunities: [{ note: 'n', value: -5, confidence: 500, period: 'weekly' }],
          tasks: [{ description: 't', date: 'someday' }],
        },
      ],
    })
    const { data } = (await rest('GET', '/lead/?query=Odd')).body as {
      data: Record<string, Dictionary[]>[]
    }
    const of = (name: string): Dictionary => data[0]?.[name]?.[0] ?? {}
    for (const [path, one] of [
      ['/contact/', of('contacts')],
      ['/opportunity/', of('opportunities')],
      ['/task/', of('tasks')],
    ] as const) {
      const sent = await rest('PUT', `${path}${String(one['id'])}/`, one)
      expect(sent).toMatchObject({ status: 200, body: { id: one['id'] } })
      const { date_updated: _at, ...kept } = one
      expect(sent.body).toMatchObject(kept)
    }
  })

  it('says its custom fields twice; the one that was changed counts', async () => {
    const size = await idOf('/custom_field/lead/', { name: 'Size', type: 'text' })
    const key = `custom.${size}`
    const made = (await rest('POST', '/lead/', { name: 'A', [key]: 'S' })).body
    const path = `/lead/${String(made['id'])}/`
    expect((await rest('PUT', path, { ...made, custom: { Size: 'M' } })).body[key]).toBe('M')
    expect((await rest('PUT', path, { custom: { Size: 'M' }, [key]: 'L' })).body[key]).toBe('L')
  })
})

describe('what Close documents to be set', () => {
  it('is when an opportunity was made, and in which pipeline', async () => {
    const old = { date_created: '2020-01-02T01:00:00+01:00' }
    const made = (await rest('POST', '/opportunity/', old)).body
    expect(made['date_created']).toBe('2020-01-02T00:00:00.000000+00:00')
    const statuses = [{ label: 'New', type: 'active' }]
    const pipeline_id = await idOf('/pipeline/', { name: 'Other', statuses })
    const other = (await rest('POST', '/opportunity/', { pipeline_id })).body
    expect(other).toMatchObject({ pipeline_id, status_label: 'New' })
    const wrong = await rest('POST', '/opportunity/', { pipeline_id, status: 'Won' })
    expect(wrong.status).toBe(400)
  })

  it.each([
    ['/task/', { text: 'x' }],
    ['/activity/call/', {}],
    ['/activity/sms/', { text: 'x' }],
  ])('is to which lead a thing of %s belongs', async (path, body) => {
    const other = await idOf('/lead/', { name: 'Globex' })
    const id = await idOf(path, { lead_id: lead, ...body })
    const moved = await rest('PUT', `${path}${id}/`, { lead_id: other })
    expect(moved.body['lead_id']).toBe(other)
  })

  it('is one status, by its id, its label or both', async () => {
    const { data } = (await rest('GET', '/status/lead/')).body as { data: Dictionary[] }
    const of = (label: string): unknown => data.find((one) => one['label'] === label)?.['id']
    const both = { status_id: of('Qualified'), status: 'Qualified' }
    expect((await rest('POST', '/lead/', both)).body['status_label']).toBe('Qualified')
    const twoOfThem = { status_id: of('Qualified'), status: 'Potential' }
    expect((await rest('POST', '/lead/', twoOfThem)).status).toBe(400)
  })
})

describe('notes', () => {
  it('keep what they are written in when something else of them changes', async () => {
    const note_html = '<body><p>a <b>b</b> &amp; c</p></body>'
    const id = await idOf('/activity/note/', { lead_id: lead, note_html })
    const path = `/activity/note/${id}/`
    const changed = (await rest('PUT', path, { title: 'T' })).body
    expect(changed).toMatchObject({ note: 'a b & c', note_html, title: 'T' })
    const anew = (await rest('PUT', path, { note: 'd' })).body
    expect(anew['note_html']).toBe('<body><p>d</p></body>')
  })

  it('are in the order in which they were made, whatever offset that was written with', async () => {
    const dates = ['2025-01-02T23:30:00-08:00', '2025-01-03T01:00:00+00:00', '2025-01-02']
    for (const date_created of dates) {
      await idOf('/activity/note/', { lead_id: lead, note: date_created, date_created })
    }
    expect(await notes('note/')).toEqual(dates)
    const oldestFirst = `?lead_id=${lead}&_type=Note&_order_by=date_created`
    expect(await notes(oldestFirst)).toEqual(dates.toReversed())
  })
})

describe('what belonged to a lead that was merged', () => {
  it('is found at the other one', async () => {
    const type = await idOf('/custom_object_type/', { name: 'Van', name_plural: 'Vans' })
    const van = { custom_object_type_id: type, lead_id: lead, name: 'V' }
    const id = await idOf('/custom_object/', van)
    const destination = await idOf('/lead/', { name: 'Globex' })
    await rest('POST', '/lead/merge/', { source: lead, destination })
    const found = (await rest('GET', `/custom_object/?lead_id=${destination}`)).body
    expect(found['data']).toMatchObject([{ id, lead_id: destination }])
    const renamed = await rest('PUT', `/custom_object/${id}/`, { name: 'W' })
    expect(renamed.body).toMatchObject({ name: 'W', lead_id: destination })
  })
})
