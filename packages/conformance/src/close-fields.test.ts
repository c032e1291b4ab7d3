import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerFields } from './close-operations.ts'
import { readDocument } from './documents.ts'
import { acquireClose, type EmulatedClose } from './emulated-close.ts'

type Json = Readonly<Record<string, unknown>>

const file = `${import.meta.dirname}/../../emulator/src/lib/close/document/shown-fields.json`
const document = readDocument('closeRest')
const ACTIVITIES = ['note', 'call', 'email', 'sms', 'meeting', 'whatsapp_message']
const DIRECTED: ReadonlySet<string> = new Set(['call', 'sms', 'whatsapp_message'])
const PATHS = [
  '/lead/',
  '/contact/',
  '/opportunity/',
  '/task/',
  '/user/',
  '/status/lead/',
  '/status/opportunity/',
  ...ACTIVITIES.map((kind) => `/activity/${kind}/`),
  '/activity/',
]

let close: EmulatedClose

beforeAll(async () => {
  close = await acquireClose()
})

afterAll(() => close[Symbol.asyncDispose]())

async function call(method: string, path: string, json?: unknown): Promise<Response> {
  return fetch(`${close.emulator.url}/close/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${close.restKey}`, 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
}

async function made(path: string, json: Json): Promise<Json> {
  const answer = await call('POST', path, json)
  const body = (await answer.json()) as Json
  expect([answer.status, body]).toEqual([200, body])
  return body
}

/** The names of everything that a list shows of its things. */
async function shownAt(path: string): Promise<readonly string[]> {
  const body = (await (await call('GET', path)).json()) as Json
  const data = path === '/me/' ? [body] : (body['data'] as readonly Json[])
  expect(data.length).toBeGreaterThan(0)
  return [...new Set(data.flatMap((one) => Object.keys(one)))]
}

describe('the fields that _fields can name', () => {
  it('are those that are shown; what the document has beside them is refused by name', async () => {
    const { id: lead_id } = await made('/lead/', { name: 'A' })
    const { id: contact_id } = await made('/contact/', { lead_id, name: 'Ada' })
    await made('/opportunity/', { lead_id, status: 'Won' })
    await made('/task/', { lead_id, text: 'x', is_complete: true })
    await call('PUT', `/lead/${String(lead_id)}/`, { status: 'Qualified' })
    for (const kind of ACTIVITIES) {
      const direction = kind === 'whatsapp_message' ? 'outgoing' : 'outbound'
      const isMessage = kind === 'whatsapp_message'
      const message = { external_whatsapp_message_id: 'w', message_markdown: 'm' }
      const more = { ...(isMessage && message), ...(DIRECTED.has(kind) && { direction }) }
      await made(`/activity/${kind}/`, { lead_id, contact_id, ...more })
    }
    const rows = []
    for (const path of [...PATHS, '/me/']) {
      const shown = await shownAt(path)
      const documented = PATHS.filter((one) => one.startsWith(path)).flatMap((one) =>
        answerFields(document, one),
      )
      const lacking = new Set(documented.filter((name) => !shown.includes(name)))
      rows.push([path, { shown: shown.join(' '), lacking: [...lacking].join(' ') }])
    }
    const text = JSON.stringify(Object.fromEntries(rows), undefined, 2)
    await expect(`${text}\n`).toMatchFileSnapshot(file)
  })

  it.each(PATHS)('of %s are checked whether anything is listed or not', async (path) => {
    for (const rest of ['', '&_skip=99']) {
      expect((await call('GET', `${path}?_fields=id${rest}`)).status).toBe(200)
      expect((await call('GET', `${path}?_fields=id,nosuch${rest}`)).status).toBe(400)
      expect((await call('GET', `${path}?_fields=id,custom.cf_x${rest}`)).status).toBe(200)
    }
  })

  it('of one thing are checked before anything is done', async () => {
    const refused = await call('POST', '/contact/?_fields=nosuch', { name: 'Nobody' })
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { errors: [], 'field-errors': { _fields: 'There is no field nosuch.' } },
    ])
    const lacking = await call('GET', '/lead/lead_1/?_fields=recent_calls')
    expect([lacking.status, await lacking.text()]).toEqual([
      501,
      expect.stringContaining('does not emulate the field recent_calls of /lead/'),
    ])
    expect(await (await call('GET', '/contact/?query=Nobody')).json()).toMatchObject({ data: [] })
  })
})
