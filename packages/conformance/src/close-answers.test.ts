import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DocumentValidator } from './document-validator.ts'
import { acquireClose, type EmulatedClose } from './emulated-close.ts'

type Json = Readonly<Record<string, unknown>>

const validator = new DocumentValidator('closeRest')
let close: EmulatedClose
let lead: string
let contact: string
let mistakes: string[]

beforeAll(async () => {
  mistakes = []
  close = await acquireClose()
  const phones = [{ phone: '+44 20 3974 2049', type: 'office' }]
  const emails = [{ email: 'ada@acme.test', type: 'office' }]
  lead = String((await answered('POST', '/lead/', { name: 'Acme' }))['id'])
  contact = String(
    (await answered('POST', '/contact/', { lead_id: lead, name: 'Ada', emails, phones }))['id'],
  )
})

beforeEach(() => {
  mistakes = []
})

afterAll(() => close[Symbol.asyncDispose]())

/** Calls Close's API and holds the answer to its document. */
async function answered(method: string, path: string, json?: unknown): Promise<Json> {
  const answer = await fetch(`${close.emulator.url}/close/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${close.restKey}`, 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
  const { status } = answer
  const body = status === 204 ? {} : ((await answer.json()) as Json)
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`)
  const [bare = ''] = path.split('?')
  const exchange = { method, path: bare, status, body }
  mistakes.push(...validator.mistakesIn(exchange).map((one) => `${method} ${path}: ${one}`))
  return body
}

/** What each resource takes; an update takes the second. */
const resources: readonly (readonly [path: string, () => Json, Json])[] = [
  ['/lead/', () => ({ name: 'Acme', addresses: [{ city: 'Kraków' }] }), { name: 'New' }],
  ['/contact/', () => ({ lead_id: lead, name: 'Grace' }), { title: 'CTO' }],
  ['/opportunity/', () => ({ lead_id: lead, value: 500, status: 'Lost' }), { note: 'New' }],
  ['/task/', () => ({ lead_id: lead, text: 'Call' }), { is_complete: true }],
  ['/activity/note/', () => ({ lead_id: lead, note: 'Hi' }), { note: 'New' }],
  [
    '/activity/call/',
    () => ({ lead_id: lead, direction: 'inbound', phone: '+16505551234' }),
    { duration: 60 },
  ],
  [
    '/activity/email/',
    () => ({ lead_id: lead, to: ['ada@acme.test'], status: 'draft' }),
    { subject: 'New' },
  ],
  ['/activity/sms/', () => ({ lead_id: lead, text: 'Hi', status: 'draft' }), { text: 'New' }],
  [
    '/activity/whatsapp_message/',
    () => ({
      lead_id: lead,
      contact_id: contact,
      direction: 'incoming',
      activity_at: '2025-01-02T03:04:05Z',
      external_whatsapp_message_id: 'wa-1',
      message_markdown: 'Hi',
      local_phone: '+16505551234',
      remote_phone: '+442039742049',
    }),
    { message_markdown: 'New' },
  ],
]

/** What others need to refer to. */
const needed: Record<string, string> = {}

async function need(path: string, body: Json): Promise<string> {
  needed[path] ??= String((await answered('POST', path, body))['id'])
  return needed[path] ?? ''
}

const field = { name: 'Size', type: 'text' }
const activityType = (): Promise<string> => need('/custom_activity/', { name: 'Demo' })
const objectType = (): Promise<string> =>
  need('/custom_object_type/', { name: 'Site', name_plural: 'Sites' })

/** Plain resources: what each takes, as the statuses of success differ from one to the next. */
const plainResources: readonly (readonly [path: string, () => Json | Promise<Json>, Json])[] = [
  ['/custom_field/lead/', () => field, { name: 'New' }],
  ['/custom_field/contact/', () => field, { name: 'New' }],
  ['/custom_field/opportunity/', () => field, { name: 'New' }],
  ['/custom_field/shared/', () => field, { name: 'New' }],
  [
    '/custom_field/activity/',
    async () => ({ ...field, custom_activity_type_id: await activityType() }),
    { name: 'New' },
  ],
  [
    '/custom_field/custom_object_type/',
    async () => ({ ...field, custom_object_type_id: await objectType() }),
    { name: 'New' },
  ],
  ['/custom_activity/', () => ({ name: 'Visit' }), { is_archived: true }],
  ['/custom_object_type/', () => ({ name: 'Van', name_plural: 'Vans' }), { name: 'New' }],
  [
    '/activity/custom/',
    async () => ({ lead_id: lead, custom_activity_type_id: await activityType() }),
    { pinned: true },
  ],
  [
    '/integration_link/',
    () => ({ name: 'x', url: 'https://x.test/{id}', type: 'lead' }),
    { name: 'New' },
  ],
  ['/email_template/', () => ({ name: 'x', subject: 'Hi' }), { body: 'New' }],
  ['/sms_template/', () => ({ name: 'x' }), { text: 'New' }],
  ['/outcome/', () => ({ name: 'x', type: 'vm-dropped' }), { description: 'New' }],
  ['/playbook/', () => ({ name: 'x' }), { summary_guidance: 'New' }],
  ['/saved_search/', () => ({ name: 'x', query: 'name:Acme' }), { is_shared: true }],
  ['/sequence/', () => ({ name: 'x' }), { status: 'paused' }],
  [
    '/webhook/',
    () => ({
      url: 'http://127.0.0.1:1/',
      events: [{ object_type: 'group', action: 'deleted' }],
    }),
    { status: 'paused' },
  ],
  ['/group/', () => ({ name: 'x' }), { name: 'New' }],
  ['/role/', () => ({ name: 'x' }), { name: 'New' }],
  ['/blocked_phone_number/', () => ({ phone: '4155550100', reason: 'spam' }), { reason: 'New' }],
  ['/scheduling_link/', () => ({ name: 'x', url: 'https://x.test/' }), { name: 'New' }],
  ['/shared_scheduling_link/', () => ({ name: 'x', url: 'https://x.test/' }), { name: 'New' }],
  ['/comment/', () => ({ object_id: lead, body: 'Hi' }), { body: 'New' }],
]

describe("Close's REST API answers as its document says", () => {
  it('which is no empty phrase', () => {
    const wrong = { method: 'GET', path: '/lead/lead_1/', status: 200, body: { id: 1 } }
    expect(validator.mistakesIn(wrong)).toContain('/id must be string')
  })

  it.each(resources)('on %s', async (path, body, change) => {
    const { id } = await answered('POST', path, body())
    await answered('PUT', `${path}${String(id)}/`, change)
    await answered('GET', `${path}${String(id)}/`)
    await answered('GET', path)
    await answered('DELETE', `${path}${String(id)}/`)
    expect(mistakes).toEqual([])
  })

  it.each(plainResources)('on %s', async (path, body, change) => {
    const { id } = await answered('POST', path, await body())
    await answered('PUT', `${path}${String(id)}/`, change)
    await answered('GET', `${path}${String(id)}/`)
    await answered('GET', path)
    await answered('DELETE', `${path}${String(id)}/`)
    expect(mistakes).toEqual([])
  })

  it('on what is no plain resource', async () => {
    const pipeline = await answered('POST', '/pipeline/', { name: 'Partners' })
    await answered('PUT', `/pipeline/${String(pipeline['id'])}/`, { name: 'New' })
    await answered('DELETE', `/pipeline/${String(pipeline['id'])}/`)
    const object = { lead_id: lead, name: 'HQ', custom_object_type_id: await objectType() }
    const { id } = await answered('POST', '/custom_object/', object)
    await answered('GET', `/custom_object/?lead_id=${lead}`)
    await answered('DELETE', `/custom_object/${String(id)}/`)
    const sequence = await need('/sequence/', { name: 'Welcome' })
    await answered('POST', '/sequence_subscription/', {
      sequence_id: sequence,
      contact_id: contact,
    })
    const shared = await need('/custom_field/shared/', field)
    const association = `/custom_field/shared/${shared}/association/`
    await answered('POST', association, { object_type: 'lead' })
    await answered('PUT', `${association}lead/`, { required: true })
    await answered('GET', '/custom_field_schema/lead/')
    await answered('DELETE', `${association}lead/`)
    await answered('POST', '/bulk_action/edit/', {
      type: 'clear_custom_field',
      custom_field_id: shared,
      query: 'name:nobody',
    })
    await answered('POST', '/bulk_action/delete/', { query: 'name:nobody' })
    await answered('GET', '/bulk_action/edit/')
    await answered('GET', '/bulk_action/delete/')
    await answered('POST', '/unsubscribe/email/', { email: 'ada@acme.test' })
    await answered('DELETE', '/unsubscribe/email/ada@acme.test/')
    for (const list of ['phone_number', 'connected_account', 'dialer', 'export', 'event', 'role']) {
      await answered('GET', `/${list}/`)
    }
    expect(mistakes).toEqual([])
  })
})
