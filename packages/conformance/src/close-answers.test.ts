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
  const exchange = { method, path, status, body }
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
})
