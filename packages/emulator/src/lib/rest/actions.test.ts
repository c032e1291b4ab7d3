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

async function names(search: Dictionary): Promise<readonly unknown[]> {
  const { body } = await rest('POST', '/data/search/', { ...search, _fields: { lead: ['name'] } })
  return (body['data'] as readonly Dictionary[] | undefined)?.map(({ name }) => name) ?? [body]
}

const regular = (object_type: string, field_name: string): Dictionary => ({
  type: 'regular_field',
  object_type,
  field_name,
})
const where = (field: Dictionary, condition: Dictionary): Dictionary => ({
  type: 'field_condition',
  field,
  condition,
})
const related = (related_object_type: string, related_query: Dictionary): Dictionary => ({
  type: 'has_related',
  this_object_type: 'lead',
  related_object_type,
  related_query,
})
const leads = { type: 'object_type', object_type: 'lead' }
const both = (...queries: readonly Dictionary[]): Dictionary => ({ type: 'and', queries })

describe('POST /data/search/', () => {
  beforeEach(async () => {
    const size = await idOf('/custom_field/lead/', { name: 'Size', type: 'number' })
    const acme = await idOf('/lead/', {
      name: 'Acme',
      status: 'Qualified',
      [`custom.${size}`]: 5,
      contacts: [{ name: 'Ada', emails: [{ email: 'ada@acme.test', type: 'office' }] }],
    })
    await idOf('/opportunity/', { lead_id: acme, value: 50_000, status: 'Won' })
    await idOf('/lead/', { name: 'Globex', [`custom.${size}`]: 500 })
    await idOf('/lead/', { name: 'Initech' })
  })

  it.each([
    [{ type: 'match_all' }, ['Initech', 'Globex', 'Acme']],
    [both(leads), ['Initech', 'Globex', 'Acme']],
    [{ type: 'text', value: 'glob' }, ['Globex']],
    [where(regular('lead', 'name'), { type: 'text', mode: 'phrase', value: 'acme' }), ['Acme']],
    [where(regular('lead', 'status'), { type: 'term', values: ['Qualified'] }), ['Acme']],
    [
      { ...where(regular('lead', 'name'), { type: 'text', value: 'acme' }), negate: true },
      ['Initech', 'Globex'],
    ],
    [where(regular('lead', 'contacts'), { type: 'number_range', gte: 1 }), ['Acme']],
    [
      where(regular('lead', 'date_created'), {
        type: 'moment_range',
        before: { type: 'fixed_utc', value: '2020-01-01T00:00:00Z' },
      }),
      [],
    ],
    [
      both(
        leads,
        related('contact', where(regular('contact', 'email'), { type: 'exists' })),
        related(
          'opportunity',
          where(regular('opportunity', 'status_type'), { type: 'term', values: ['won'] }),
        ),
      ),
      ['Acme'],
    ],
    [
      {
        type: 'or',
        queries: [
          { type: 'text', value: 'acme' },
          { type: 'text', value: 'init' },
        ],
      },
      ['Initech', 'Acme'],
    ],
  ])('of %j finds %j', async (query, found) => {
    expect(await names({ query })).toEqual(found)
  })

  it('compares custom fields, sorts, and answers ids unless asked for more', async () => {
    const { body: schema } = await rest('GET', '/custom_field_schema/lead/')
    const [field] = schema['fields'] as [Dictionary]
    const custom = { type: 'custom_field', custom_field_id: field['id'] }
    const big = where(custom, { type: 'number_range', gt: 100 })
    expect(await names({ query: big })).toEqual(['Globex'])
    const sort = [{ direction: 'asc', field: regular('lead', 'name') }]
    expect(await names({ query: leads, sort })).toEqual(['Acme', 'Globex', 'Initech'])
    const { body } = await rest('POST', '/data/search/', { query: big, include_counts: true })
    expect(body).toEqual({
      data: [{ id: expect.stringMatching(/^lead_/), __object_type: 'lead' }],
      cursor: null,
      count: { limited: 1, total: 1 },
    })
  })

  it('goes page by page, and finds other objects and saved searches', async () => {
    const first = (await rest('POST', '/data/search/', { query: leads, _limit: 2 })).body
    expect(first['data']).toHaveLength(2)
    const second = await rest('POST', '/data/search/', { query: leads, cursor: first['cursor'] })
    expect(second.body).toMatchObject({ data: [{}], cursor: null })
    const contacts = { type: 'object_type', object_type: 'contact' }
    const { body } = await rest('POST', '/data/search/', {
      query: contacts,
      _fields: { contact: ['name'] },
    })
    expect(body['data']).toMatchObject([{ __object_type: 'contact', name: 'Ada' }])
    const saved = await idOf('/saved_search/', { name: 'A', query: 'name:Acme' })
    const query = { type: 'saved_search', saved_search_id: saved }
    expect(await names({ query })).toEqual(['Acme'])
    await rest('PUT', `/saved_search/${saved}/`, { s_query: { query } })
    expect(await rest('POST', '/data/search/', { query })).toEqual({
      status: 400,
      body: { error: 'A saved search cannot be within itself.' },
    })
  })

  it.each([
    [{ query: { type: 'fuzzy' } }, 501],
    [{ query: where(regular('lead', 'name'), { type: 'sounds_like' }) }, 501],
    [{ query: where(regular('lead', 'nosuch'), { type: 'exists' }) }, 400],
    [{ query: { type: 'object_type', object_type: 'task.lead' } }, 501],
    [{ query: leads, limit: 5 }, 501],
    [{ query: leads, _limit: 0 }, 400],
    [{}, 400],
  ])('refuses %j with %i', async (body, status) => {
    expect((await rest('POST', '/data/search/', body)).status).toBe(status)
  })
})

describe('bulk actions', () => {
  it('change every lead that is found, or none', async () => {
    for (const name of ['one', 'two', 'three']) await idOf('/lead/', { name })
    const statuses = (await rest('GET', '/status/lead/')).body['data'] as Dictionary[]
    const next = statuses.find(({ label }) => label === 'Customer')?.['id']
    const edit = { type: 'set_lead_status', lead_status_id: next, query: 'name:one or name:two' }
    const done = await rest('POST', '/bulk_action/edit/', edit)
    expect(done.body).toMatchObject({ status: 'done', n_leads: 2, n_leads_processed: 2 })
    expect((await rest('GET', '/lead/?query=status:Customer')).body['total_results']).toBe(2)
    const wrong = { type: 'set_lead_status', lead_status_id: 'stat_x', query: '*' }
    expect((await rest('POST', '/bulk_action/edit/', wrong)).status).toBe(400)
    expect((await rest('GET', '/lead/?query=status:Customer')).body['total_results']).toBe(2)
    const found = where(regular('lead', 'name'), { type: 'text', value: 'o' })
    await rest('POST', '/bulk_action/delete/', { s_query: { query: found } })
    expect((await rest('GET', '/lead/')).body).toMatchObject({ data: [{ name: 'three' }] })
    expect((await rest('GET', '/bulk_action/delete/')).body['data']).toHaveLength(1)
  })

  it.each([
    ['/bulk_action/delete/', {}, 400],
    ['/bulk_action/delete/', { query: '*', bulk_object_type: 'call' }, 501],
    ['/bulk_action/edit/', { query: '*', type: 'set_color' }, 501],
    ['/bulk_action/edit/', { query: '*', type: 'set_lead_status' }, 400],
  ])('%s of %j is refused with %i', async (path, body, status) => {
    await idOf('/lead/', { name: 'stays' })
    expect((await rest('POST', path, body)).status).toBe(status)
    expect((await rest('GET', '/lead/')).body['total_results']).toBe(1)
  })
})

describe('custom field schemas', () => {
  it('have own and shared fields, in the order that was given them', async () => {
    const own = await idOf('/custom_field/contact/', { name: 'Own', type: 'text' })
    const shared = await idOf('/custom_field/shared/', { name: 'Shared', type: 'text' })
    const contact = { [`custom.${shared}`]: 'x' }
    expect((await rest('POST', '/contact/', contact)).status).toBe(400)
    const path = `/custom_field/shared/${shared}/association/`
    expect((await rest('POST', path, { object_type: 'contact' })).status).toBe(201)
    expect((await rest('POST', '/contact/', contact)).status).toBe(200)
    const order = { fields: [{ id: shared }, { id: own }] }
    const { body } = await rest('PUT', '/custom_field_schema/contact/', order)
    expect((body['fields'] as Dictionary[]).map(({ id }) => id)).toEqual([shared, own])
    const required = await rest('PUT', `${path}contact/`, { required: true })
    expect(required.body).toMatchObject({ object_type: 'contact', required: true })
    expect((await rest('DELETE', `${path}contact/`)).status).toBe(204)
    expect((await rest('GET', `${path}contact/`)).status).toBe(404)
    expect((await rest('POST', '/contact/', contact)).status).toBe(400)
  })

  it('are of a type of activity, too', async () => {
    const type = await idOf('/custom_activity/', { name: 'Demo' })
    const shared = await idOf('/custom_field/shared/', { name: 'Shared', type: 'text' })
    const association = { object_type: 'custom_activity_type', custom_activity_type_id: type }
    await rest('POST', `/custom_field/shared/${shared}/association/`, association)
    const { body } = await rest('GET', `/custom_field_schema/activity/${type}/`)
    expect(body['fields']).toMatchObject([{ id: shared, name: 'Shared' }])
    expect((await rest('GET', '/custom_field_schema/nothing/')).status).toBe(400)
  })
})

describe('the rest', () => {
  it('knows the organization', async () => {
    const { body: me } = await rest('GET', '/me/')
    const [{ id }] = me['organizations'] as [{ id: string }]
    expect((await rest('GET', `/organization/${id}/`)).body).toMatchObject({
      id,
      currency: 'USD',
      memberships: [{ user_id: me['id'] }],
      pipelines: [
        { name: 'Sales', statuses: [{ type: 'active' }, { type: 'won' }, { type: 'lost' }] },
      ],
    })
    expect((await rest('GET', '/organization/orga_x/')).status).toBe(404)
  })

  it('has members in groups, archived playbooks, and addresses that are subscribed again', async () => {
    const { body: me } = await rest('GET', '/me/')
    const group = await idOf('/group/', { name: 'Sales' })
    await rest('POST', `/group/${group}/member/`, { user_id: me['id'] })
    const members = async (): Promise<unknown> =>
      (await rest('GET', `/group/${group}/`)).body['members']
    expect(await members()).toEqual([{ user_id: me['id'] }])
    await rest('DELETE', `/group/${group}/member/${String(me['id'])}/`)
    expect(await members()).toEqual([])
    const playbook = await idOf('/playbook/', { name: 'Discovery' })
    const archived = await rest('POST', `/playbook/${playbook}/archive/`)
    expect(archived.body['archived_at']).toMatch(/T/)
    expect((await rest('POST', `/playbook/${playbook}/unarchive/`)).body['archived_at']).toBeNull()
    await rest('POST', '/unsubscribe/email/', { email: 'ada@acme.test' })
    const emails = [{ email: 'ada@acme.test', type: 'home' }]
    const contact = await idOf('/contact/', { emails })
    const reached = async (): Promise<unknown> =>
      (await rest('GET', `/contact/${contact}/`)).body['emails']
    expect(await reached()).toEqual([{ ...emails[0], is_unsubscribed: true }])
    expect((await rest('DELETE', '/unsubscribe/email/ada%40acme.test/')).status).toBe(200)
    expect((await rest('GET', '/unsubscribe/email/')).body['data']).toEqual([])
    expect(await reached()).toEqual([{ ...emails[0], is_unsubscribed: false }])
  })

  it.each([
    ['GET', '/user/availability/'],
    ['GET', '/blocked_phone_number/settings/'],
    ['POST', '/phone_number/request/internal/'],
    ['POST', '/export/lead/'],
  ])('takes %s %s for no object, and refuses it by name', async (method, path) => {
    const { status, body } = await rest(method, path, method === 'GET' ? undefined : {})
    expect(status).toBe(501)
    expect(body['error']).toContain(`${method} ${path} of Close's API`)
  })
})
