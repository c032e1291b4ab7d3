import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Acquired, acquireClose, type RestAnswer } from '../acquired.testing.ts'
import type { Dictionary } from '../validation/containers.ts'

const LEAD_ID = /^lead_[0-9A-Za-z]{43}$/
const CLOSE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/

let acquired: Acquired

beforeEach(async () => {
  acquired = await acquireClose()
})

afterEach(() => acquired[Symbol.asyncDispose]())

function rest(route: string, json?: unknown): Promise<RestAnswer> {
  const [method = '', path = ''] = route.split(' ')
  return acquired.restJson(method, path, json)
}

async function token(): Promise<string> {
  const details = (await (await acquired.call('GET', '')).json()) as {
    auth_data: { access_token: string }
  }
  return details.auth_data.access_token
}

async function make(path: string, json: unknown): Promise<string> {
  const { body } = await rest(`POST ${path}`, json)
  return String(body['id'])
}

async function data(path: string): Promise<readonly Dictionary[]> {
  return (await rest(`GET ${path}`)).body['data'] as readonly Dictionary[]
}

async function leadNamed(name: string): Promise<Dictionary> {
  const [lead] = await data(`/lead/?query=${encodeURIComponent(`name:"${name}"`)}`)
  if (lead === undefined) throw new Error(`There is no lead named ${name}.`)
  return lead
}

async function leadNames(query: string): Promise<string[]> {
  const found = await data(`/lead/?query=${encodeURIComponent(query)}`)
  return found.map((lead) => String(lead['name']))
}

describe('credentials', () => {
  it('takes the token of the details as Bearer, and as the user of Basic', async () => {
    const credential = await token()
    const ask = async (authorization: string): Promise<number> =>
      (await fetch(`${acquired.emulator.url}/close/api/v1/me/`, { headers: { authorization } }))
        .status
    expect(await ask(`Bearer ${credential}`)).toBe(200)
    expect(await ask(`Basic ${btoa(`${credential}:`)}`)).toBe(200)
    expect(await ask(`Bearer ${acquired.emulator.apiKey}`)).toBe(401)
    await acquired.call('DELETE', '')
    expect(await ask(`Bearer ${credential}`)).toBe(401)
  })

  it('refuses anybody else in the recorded form', async () => {
    const answer = await fetch(`${acquired.emulator.url}/close/api/v1/me/`)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({ error: expect.stringContaining('could not verify') })
  })
})

describe('leads', () => {
  it('are made with nested contacts and shown in full', async () => {
    const field = await make('/custom_field/lead/', { name: 'Source', type: 'text' })
    const { status, body } = await rest('POST /lead/', {
      name: 'Bluth Company',
      status: 'Qualified',
      contacts: [{ name: 'Gob', emails: [{ email: 'gob@bluth.test', type: 'office' }] }],
      [`custom.${field}`]: 'Expo',
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: expect.stringMatching(LEAD_ID),
      display_name: 'Bluth Company',
      description: '',
      url: null,
      html_url: `https://app.close.com/lead/${String(body['id'])}/`,
      status_label: 'Qualified',
      contacts: [{ name: 'Gob', title: '', lead_id: body['id'] }],
      opportunities: [],
      tasks: [],
      custom: { Source: 'Expo' },
      [`custom.${field}`]: 'Expo',
      created_by_name: 'Sandbox User',
      date_created: expect.stringMatching(CLOSE_TIME),
    })
  })

  it('change where a PUT says so and nowhere else', async () => {
    const id = await make('/lead/', { name: 'Old', description: 'Kept' })
    const nested = await rest(`PUT /lead/${id}/`, { name: 'No', contacts: [{ name: 'No' }] })
    expect(nested.status).toBe(501)
    const { body } = await rest(`PUT /lead/${id}/`, { name: 'New' })
    expect(body).toMatchObject({ name: 'New', description: 'Kept', contacts: [] })
  })

  it('are gone after DELETE, with a recorded 404', async () => {
    const id = await make('/lead/', { name: 'Short' })
    expect(await rest(`DELETE /lead/${id}/`)).toEqual({ status: 200, body: {} })
    expect(await rest(`GET /lead/${id}/`)).toEqual({
      status: 404,
      body: { error: 'Empty query: Lead matching query does not exist.' },
    })
  })

  it('refuse an unknown status in the recorded form', async () => {
    const { status, body } = await rest('POST /lead/', { name: 'x', status: 'foo' })
    expect(status).toBe(400)
    expect(body).toEqual({
      errors: [],
      'field-errors': { status: expect.stringMatching(/^Not a valid choice\..*"foo"/) },
    })
  })

  it('merge: all of the source goes to the destination', async () => {
    await acquired.seed()
    const source = await leadNamed('CloudScale')
    const destination = await leadNamed('Vertex')
    const merged = await rest('POST /lead/merge/', {
      source: source['id'],
      destination: destination['id'],
    })
    expect(merged).toEqual({ status: 200, body: { status: 'ok' } })
    const after = (await rest(`GET /lead/${String(destination['id'])}/`)).body
    expect(after['contacts']).toHaveLength(3)
    expect(after['opportunities']).toHaveLength(3)
    expect(after['tasks']).toHaveLength(4)
    expect((await rest(`GET /lead/${String(source['id'])}/`)).status).toBe(404)
    expect(await rest('POST /lead/merge/', { source: 'lead_x', destination: 'lead_y' })).toEqual({
      status: 404,
      body: { errors: ['Source lead does not exist.'] },
    })
  })

  it('keep to the fields that are asked for', async () => {
    await acquired.seed()
    const [lead] = await data('/lead/?_fields=id,name&_limit=1')
    expect(Object.keys(lead ?? {})).toEqual(['id', 'name'])
  })

  it('page, and count all results', async () => {
    await acquired.seed()
    const { body } = await rest('GET /lead/?_limit=2&_skip=1')
    expect(body).toMatchObject({ has_more: true, total_results: 5, data: [{}, {}] })
    expect((await rest('GET /lead/?_limit=500')).status).toBe(400)
    expect((await rest('GET /lead/?_limit=many')).status).toBe(400)
  })

  it.each([
    [{ _params: { query: 'phoenix', _limit: 1 } }, 200, 1],
    [{ _params: { query: null, _limit: 1 } }, 200, 5],
    [{ query: 'phoenix' }, 400, undefined],
    [{ _params: ['query'] }, 400, undefined],
    [{ _params: { query: ['phoenix', 'vertex'] } }, 400, undefined],
    [{ _params: { query: [] } }, 400, undefined],
    [{ _params: { query: { text: 'phoenix' } } }, 400, undefined],
  ])('take long filters in the body of an overridden POST: %j', async (body, status, count) => {
    await acquired.seed()
    const answer = await fetch(`${acquired.emulator.url}/close/api/v1/lead/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-http-method-override': 'GET',
        authorization: `Bearer ${await token()}`,
      },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(status)
    expect(((await answer.json()) as Dictionary)['total_results']).toBe(count)
  })
})

describe('lead search', () => {
  beforeEach(() => acquired.seed())

  it.each([
    ['', 5],
    ['*', 5],
    ['cloudscale', 1],
    ['CloudScale OR phoenix', 2],
    ['"Sarah Mitchell"', 1],
    ['status:"Potential"', 5],
    ['status:Qualified', 0],
    ['-phoenix', 4],
    ['not (phoenix or vertex)', 3],
    ['email_address:dataflowanalytics', 1],
    ['opportunity_value > 100000', 2],
    ['opportunity_value >= 125000 and opportunity_value <= 125000', 2],
    ['opportunity_status_type:active digital', 1],
    ['note:"ERP system"', 1],
    ['task_text:"Follow up"', 2],
    ['created > yesterday', 5],
    ['date_created < "1 week ago"', 0],
    ['url:*', 0],
    ['name:Vertex sort:name', 1],
    ['"name":"Vertex Manufacturing Solutions"', 1],
  ])('%s finds %i', async (query, count) => {
    const { body } = await rest(`GET /lead/?query=${encodeURIComponent(query)}`)
    expect(body['total_results']).toBe(count)
  })

  it('finds custom fields by their names, in any case and with spaces', async () => {
    for (const name of ['Lead initials', 'Region']) {
      await make('/custom_field/lead/', { name, type: 'text' })
    }
    await make('/lead/', { name: 'Acme', custom: { 'Lead initials': 'AC', Region: 'north' } })
    expect(await leadNames('"custom.Lead initials":AC')).toEqual(['Acme'])
    expect(await leadNames('custom.region:North')).toEqual(['Acme'])
    expect(await leadNames('"custom.Lead initials":XY')).toEqual([])
  })

  it('sorts', async () => {
    const up = await leadNames('sort:name')
    expect(up).toEqual(up.toSorted((one, other) => one.localeCompare(other)))
    expect(await leadNames('sort:-name')).toEqual(up.toReversed())
  })

  it.each(['"open', '(a or b', 'a )', 'nosuchfield:1', 'name:', 'or', 'sort:nosuchfield'])(
    'refuses %s instead of guessing',
    async (query) => {
      const { status, body } = await rest(`GET /lead/?query=${encodeURIComponent(query)}`)
      expect(status).toBe(400)
      expect(body).toEqual({ error: expect.stringMatching(/^Invalid query: /) })
    },
  )
})

describe('contacts', () => {
  it('without a lead get one of their own', async () => {
    const { body } = await rest('POST /contact/', { name: 'Ada Lovelace' })
    const lead = await rest(`GET /lead/${String(body['lead_id'])}/`)
    expect(lead.body['name']).toBe('Ada Lovelace')
  })

  it('have their lists replaced whole', async () => {
    const id = await make('/contact/', {
      name: 'Ada',
      emails: [{ email: 'a@x.test', type: 'office' }],
      phones: [{ phone: '+15550100', type: 'mobile' }],
    })
    const { body } = await rest(`PUT /contact/${id}/`, { emails: [] })
    expect(body).toMatchObject({ name: 'Ada', emails: [], phones: [{ phone: '+15550100' }] })
  })
})

describe('contacts with an empty email address', () => {
  const emails = [{ email: '', type: 'office' }]

  it('are refused, and nothing is made for them', async () => {
    const answer = await rest('POST /contact/', { name: 'Ada', emails })
    expect(answer.status).toBe(400)
    expect(answer.body['field-errors']).toEqual({ emails: expect.any(String) })
    expect(await data('/lead/')).toEqual([])
  })

  it('can be changed all the same when they were seeded so', async () => {
    await acquired.seed({ leads: [{ name: 'Acme', contacts: [{ name: 'Ada', emails }] }] })
    const [contact] = await data('/contact/')
    const path = `PUT /contact/${String(contact?.['id'])}/`
    expect((await rest(path, { title: 'CTO' })).body).toMatchObject({ title: 'CTO', emails })
    expect((await rest(path, { emails })).status).toBe(400)
  })
})

describe('opportunities', () => {
  it('carry computed amounts', async () => {
    const lead_id = await make('/lead/', { name: 'x' })
    const { body } = await rest('POST /opportunity/', {
      lead_id,
      value: 500,
      value_period: 'monthly',
      confidence: 90,
    })
    expect(body).toMatchObject({
      lead_name: 'x',
      status_label: 'Active',
      status_type: 'active',
      pipeline_name: 'Sales',
      value_formatted: '$5 monthly',
      expected_value: 450,
      annualized_value: 6000,
      annualized_expected_value: 5400,
      date_won: null,
    })
  })

  it.each([
    [100_000_000, '$1,000,000'],
    [1_720_351_520, '$17,203,515.20'],
    [450, '$4.50'],
    [null, ''],
  ])('write %j cents as %j', async (value, formatted) => {
    const { body } = await rest('POST /opportunity/', { value })
    expect(body['value_formatted']).toBe(formatted)
  })

  it('are dated when they are won', async () => {
    const id = await make('/opportunity/', { value: 1 })
    const statuses = await data('/status/opportunity/')
    const won = statuses.find((status) => status['type'] === 'won')
    const { body } = await rest(`PUT /opportunity/${id}/`, { status_id: won?.['id'] })
    expect(body).toMatchObject({
      status_type: 'won',
      date_won: new Date().toISOString().slice(0, 10),
    })
    const [change] = await data('/activity/')
    expect(change).toMatchObject({ _type: 'OpportunityStatusChange', new_status_label: 'Won' })
  })

  it('come with totals over the whole list', async () => {
    await acquired.seed()
    const { body } = await rest('GET /opportunity/?_limit=1')
    expect(body).toMatchObject({
      has_more: true,
      total_results: 7,
      count_by_value_period: { one_time: 4, monthly: 1, annual: 2 },
      total_value_one_time: 475_000,
      total_value_one_time_formatted: '$4,750',
      total_value_monthly: 28_000,
      total_value_annualized: 475_000 + 28_000 * 12 + 80_000,
    })
    const monthly = await rest('GET /opportunity/?value_period=monthly')
    expect(monthly.body).toMatchObject({
      total_results: 1,
      total_value_annual: 0,
      total_value_annual_formatted: null,
    })
  })

  it('list every wrong field at once', async () => {
    const { status, body } = await rest('POST /opportunity/', {
      lead_id: 'lead_x',
      value: 1.5,
      confidence: 101,
      value_period: 'weekly',
      user_id: 'user_x',
    })
    expect(status).toBe(400)
    expect(Object.keys(body['field-errors'] as object)).toEqual([
      'lead',
      'user',
      'confidence',
      'value',
      'value_period',
    ])
  })
})

describe('tasks', () => {
  it('without a date are for today, and say so', async () => {
    const lead_id = await make('/lead/', { name: 'x' })
    const { body } = await rest('POST /task/', { lead_id, text: 'Call' })
    expect(body).toMatchObject({
      _type: 'lead',
      date: new Date().toISOString().slice(0, 10),
      due_date: null,
      is_dateless: true,
      is_complete: false,
      view: 'inbox',
      assigned_to_name: 'Sandbox User',
      object_type: null,
    })
  })

  it('leave an activity when they are completed', async () => {
    const lead_id = await make('/lead/', { name: 'x' })
    const id = await make('/task/', { lead_id, text: 'Call', date: '2999-01-01' })
    expect((await rest(`GET /task/${id}/`)).body['view']).toBe('future')
    const { body } = await rest(`PUT /task/${id}/`, { is_complete: true })
    expect(body).toMatchObject({ view: 'archive', object_type: 'taskcompleted' })
    const [done] = await data(`/activity/?lead_id=${lead_id}`)
    expect(done).toMatchObject({ id: body['object_id'], _type: 'TaskCompleted', task_id: id })
  })

  it('change in bulk, all or none', async () => {
    await acquired.seed()
    const [one, two] = (await data('/task/?_order_by=date')).map((task) => String(task['id']))
    await rest(`PUT /task/?id__in=${one},${two}`, { is_complete: true })
    expect(await data('/task/?is_complete=true')).toHaveLength(2)
    const failed = await rest('PUT /task/', { is_complete: false, date: 'soon' })
    expect(failed.status).toBe(400)
    expect(await data('/task/?is_complete=true')).toHaveLength(2)
  })

  it('need a lead that exists', async () => {
    expect((await rest('POST /task/', { lead_id: 'lead_x', text: 'y' })).body).toEqual({
      errors: [],
      'field-errors': { lead: 'Object does not exist.' },
    })
    expect((await rest('POST /task/', { text: 'y' })).body).toEqual({
      errors: [],
      'field-errors': { lead: 'This field is required.' },
    })
  })
})

describe('activities', () => {
  it('mix, newest first, with the making of each lead', async () => {
    const lead_id = await make('/lead/', { name: 'x' })
    await make('/activity/note/', { lead_id, note: 'Met <them>' })
    await make('/activity/call/', { lead_id, duration: 60, note: 'Rang' })
    const found = await data(`/activity/?lead_id=${lead_id}`)
    expect(found.map((activity) => activity['_type'])).toEqual(['Call', 'Note', 'Created'])
    expect(found[1]).toMatchObject({ note_html: '<body><p>Met &lt;them&gt;</p></body>' })
    expect(await data('/activity/note/?query=met')).toHaveLength(1)
    expect(await data('/activity/call/?query=met')).toHaveLength(0)
  })

  it('are found only under their own kind', async () => {
    const lead_id = await make('/lead/', { name: 'x' })
    const id = await make('/activity/note/', { lead_id, note: 'x' })
    expect((await rest(`GET /activity/call/${id}/`)).status).toBe(404)
    expect((await rest(`GET /activity/note/${id}/`)).status).toBe(200)
  })
})

describe('everything else', () => {
  it('knows itself and its statuses', async () => {
    const { body } = await rest('GET /me/')
    const [user] = await data('/user/')
    expect(user?.['id']).toBe(body['id'])
    const labels = (await data('/status/lead/')).map((status) => String(status['label']))
    expect(labels).toContain('Potential')
    const ids = (await data('/status/lead/')).map((status) => String(status['id']))
    expect(ids).toEqual(ids.toSorted())
  })

  it.each([
    ['GET /nothing/', 404],
    ['PATCH /lead/', 405],
    ['POST /me/', 405],
    ['DELETE /status/lead/', 405],
    ['POST /lead/x/y/z/', 404],
  ])('%s gets %i', async (route, status) => {
    const answer = await rest(route)
    expect(answer.status).toBe(status)
    expect(answer.body).toHaveProperty('error')
  })

  it('refuses what is not a JSON object', async () => {
    const send = async (body: string, type = 'application/json'): Promise<number> =>
      (
        await fetch(`${acquired.emulator.url}/close/api/v1/lead/`, {
          method: 'POST',
          headers: { authorization: `Bearer ${await token()}`, 'content-type': type },
          body,
        })
      ).status
    expect(await send('{')).toBe(400)
    expect(await send('[]')).toBe(400)
    expect(await send('name=x', 'application/x-www-form-urlencoded')).toBe(415)
    expect(await acquired.leads()).toEqual([])
  })
})

describe('statuses', () => {
  it('of leads can be made, renamed and deleted', async () => {
    const { status, body } = await rest('POST /status/lead/', { label: 'Nurturing' })
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        id: expect.stringMatching(/^stat_[0-9A-Za-z]{43}$/),
        label: 'Nurturing',
        organization_id: expect.stringMatching(/^orga_/),
      },
    })
    const path = `/status/lead/${String(body['id'])}/`
    expect((await rest(`PUT ${path}`, { label: 'Warm' })).body).toEqual({ ...body, label: 'Warm' })
    expect((await rest('POST /lead/', { name: 'x', status: 'Warm' })).body['status_id']).toBe(
      body['id'],
    )
    expect(await data('/status/lead/')).toContainEqual({ ...body, label: 'Warm' })
  })

  it('of opportunities have a type and belong to the pipeline', async () => {
    const { body } = await rest('POST /status/opportunity/', { label: 'Signed', type: 'won' })
    expect(body).toMatchObject({ label: 'Signed', type: 'won', pipeline_id: expect.any(String) })
    const made = await rest('POST /opportunity/', { status: 'Signed' })
    expect(made.body).toMatchObject({ status_type: 'won', date_won: expect.any(String) })
    const renamed = await rest(`PUT /status/opportunity/${String(body['id'])}/`, { label: 'Done' })
    expect(renamed.body).toMatchObject({ label: 'Done', type: 'won' })
    const { body: shown } = await rest(`GET /opportunity/${String(made.body['id'])}/`)
    expect(shown['status_label']).toBe('Done')
  })

  it.each([
    ['/status/lead/', {}, 'label'],
    ['/status/lead/', { label: '' }, 'label'],
    ['/status/lead/', { label: 7 }, 'label'],
    ['/status/lead/', { label: 'Potential' }, 'label'],
    ['/status/opportunity/', { label: 'x' }, 'type'],
    ['/status/opportunity/', { label: 'x', type: 'open' }, 'type'],
    ['/status/opportunity/', { label: 'x', type: 'won', pipeline_id: 'pipe_x' }, 'pipeline'],
  ])('under %s are not made of %j', async (path, json, field) => {
    const before = await data(path)
    const { status, body } = await rest(`POST ${path}`, json)
    expect([status, Object.keys(body['field-errors'] as object)]).toEqual([400, [field]])
    expect(await data(path)).toEqual(before)
  })

  it.each(['lead', 'opportunity'])('of a %s cannot go while it is in use', async (kind) => {
    const made = await rest(`POST /${kind}/`, {})
    const path = `/status/${kind}/${String(made.body['status_id'])}/`
    expect((await rest(`DELETE ${path}`)).status).toBe(400)
    await rest(`DELETE /${kind}/${String(made.body['id'])}/`)
    expect(await rest(`DELETE ${path}`)).toEqual({ status: 200, body: {} })
    expect((await rest(`GET ${path}`)).status).toBe(404)
    expect((await rest(`DELETE ${path}`)).status).toBe(404)
  })

  it('never run out, and are the first ones again after a reset', async () => {
    const before = await data('/status/lead/')
    const statuses = await Promise.all(
      before.map(({ id }) => rest(`DELETE /status/lead/${String(id)}/`)),
    )
    expect(statuses.filter(({ status }) => status === 400)).toHaveLength(1)
    await acquired.call('POST', '/reset')
    expect(await data('/status/lead/')).toEqual(before)
  })
})
