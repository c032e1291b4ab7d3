import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Acquired, acquireClose } from '../../acquired.testing.ts'
import type { Dictionary } from '../../validation/containers.ts'
import { TOOLS } from './tool.ts'

interface Result {
  readonly isError: boolean
  readonly text: string
  readonly json: Dictionary
}

let acquired: Acquired
let client: Client

beforeEach(async () => {
  acquired = await acquireClose()
  client = await connect(acquired.mcpUrl)
})

afterEach(async () => {
  await client.close()
  await acquired[Symbol.asyncDispose]()
})

async function connect(url: string): Promise<Client> {
  const connected = new Client({ name: 'test', version: '1.0.0' })
  await connected.connect(new StreamableHTTPClientTransport(new URL(url)))
  return connected
}

async function call(name: string, args: Dictionary = {}, by: Client = client): Promise<Result> {
  const result = await by.callTool({ name, arguments: args })
  const [content] = result.content
  const text = content?.type === 'text' ? content.text : ''
  const json = text.startsWith('{') ? (JSON.parse(text) as Dictionary) : {}
  return { isError: result.isError === true, text, json }
}

async function make(tool: string, args: Dictionary): Promise<string> {
  const { json } = await call(tool, args)
  const [made] = Object.values(json) as [{ id: string }]
  return made.id
}

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(acquired.mcpUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body,
  })
}

const PING = '{"jsonrpc":"2.0","id":1,"method":"ping"}'

describe('the MCP server', () => {
  it('introduces itself as the public one does', () => {
    expect(client.getServerVersion()).toEqual({ name: 'close-mcp-server', version: '1.11.0' })
    expect(client.getServerCapabilities()).toEqual({
      experimental: {},
      tools: { listChanged: false },
    })
  })

  it('lists all 63 tools, 31 of them read-only, with their schemas', async () => {
    const { tools } = await client.listTools()
    expect(tools).toHaveLength(63)
    expect(tools.filter((tool) => tool.annotations?.readOnlyHint === true)).toHaveLength(31)
    expect(tools.find((tool) => tool.name === 'close_list_tasks')?.inputSchema).toMatchObject({
      properties: {
        limit: { type: 'integer', minimum: 1, maximum: 200 },
        view: { type: 'string', enum: ['inbox', 'future', 'archive'] },
      },
    })
  })

  it('gives the category beside the hint', async () => {
    const answer = await post('{"jsonrpc":"2.0","id":1,"method":"tools/list"}')
    expect(await answer.text()).toContain('"annotations":{"category":"CLOSE_LEAD"}')
  })

  it('keeps no session, frames answers as events, and knows one way to disconnect', async () => {
    const answer = await post(PING)
    expect(answer.headers.get('mcp-session-id')).toBeNull()
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    expect(await answer.text()).toMatch(/^event: message\r\ndata: \{.*"result":\{\}/)
    expect((await fetch(acquired.mcpUrl, { method: 'DELETE' })).status).toBe(405)
  })

  it('wants both content types accepted', async () => {
    const answer = await post(PING, { accept: 'application/json' })
    expect(answer.status).toBe(406)
    expect(await answer.json()).toMatchObject({ error: { message: /Not Acceptable/ } })
  })

  it('sends a missing slash on', async () => {
    const answer = await fetch(acquired.mcpUrl.replace('/mcp/?', '/mcp?'), {
      method: 'POST',
      redirect: 'manual',
    })
    expect(answer.status).toBe(307)
    expect(answer.headers.get('location')).toBe(acquired.mcpUrl)
  })

  it('is gone once the sandbox is released, for whoever holds it next too', async () => {
    await acquired.call('DELETE', '')
    expect((await post(PING)).status).toBe(404)
    await acquired.emulator.fetch(
      new Request(`${acquired.emulator.url}/sandbox/close`, {
        method: 'POST',
        headers: { authorization: `Bearer ${acquired.emulator.apiKey}` },
      }),
    )
    expect((await post(PING)).status).toBe(404)
  })

  it('is the same address with nothing in it after a reset', async () => {
    await acquired.seed()
    await acquired.call('POST', '/reset')
    expect((await call('close_list_leads')).json).toEqual({
      leads: [],
      hasMore: false,
      totalCount: 0,
    })
  })
})

describe('tools on seeded data', () => {
  beforeEach(() => acquired.seed())

  it('finds leads and shows them in the normalised form', async () => {
    const { json } = await call('close_search_leads', { query: 'cloudscale' })
    expect(json).toMatchObject({ hasMore: false, totalCount: 1 })
    const [lead] = json['leads'] as [Dictionary]
    expect(lead).toMatchObject({
      name: 'CloudScale Technologies Inc.',
      statusLabel: 'Potential',
      contacts: [
        {
          name: 'Sarah Mitchell',
          emails: [{ address: 'sarah.mitchell@cloudscale.tech', type: 'office' }],
        },
        { name: 'David Thompson' },
      ],
      opportunities: [
        { value: 48_000, valueFormatted: '$480 annually', confidence: 85, expectedValue: 40_800 },
        { value: 180_000, valuePeriod: 'one_time' },
      ],
    })
    expect(Object.keys(lead)).not.toContain('tasks')
    expect(Object.keys(lead)).not.toContain('url')
  })

  it('pages', async () => {
    const { json } = await call('close_list_leads', { limit: 2, skip: 4 })
    expect(json).toMatchObject({ hasMore: false, totalCount: 5, leads: [{}] })
  })

  it('books a follow-up that the dump then shows', async () => {
    const { json } = await call('close_search_leads', { query: 'name:"Vertex"' })
    const [lead] = json['leads'] as [{ id: string }]
    const made = await call('close_create_task', {
      lead_id: lead.id,
      text: 'Follow up',
      date: '2026-01-15',
    })
    expect(made.json).toMatchObject({
      task: { text: 'Follow up', dueDate: '2026-01-15', isComplete: false, isDateless: false },
    })
    const vertex = (await acquired.leads()).find((one) => String(one['name']).startsWith('Vertex'))
    expect(vertex?.['tasks']).toContainEqual({
      description: 'Follow up',
      date: '2026-01-15',
      completed: false,
      assignee_id: null,
    })
  })

  it('moves a completed task to the archive', async () => {
    const before = await call('close_list_tasks', { view: 'inbox' })
    const [task] = before.json['tasks'] as [{ id: string }]
    await call('close_update_task', { task_id: task.id, is_complete: true })
    const archive = await call('close_list_tasks', { view: 'archive' })
    expect(archive.json).toMatchObject({ tasks: [{ id: task.id, isComplete: true }] })
    expect((await call('close_list_tasks', { is_complete: false })).json['tasks']).toHaveLength(9)
  })

  it('deletes a lead with everything under it', async () => {
    const { json } = await call('close_search_leads', { query: 'phoenix' })
    const [lead] = json['leads'] as [{ id: string }]
    const deleted = await call('close_delete_lead', { lead_id: lead.id })
    expect(deleted.json).toEqual({ success: true, leadId: lead.id })
    expect((await call('close_list_tasks')).json['tasks']).toHaveLength(8)
    expect(await acquired.leads()).toHaveLength(4)
  })

  it('escapes what is not ASCII, as Python does', async () => {
    const { text } = await call('close_create_lead', { name: 'Zoë 🚀' })
    expect(text).toContain('"name": "Zo\\u00eb \\ud83d\\ude80"')
  })
})

describe('every tool', () => {
  it('answers in its envelope', async () => {
    await acquired.seed()
    const leadId = await make('close_create_lead', { name: 'Everything' })
    const ids: Dictionary = {
      lead_id: leadId,
      contact_id: await make('close_create_contact', { lead_id: leadId, name: 'Ada' }),
      opportunity_id: await make('close_create_opportunity', { lead_id: leadId, value: 100 }),
      task_id: await make('close_create_task', { lead_id: leadId, text: 'Do' }),
      user_id: await make('close_get_current_user', {}),
      note_id: await make('close_create_note_activity', { lead_id: leadId, note: 'Hi' }),
      email_id: await make('close_create_email_activity', {
        lead_id: leadId,
        subject: 'Hi',
        body_text: 'x',
      }),
      call_id: await make('close_create_call_activity', { lead_id: leadId, direction: 'inbound' }),
      sms_id: await make('close_create_sms_activity', {
        lead_id: leadId,
        text: 'x',
        direction: 'outgoing',
      }),
      meeting_id: await make('close_create_meeting_activity', {
        lead_id: leadId,
        starts_at: '2026-01-01T10:00:00Z',
        ends_at: '2026-01-01T11:00:00Z',
      }),
      whatsapp_id: await make('close_create_whatsapp_activity', {
        lead_id: leadId,
        external_whatsapp_message_id: '1',
        message_markdown: 'x',
      }),
    }
    const updates: Dictionary = { name: 'New', note: 'New', text: 'New', subject: 'New' }
    const order = ['get', 'list', 'search', 'me', 'update', 'send', 'delete']
    const tools = TOOLS.filter((tool) => tool.action !== 'create').toSorted(
      (one, other) => order.indexOf(one.action) - order.indexOf(other.action),
    )
    const deletesLast = tools.filter((tool) => tool.name !== 'close_delete_lead')
    for (const tool of [...deletesLast, ...tools.filter((one) => !deletesLast.includes(one))]) {
      const names = Object.keys(tool.inputSchema.properties ?? {})
      const pick = (from: Dictionary): Dictionary =>
        Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))
      const status = /email|sms/.test(tool.name) ? 'draft' : 'completed'
      const update = { ...pick(updates), status, message_markdown: 'New' }
      const { isError, json } = await call(tool.name, {
        ...(tool.idArgument !== undefined && { [tool.idArgument]: ids[tool.idArgument] }),
        ...(tool.action === 'search' && { query: '*' }),
        ...(tool.action === 'update' && pick(update)),
      })
      expect({ tool: tool.name, isError, keys: Object.keys(json) }).toEqual({
        tool: tool.name,
        isError: false,
        keys: expect.arrayContaining([tool.envelope]),
      })
    }
    expect(await acquired.leads()).toHaveLength(5)
  })
})

describe('failures', () => {
  it.each([
    ['close_get_lead', {}, "Input validation error: 'lead_id' is a required property"],
    [
      'close_list_leads',
      { limit: 500 },
      'Input validation error: 500 is greater than the maximum of 200',
    ],
    ['close_list_leads', { skip: -1 }, 'Input validation error: -1 is less than the minimum of 0'],
    ['close_get_lead', { lead_id: 7 }, "Input validation error: 7 is not of type 'string'"],
    [
      'close_list_tasks',
      { view: "it's" },
      "Input validation error: \"it's\" is not one of ['inbox', 'future', 'archive']",
    ],
  ])('%s %j is refused by its schema', async (tool, args, text) => {
    expect(await call(tool, args)).toMatchObject({ isError: true, text })
  })

  it.each([
    ['close_update_lead', { lead_id: 'x' }, 'No update data provided', ''],
    [
      'close_get_lead',
      { lead_id: 'x' },
      'Empty query: Lead matching query does not exist.',
      'Empty query: Lead matching query does not exist. (HTTP status code: 404)',
    ],
    [
      'close_get_task',
      { task_id: 'x', surprise: 1 },
      "Unexpected error: get_task() got an unexpected keyword argument 'surprise'",
      "Unexpected error in tool close_get_task: TypeError: get_task() got an unexpected keyword argument 'surprise'",
    ],
    [
      'close_do_everything',
      {},
      'Unexpected error: Unknown tool: close_do_everything',
      'Unexpected error in tool close_do_everything: ValueError: Unknown tool: close_do_everything',
    ],
  ])('%s %j fails with the recorded text and isError false', async (tool, args, error, told) => {
    const { isError, json } = await call(tool, args)
    expect({ isError, json }).toEqual({
      isError: false,
      json: { error, developer_message: told },
    })
  })

  it('changes nothing when one of several fields is wrong', async () => {
    const leadId = await make('close_create_lead', { name: 'Before' })
    await call('close_update_lead', { lead_id: leadId, name: 'After', status_id: 'stat_none' })
    expect((await call('close_get_lead', { lead_id: leadId })).json).toMatchObject({
      lead: { name: 'Before' },
    })
  })
})

describe('quirks', () => {
  it('loses field errors and ignores an advertised filter, as the original does', async () => {
    await acquired.seed()
    const { json } = await call('close_create_lead', { name: 'x', status_id: 'stat_none' })
    expect(json['error']).toBe("Multiple errors occurred: ''")
    const found = await call('close_search_leads', { query: '*', status_id: 'stat_none' })
    expect(found.json['totalCount']).toBe(5)
    await call('close_update_task', { task_id: '', is_complete: true })
    const done = await call('close_list_tasks', { is_complete: true })
    expect(done.json['tasks']).toHaveLength(10)
  })

  it('is sensible without them', async () => {
    await using sensible = await acquireClose({ quirks: false })
    await sensible.seed()
    const other = await connect(sensible.mcpUrl)
    const failed = await call('close_create_lead', { name: 'x', status_id: 'stat_none' }, other)
    expect(failed.isError).toBe(true)
    expect(failed.json['error']).toMatch(/^status: Not a valid choice\./)
    const found = await call('close_search_leads', { query: '*', status_id: 'stat_none' }, other)
    expect(found.json['totalCount']).toBe(0)
    for (const id of ['', '../task', '.', 'x/y', 'x?y']) {
      const input = { task_id: id, is_complete: true }
      expect((await call('close_update_task', input, other)).isError).toBe(true)
    }
    const done = await call('close_list_tasks', { is_complete: true }, other)
    expect(done.json['tasks']).toEqual([])
    await other.close()
  })
})
