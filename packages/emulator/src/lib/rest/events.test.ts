import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { type Acquired, acquireClose } from '../acquired.testing.ts'
import type { Dictionary } from '../validation/containers.ts'

let acquired: Acquired

beforeEach(async () => {
  acquired = await acquireClose()
})

afterEach(() => acquired[Symbol.asyncDispose]())

async function rest(method: string, path: string, json?: unknown): Promise<Dictionary> {
  return (await acquired.restJson(method, path, json)).body
}

async function logged(query = ''): Promise<readonly Dictionary[]> {
  return (await rest('GET', `/event/${query}`))['data'] as readonly Dictionary[]
}

const brief = ({ object_type: type, action }: Dictionary): string =>
  `${String(type)} ${String(action)}`

describe('the event log', () => {
  it('has what every call changed, the latest first, whichever way it came', async () => {
    await acquired.seed()
    expect(await logged()).toEqual([])
    const lead = await rest('POST', '/lead/', { name: 'Acme', contacts: [{ name: 'Ada' }] })
    await acquired.tool('close_update_lead', { lead_id: lead['id'], name: 'Acme Inc.' })
    await rest('DELETE', `/lead/${String(lead['id'])}/`)
    expect((await logged()).map(brief)).toEqual([
      'lead deleted',
      'contact deleted',
      'lead updated',
      'contact created',
      'lead created',
    ])
    const [updated] = await logged('?object_type=lead&action=updated')
    expect(updated).toMatchObject({
      object_id: lead['id'],
      lead_id: lead['id'],
      changed_fields: expect.arrayContaining(['name', 'display_name', 'date_updated']),
      data: { name: 'Acme Inc.' },
      previous_data: { name: 'Acme' },
      meta: { request_method: 'PUT', request_path: `/api/v1/lead/${String(lead['id'])}/` },
    })
    expect(await rest('GET', `/event/${String(updated?.['id'])}/`)).toEqual(updated)
    expect(updated?.['previous_data']).not.toHaveProperty('status_id')
  })

  it('says what was completed and what was sent', async () => {
    const { id: lead_id } = await rest('POST', '/lead/', {})
    const task = await rest('POST', '/task/', { lead_id, text: 'Call' })
    await rest('PUT', `/task/${String(task['id'])}/`, { is_complete: true })
    await rest('POST', '/activity/email/', {
      lead_id,
      status: 'outbox',
      sender: 'me@acme.test',
      to: ['ada@acme.test'],
    })
    const seen = (await logged(`?lead_id=${String(lead_id)}`)).map(brief)
    expect(seen).toEqual([
      'activity.email sent',
      'activity.email created',
      'task.lead completed',
      'task.lead updated',
      'activity.task_completed created',
      'task.lead created',
      'lead created',
    ])
  })

  it('is read page by page', async () => {
    for (const name of ['one', 'two', 'three']) await rest('POST', '/lead/', { name })
    const first = await rest('GET', '/event/?_limit=2')
    expect(first).toMatchObject({ data: [{}, {}], cursor_previous: null })
    const second = await rest('GET', `/event/?_limit=2&_cursor=${String(first['cursor_next'])}`)
    expect(second).toMatchObject({ data: [{ data: { name: 'one' } }], cursor_next: null })
  })
})

/** A server that webhooks are sent to. */
interface Receiver extends AsyncDisposable {
  readonly url: string
  readonly received: { readonly headers: Dictionary; readonly text: string }[]
}

async function receiver(statuses: number[] = []): Promise<Receiver> {
  const received: Receiver['received'] = []
  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      received.push({ headers: incoming.headers, text: Buffer.concat(chunks).toString() })
      outgoing.writeHead(statuses.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const onLeads = [{ object_type: 'lead', action: 'created' }]

describe('a webhook', () => {
  it('gets what it subscribed to, signed with a key that is shown once', async () => {
    await using hook = await receiver()
    const made = await rest('POST', '/webhook/', { url: hook.url, events: onLeads })
    await rest('POST', '/lead/', { name: 'Acme' })
    await rest('POST', '/contact/', { name: 'Ada' })
    await vi.waitFor(() => expect(hook.received).toHaveLength(2))
    const { headers, text } = hook.received[0] ?? { headers: {}, text: '' }
    const { event, subscription_id: id } = JSON.parse(text) as Dictionary
    expect(id).toBe(made['id'])
    expect(event).toMatchObject({ object_type: 'lead', action: 'created', data: { name: 'Acme' } })
    const key = Buffer.from(String(made['signature_key']), 'hex')
    const signed = String(headers['close-sig-timestamp']) + text
    const hash = createHmac('sha256', key).update(signed).digest('hex')
    expect(headers['close-sig-hash']).toBe(hash)
    expect(await rest('GET', `/webhook/${String(id)}/`)).not.toHaveProperty('signature_key')
  })

  it('gets it again until it takes it', async () => {
    await using hook = await receiver([500, 301])
    await rest('POST', '/webhook/', { url: hook.url, events: onLeads })
    await rest('POST', '/lead/', { name: 'Acme' })
    await vi.waitFor(() => expect(hook.received).toHaveLength(3), { timeout: 5000 })
    expect(new Set(hook.received.map(({ text }) => text)).size).toBe(1)
  })

  it('gets nothing that its filters keep back, while it is paused, or after a reset', async () => {
    await using hook = await receiver()
    const filter = { type: 'contains', value: 'Acme' }
    const name = { type: 'field_accessor', field: 'name', filter }
    const onAcme = { type: 'field_accessor', field: 'data', filter: name }
    const events = [{ ...onLeads[0], extra_filter: onAcme }]
    const made = await rest('POST', '/webhook/', { url: hook.url, events })
    await rest('POST', '/lead/', { name: 'Globex' })
    await rest('PUT', `/webhook/${String(made['id'])}/`, { status: 'paused' })
    await rest('POST', '/lead/', { name: 'Acme while paused' })
    await rest('PUT', `/webhook/${String(made['id'])}/`, { status: 'active' })
    await rest('POST', '/lead/', { name: 'Acme' })
    await vi.waitFor(() => expect(hook.received).toHaveLength(1))
    await acquired.call('POST', '/reset')
    await rest('POST', '/lead/', { name: 'Acme' })
    await sleep(50)
    expect(hook.received.map(({ text }) => text)).toEqual([expect.stringContaining('"Acme"')])
  })

  it.each([
    [{ url: 'https://example.com/', events: onLeads }, 501],
    [{ url: 'ftp://127.0.0.1/', events: onLeads }, 400],
    [{ url: 'http://127.0.0.1/', events: [] }, 400],
    [{ url: 'http://127.0.0.1/', events: onLeads, event_filter: { type: 'like' } }, 400],
  ])('of %j is refused with %i', async (body, status) => {
    expect((await acquired.rest('POST', '/webhook/', body)).status).toBe(status)
  })
})
