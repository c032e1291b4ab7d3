import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Acquired, acquireClose } from '../acquired.testing.ts'
import type { Dictionary } from '../validation/containers.ts'

let acquired: Acquired

beforeEach(async () => {
  acquired = await acquireClose()
})

afterEach(() => acquired[Symbol.asyncDispose]())

const rest: Acquired['restJson'] = (...call) => acquired.restJson(...call)

async function idOf(path: string, json: unknown): Promise<string> {
  return String((await rest('POST', path, json)).body['id'])
}

async function listed(path: string): Promise<readonly Dictionary[]> {
  return (await rest('GET', path)).body['data'] as readonly Dictionary[]
}

const all = { type: 'match_all' }
const name = { type: 'regular_field', object_type: 'lead', field_name: 'name' }
const named = (condition: Dictionary): Dictionary => ({
  query: { type: 'field_condition', field: name, condition },
})

describe('POST /data/search/', () => {
  it.each<Dictionary>([
    { query: { ...all, junk: 1 } },
    { query: { ...all, negate: 'true' } },
    { query: { type: 'text', value: null } },
    { query: { type: 'text', value: 'x', mode: 'loud' } },
    { query: { type: 'and', queries: [], junk: 1 } },
    { query: { type: 'object_type', object_type: 'lead', negate: true } },
    {
      query: {
        type: 'or',
        queries: ['lead', 'contact'].map((type) => ({ type: 'object_type', object_type: type })),
      },
    },
    named({ type: 'text', value: 'x', mode: 'loud' }),
    named({ type: 'text', value: 'x', junk: 1 }),
    named({ type: 'number_range' }),
    named({ type: 'exists', value: false }),
    {
      query: {
        type: 'field_condition',
        field: { ...name, object_type: 'contact' },
        condition: { type: 'exists' },
      },
    },
    {
      query: {
        type: 'has_related',
        this_object_type: 'contact',
        related_object_type: 'contact',
        related_query: all,
      },
    },
    { query: all, _fields: ['name'] },
    { query: all, _fields: { leads: ['name'] } },
    { query: all, _fields: { lead: ['nme'] } },
    { query: all, _limit: 0 },
    { query: all, results_limit: 'x' },
    { query: all, results_limit: -1 },
    { query: all, include_counts: 'yes' },
    { query: all, sort: [{ field: name, direction: 'down' }] },
    { query: all, sort: [{ field: name, order: 'desc' }] },
    { query: all, cursor: '1' },
    { query: all, cursor: true },
  ])('refuses %j, found or not', async (body) => {
    expect((await rest('POST', '/data/search/', body)).status).toBeOneOf([400, 501])
    await idOf('/lead/', { name: 'x' })
    expect((await rest('POST', '/data/search/', body)).status).toBeOneOf([400, 501])
  })

  it.each([
    ['phrase', 'acme co', ['Acme Corp']],
    ['full_words', 'corp acme', ['Acme Corp']],
    ['full_words', 'acm', []],
    ['beginning_of_words', 'cor acm', ['Acme Corp', 'Acmeist of Corinth']],
    ['beginning_of_words', 'orp', []],
    ['exact_value', 'acme corp', ['Acme Corp']],
    ['exact_value', 'acme', []],
  ])('in the mode %s finds %s', async (mode, value, found) => {
    for (const one of ['Acme Corp', 'Acmeist of Corinth']) await idOf('/lead/', { name: one })
    const search = { ...named({ type: 'text', mode, value }), _fields: { lead: ['name'] } }
    const { body } = await rest('POST', '/data/search/', search)
    const names = (body['data'] as Dictionary[]).map((one) => one['name'])
    expect(names.toReversed()).toEqual(found)
  })

  it('lists everything once, whatever comes and goes between two pages', async () => {
    const ids = []
    for (const one of ['a', 'b', 'c', 'd', 'e', 'f']) ids.push(await idOf('/lead/', { name: one }))
    const page = async (cursor?: unknown): Promise<Dictionary> => {
      const { body } = await rest('POST', '/data/search/', { query: all, _limit: 2, cursor })
      return body
    }
    const first = await page()
    const seen = (first['data'] as Dictionary[]).map(({ id }) => id)
    expect(seen).toEqual([ids[5], ids[4]])
    await rest('DELETE', `/lead/${ids[5]}/`)
    await rest('DELETE', `/lead/${ids[2]}/`)
    await idOf('/lead/', { name: 'g' })
    const second = await page(first['cursor'])
    const third = second['cursor'] === null ? { data: [] } : await page(second['cursor'])
    const others = [second, third].flatMap(({ data }) => (data as Dictionary[]).map(({ id }) => id))
    expect(others).toEqual([ids[3], ids[1], ids[0]])
    const other = { query: { type: 'text', value: 'a' }, cursor: first['cursor'], _limit: 2 }
    expect((await rest('POST', '/data/search/', other)).status).toBe(400)
  })
})

describe('a bulk action', () => {
  it.each<[string, Dictionary]>([
    ['delete', { query: '' }],
    ['delete', { s_query: 'name:Acme' }],
    ['delete', { query: 'name:Acme', s_query: all }],
    ['delete', { query: 'name:Acme', junk: 1 }],
    ['delete', { s_query: { query: all, limit: 1 } }],
    ['delete', { s_query: { type: 'object_type', object_type: 'contact' } }],
    ['edit', { query: 'name:Acme', type: 'set_custom_field', custom_field_id: 'cf_x' }],
    ['edit', { query: 'name:Acme', type: 'set_lead_status', status_id: 'stat_x' }],
  ])('%s refuses %j, and changes nothing', async (kind, body) => {
    await idOf('/lead/', { name: 'Acme' })
    const before = await listed('/lead/')
    expect((await rest('POST', `/bulk_action/${kind}/`, body)).status).toBeOneOf([400, 501])
    expect(await listed('/lead/')).toEqual(before)
  })
})

describe('what is no list, get, create, update or delete', () => {
  it('refuses a field that it does not read', async () => {
    const [source, destination] = [await idOf('/lead/', {}), await idOf('/lead/', {})]
    const merge = { source, destination, keep: 'source' }
    expect((await rest('POST', '/lead/merge/', merge)).status).toBe(501)
    expect(await listed('/lead/')).toHaveLength(2)
    const group = await idOf('/group/', { name: 'G' })
    const { body: me } = await rest('GET', '/me/')
    const member = { user_id: me['id'], role: 'lead' }
    expect((await rest('POST', `/group/${group}/member/`, member)).status).toBe(501)
    expect((await rest('PUT', '/custom_field_schema/lead/', {})).status).toBe(400)
    const fields = [{ id: 'cf_other' }]
    expect((await rest('PUT', '/custom_field_schema/lead/', { fields })).status).toBe(400)
  })

  it('keeps who may edit a shared field when something else of it changes', async () => {
    const id = await idOf('/custom_field/shared/', { name: 'Size', type: 'text' })
    const path = `/custom_field/shared/${id}/association/`
    const editable_with_roles = ['admin']
    await rest('POST', path, { object_type: 'lead', editable_with_roles })
    const { body } = await rest('PUT', `${path}lead/`, { required: true })
    expect(body).toMatchObject({ required: true, editable_with_roles })
  })
})

describe('the event log', () => {
  it('goes on where it was when something happens between two pages', async () => {
    for (const one of ['a', 'b', 'c']) await idOf('/lead/', { name: one })
    const { body: first } = await rest('GET', '/event/?_limit=2')
    await idOf('/lead/', { name: 'd' })
    const { body: next } = await rest(
      'GET',
      `/event/?_limit=2&_cursor=${String(first['cursor_next'])}`,
    )
    const names = [first, next].flatMap(({ data }) =>
      (data as Dictionary[]).map((event) => (event['data'] as Dictionary)['name']),
    )
    expect(names).toEqual(['c', 'b', 'a'])
    const { body: back } = await rest(
      'GET',
      `/event/?_limit=2&_cursor=${String(next['cursor_previous'])}`,
    )
    expect(back['data']).toEqual(first['data'])
    expect(await listed('/event/?_skip=3')).toHaveLength(1)
  })

  it.each([
    '_limit=500',
    '_limit=',
    '_cursor=',
    '_cursor=1',
    '_fields=id',
    'object_type=leed',
    'action=made',
  ])('refuses %s', async (query) => {
    expect((await rest('GET', `/event/?${query}`)).status).toBe(400)
  })
})

describe('a webhook', () => {
  const url = 'http://127.0.0.1:1/'
  const onLead = { object_type: 'lead', action: 'created' }
  it.each<Dictionary>([
    { events: [{ object_type: 'leed', action: 'created' }] },
    { events: [{ object_type: 'lead', action: 'made' }] },
    { events: [{ object_type: 'lead', action: 'completed' }] },
    { events: [{ ...onLead, filter: {} }] },
    { events: [{ ...onLead, extra_filter: { type: 'equals' } }] },
    { events: [onLead], event_filter: { type: 'and' } },
    { events: [onLead], event_filter: { type: 'and', filters: [] } },
    { events: [onLead], event_filter: { type: 'field_accessor', field: 'data' } },
    { events: [onLead], event_filter: { type: 'is_null', value: 1 } },
  ])('that would never be called, or always, is refused: %j', async (body) => {
    expect((await rest('POST', '/webhook/', { url, ...body })).status).toBeOneOf([400, 501])
    expect(await listed('/webhook/')).toEqual([])
  })
})

describe('what names something that is deleted', () => {
  it('names nobody once a contact is gone', async () => {
    const lead_id = await idOf('/lead/', { name: 'Acme' })
    const contact_id = await idOf('/contact/', { lead_id, name: 'Ada' })
    const paths = []
    for (const path of ['/opportunity/', '/task/', '/activity/note/']) {
      paths.push(`${path}${await idOf(path, { lead_id, contact_id })}/`)
    }
    const sequence_id = await idOf('/sequence/', { name: 'S' })
    await idOf('/sequence_subscription/', { sequence_id, contact_id })
    await rest('DELETE', `/contact/${contact_id}/`)
    for (const path of paths) expect((await rest('GET', path)).body['contact_id']).toBeNull()
    expect(await listed(`/sequence_subscription/?sequence_id=${sequence_id}`)).toEqual([])
  })

  it('goes along with a type', async () => {
    const lead_id = await idOf('/lead/', { name: 'Acme' })
    const activity = await idOf('/custom_activity/', { name: 'Demo' })
    await idOf('/custom_field/activity/', {
      name: 'F',
      type: 'text',
      custom_activity_type_id: activity,
    })
    await idOf('/activity/custom/', { lead_id, custom_activity_type_id: activity })
    const object = await idOf('/custom_object_type/', { name: 'Van', name_plural: 'Vans' })
    await idOf('/custom_object/', { lead_id, name: 'V', custom_object_type_id: object })
    await rest('DELETE', `/custom_activity/${activity}/`)
    await rest('DELETE', `/custom_object_type/${object}/`)
    const paths = [
      '/activity/custom/',
      '/custom_field/activity/',
      `/custom_object/?lead_id=${lead_id}`,
    ]
    for (const path of paths) expect(await listed(path)).toEqual([])
  })

  it('is not a custom field whose type changes', async () => {
    const id = await idOf('/custom_field/lead/', { name: 'Size', type: 'text' })
    expect((await rest('PUT', `/custom_field/lead/${id}/`, { type: 'number' })).status).toBe(501)
  })
})

describe('the statuses of a pipeline', () => {
  const [one, two] = [
    { label: 'One', type: 'active' },
    { label: 'Two', type: 'won' },
  ]

  it('stand in the order in which they were sent, and the first one of all stays the default', async () => {
    const made = (await rest('POST', '/pipeline/', { name: 'P', statuses: [one, two] })).body
    const statuses = (made['statuses'] as Dictionary[]).toReversed()
    const path = `/pipeline/${String(made['id'])}/`
    expect((await rest('PUT', path, { statuses })).body['statuses']).toEqual(statuses)
    const [main = {}] = await listed('/pipeline/')
    const own = (main['statuses'] as Dictionary[]).toReversed()
    await rest('PUT', `/pipeline/${String(main['id'])}/`, { statuses: own })
    const opportunity = (await rest('POST', '/opportunity/', {})).body
    expect(opportunity['status_id']).toBe(own[0]?.['id'])
  })

  it.each<readonly Dictionary[]>([
    [one ?? {}, { ...one, type: 'lost' }],
    [{ ...one, color: 'red' }],
    [{ id: 'stat_x', label: 'X' }],
  ])('are not %j', async (...statuses) => {
    const { status } = await rest('POST', '/pipeline/', { name: 'P', statuses })
    expect(status).toBe(400)
  })

  it('are all named by a change', async () => {
    const made = (await rest('POST', '/pipeline/', { name: 'P', statuses: [one, two] })).body
    const path = `/pipeline/${String(made['id'])}/`
    expect((await rest('PUT', path, { statuses: [] })).status).toBe(400)
    expect((await rest('PUT', path, { name: 'Q' })).body['statuses']).toEqual(made['statuses'])
  })
})
