import { inspect } from 'node:util'

import { sampleCloseData } from '@sandpit/close'
import { describe, expect, it } from 'vitest'

import { type Emulator, startEmulator } from './emulator.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const PACIFIC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}-08:00$/

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

async function call(
  emulator: Emulator,
  route: string,
  json?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ')
  const request = new Request(`${emulator.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${emulator.apiKey}`,
      'content-type': 'application/json',
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
  const answer = await emulator.fetch(request)
  const body = (await answer.json()) as Answer['body']
  return { status: answer.status, headers: answer.headers, body }
}

async function acquire(emulator: Emulator, terms?: unknown): Promise<Record<string, unknown>> {
  const { body } = await call(emulator, 'POST /sandbox/close', terms)
  return body
}

async function leads(emulator: Emulator, id: unknown): Promise<unknown[]> {
  const { body } = await call(emulator, `GET /sandbox/close/${String(id)}/dump`)
  return (body['data'] as { leads: unknown[] }).leads
}

describe('startEmulator', () => {
  it('answers over a socket and stops', async () => {
    const emulator = await startEmulator()
    const headers = { authorization: `Bearer ${emulator.apiKey}` }
    const answer = await fetch(`${emulator.url}/sandbox`, { headers })
    expect(await answer.json()).toEqual({ sandboxes: [], total_count: 0 })
    await emulator.close()
    await emulator.close()
    await expect(fetch(`${emulator.url}/sandbox`, { headers })).rejects.toThrow('fetch failed')
  })

  it('says which port is taken', async () => {
    await using first = await startEmulator()
    const port = Number(new URL(first.url).port)
    await expect(startEmulator({ port })).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining(`port ${port} on 127.0.0.1 is already taken`),
    })
  })

  it('refuses a pool for a server that does not exist', async () => {
    const pools = { clsoe: 1 } as object
    await expect(startEmulator({ pools })).rejects.toMatchObject({ code: 'configuration' })
  })

  it.each([
    [{ pool: { close: 1 } }, 'The emulator has no option pool. It has port, host,'],
    [{ port: 70_000 }, 'option port makes no sense. port: Input should be less than or equal to'],
    [{ rateLimit: { calls: 0 } }, 'rateLimit.calls: Input should be greater than or equal to 1.'],
    [{ maxWorkspaceBytes: '1 GiB' }, 'maxWorkspaceBytes: Input should be a valid integer'],
    [{ quirks: 'perhaps' }, 'quirks: Input should be a valid boolean'],
    [{ allowedHosts: 'sandpit.test' }, 'allowedHosts: Input should be a valid list'],
  ])('refuses %j', async (options, told) => {
    await expect(startEmulator(options as object)).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining(told),
    })
  })

  it('counts calls and shows sandboxes without their secrets', async () => {
    await using emulator = await startEmulator()
    const { server_url: url } = await acquire(emulator, { tags: { run: 'a' } })
    expect(emulator.calls()).toMatchObject({ acquire: 1, release: 0 })
    expect(emulator.sandboxes()).toMatchObject([
      { server: 'close', status: 'occupied', tags: { run: 'a' } },
    ])
    const instanceId = new URL(String(url)).searchParams.get('instance_id')
    expect(JSON.stringify(emulator.sandboxes())).not.toContain(instanceId)
  })

  it('does not print its key', async () => {
    await using emulator = await startEmulator({ apiKey: 'my-secret' })
    expect(emulator.apiKey).toBe('my-secret')
    expect(inspect(emulator, { depth: 9, showHidden: false })).not.toContain('my-secret')
    expect(JSON.stringify({ ...emulator })).not.toContain('my-secret')
  })

  it('takes as long as it is told', async () => {
    await using emulator = await startEmulator({ latencyMs: { acquire: 60 } })
    const before = performance.now()
    await acquire(emulator)
    expect(performance.now() - before).toBeGreaterThanOrEqual(59)
  })

  it('completes an acquire whose caller has gone away', async () => {
    await using emulator = await startEmulator({ latencyMs: { acquire: 50 } })
    const gone = fetch(`${emulator.url}/sandbox/close`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.apiKey}` },
      signal: AbortSignal.timeout(15),
    })
    await expect(gone).rejects.toThrow('aborted due to timeout')
    await expect.poll(() => emulator.sandboxes()).toMatchObject([{ status: 'occupied' }])
  })
})

describe('acquire', () => {
  it('answers both generations of the address', async () => {
    await using emulator = await startEmulator()
    const { status, body } = await call(emulator, 'POST /sandbox/close')
    expect(status).toBe(201)
    expect(body).toEqual({
      sandbox_id: expect.stringMatching(UUID),
      server_url: expect.stringContaining(`${emulator.url}/close/mcp/?instance_id=`),
      server_urls: { close: body['server_url'] },
      server_name: 'close',
      status: 'occupied',
      message: 'Sandbox acquired successfully. Use server_urls to connect to the MCP server.',
    })
  })

  it('takes an absent and a null body', async () => {
    await using emulator = await startEmulator()
    expect((await call(emulator, 'POST /sandbox/jira')).status).toBe(201)
    expect((await call(emulator, 'POST /sandbox/Cal.com', null)).status).toBe(201)
  })

  it('hands out each sandbox once, then says that none is idle', async () => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const ids = [await acquire(emulator), await acquire(emulator)].map((body) => body['sandbox_id'])
    expect(new Set(ids).size).toBe(2)
    const { status, body } = await call(emulator, 'POST /sandbox/close')
    expect({ status, body }).toEqual({
      status: 503,
      body: { detail: "No idle sandbox available for server 'close'" },
    })
  })

  it('gives a test account its own sandbox, to one holder at a time', async () => {
    await using emulator = await startEmulator()
    const terms = { test_account_email: 'ada@example.test' }
    const first = await acquire(emulator, terms)
    expect((await call(emulator, 'POST /sandbox/close', terms)).status).toBe(503)
    const other = await acquire(emulator, { test_account_email: 'bob@example.test' })
    expect(other['sandbox_id']).not.toBe(first['sandbox_id'])
    await call(emulator, `DELETE /sandbox/close/${String(first['sandbox_id'])}`)
    await call(emulator, `DELETE /sandbox/close/${String(other['sandbox_id'])}`)
    expect((await acquire(emulator, terms))['sandbox_id']).toBe(first['sandbox_id'])
  })

  it('hands a released sandbox out again: same id, new address, empty', async () => {
    await using emulator = await startEmulator()
    const first = await acquire(emulator)
    await call(
      emulator,
      `POST /sandbox/close/${String(first['sandbox_id'])}/initialize`,
      sampleCloseData,
    )
    await call(emulator, `DELETE /sandbox/close/${String(first['sandbox_id'])}`)
    const second = await acquire(emulator)
    expect(second['sandbox_id']).toBe(first['sandbox_id'])
    expect(second['server_url']).not.toBe(first['server_url'])
    expect(await leads(emulator, second['sandbox_id'])).toEqual([])
  })
})

describe('get and list', () => {
  it('shows the details of a held sandbox', async () => {
    await using emulator = await startEmulator()
    const acquired = await acquire(emulator, { benchmark: 'Toolathlon', tags: { run: 'a' } })
    const { body } = await call(emulator, `GET /sandbox/close/${String(acquired['sandbox_id'])}`)
    expect(body).toMatchObject({
      sandbox_id: acquired['sandbox_id'],
      server_url: acquired['server_url'],
      server_name: 'close',
      status: 'occupied',
      benchmark: 'Toolathlon',
      updated_at: expect.stringMatching(PACIFIC),
      metadata: null,
      tags: { run: 'a' },
    })
  })

  it('filters by tags, by the newer tag, and by server', async () => {
    await using emulator = await startEmulator()
    await acquire(emulator, { tags: { run: 'a', worker: 1 } })
    await acquire(emulator, { tags: { run: 'a', worker: 2 } })
    await acquire(emulator, { tag: 'solo' })
    await call(emulator, 'POST /sandbox/jira')
    const count = async (query: Record<string, string>): Promise<unknown> => {
      const { body } = await call(emulator, `GET /sandbox?${new URLSearchParams(query).toString()}`)
      return body['total_count']
    }
    expect(await count({})).toBe(4)
    expect(await count({ tags: '{"run":"a"}' })).toBe(2)
    expect(await count({ tags: '{"run":"a","worker":2}' })).toBe(1)
    expect(await count({ tag: 'solo' })).toBe(1)
    expect(await count({ server_name: 'JIRA' })).toBe(1)
  })

  it('does not list what was released', async () => {
    await using emulator = await startEmulator()
    const { sandbox_id: id } = await acquire(emulator)
    await call(emulator, `DELETE /sandbox/close/${String(id)}`)
    expect((await call(emulator, 'GET /sandbox')).body).toEqual({ sandboxes: [], total_count: 0 })
    expect((await call(emulator, `GET /sandbox/close/${String(id)}`)).status).toBe(404)
  })
})

describe('release and reset', () => {
  it('releases once; the second time there is nothing to release', async () => {
    await using emulator = await startEmulator()
    const { sandbox_id: id } = await acquire(emulator)
    const { status, body } = await call(emulator, `DELETE /sandbox/close/${String(id)}`)
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        sandbox_id: id,
        status: 'idle',
        message: `Sandbox ${String(id)} released successfully and is now available for reuse`,
      },
    })
    expect((await call(emulator, `DELETE /sandbox/close/${String(id)}`)).status).toBe(404)
  })

  it('skips a release that names another instance', async () => {
    await using emulator = await startEmulator()
    const { sandbox_id: id, server_url: url } = await acquire(emulator)
    const path = `DELETE /sandbox/close/${String(id)}?is_ttl=true`
    const skipped = await call(emulator, `${path}&instance_id=another`)
    expect([skipped.status, skipped.body['status']]).toEqual([200, 'occupied'])
    expect(emulator.sandboxes()).toMatchObject([{ status: 'occupied' }])
    const instance = new URL(String(url)).searchParams.get('instance_id')
    const released = await call(emulator, `${path}&instance_id=${String(instance)}`)
    expect(released.body['status']).toBe('idle')
    expect((await call(emulator, `DELETE /sandbox/close/${String(id)}?is_ttl=x`)).status).toBe(422)
  })

  it('does not release under another server name', async () => {
    await using emulator = await startEmulator()
    const { sandbox_id: id } = await acquire(emulator)
    expect((await call(emulator, `DELETE /sandbox/jira/${String(id)}`)).status).toBe(404)
  })

  it('resets to nothing and keeps lease and address', async () => {
    await using emulator = await startEmulator()
    const { sandbox_id: id, server_url: url } = await acquire(emulator)
    await call(emulator, `POST /sandbox/close/${String(id)}/initialize`, sampleCloseData)
    const { body } = await call(emulator, `POST /sandbox/close/${String(id)}/reset`)
    expect(body).toEqual({
      sandbox_id: id,
      status: 'occupied',
      message: 'Reset completed. Deleted 5 leads.',
    })
    expect(await leads(emulator, id)).toEqual([])
    const details = await call(emulator, `GET /sandbox/close/${String(id)}`)
    expect(details.body['server_url']).toBe(url)
  })
})

describe('initialize and dump', () => {
  it('gives back the sample as it was sent', async () => {
    await using emulator = await startEmulator()
    const { sandbox_id: id } = await acquire(emulator)
    const { body } = await call(
      emulator,
      `POST /sandbox/close/${String(id)}/initialize`,
      sampleCloseData,
    )
    expect(body).toEqual({
      sandbox_id: id,
      status: 'occupied',
      message: 'Initialized sandbox with 30 records',
    })
    expect(await leads(emulator, id)).toMatchObject(sampleCloseData.leads as object[])
  })

  it('uses the sample for init_default_data', async () => {
    await using emulator = await startEmulator()
    const { sandbox_id: id } = await acquire(emulator)
    await call(emulator, `POST /sandbox/close/${String(id)}/initialize?init_default_data=true`)
    expect(await leads(emulator, id)).toHaveLength(5)
  })

  it('adds to what is there', async () => {
    await using emulator = await startEmulator()
    const { sandbox_id: id } = await acquire(emulator)
    const data = { leads: [{ name: 'Once more' }] }
    await call(emulator, `POST /sandbox/close/${String(id)}/initialize`, data)
    await call(emulator, `POST /sandbox/close/${String(id)}/initialize`, data)
    expect(await leads(emulator, id)).toHaveLength(2)
  })

  it.each([[undefined], [null], [{}], [{ leads: null }], [{ leads: [] }]])(
    'takes %j and adds nothing',
    async (data) => {
      await using emulator = await startEmulator()
      const { sandbox_id: id } = await acquire(emulator)
      const answer = await call(emulator, `POST /sandbox/close/${String(id)}/initialize`, data)
      expect(answer.status).toBe(200)
      expect(await leads(emulator, id)).toEqual([])
    },
  )

  it('keeps two sandboxes apart', async () => {
    await using emulator = await startEmulator()
    const [one, two] = [await acquire(emulator), await acquire(emulator)]
    await call(
      emulator,
      `POST /sandbox/close/${String(one['sandbox_id'])}/initialize`,
      sampleCloseData,
    )
    expect(await leads(emulator, two['sandbox_id'])).toEqual([])
  })

  it('lists everything wrong with a body, in its place, and stores nothing', async () => {
    await using emulator = await startEmulator()
    const { sandbox_id: id } = await acquire(emulator)
    const good = { name: 'Fine' }
    const bad = {
      status: 7,
      opportunities: [{ note: 'x', value: 1.5, confidence: 'high' }],
      tasks: [{ completed: 2 }],
    }
    const answer = await call(emulator, `POST /sandbox/close/${String(id)}/initialize`, {
      leads: [good, bad],
    })
    expect(answer.status).toBe(422)
    expect(answer.body['detail']).toEqual([
      { type: 'missing', loc: ['body', 'leads', 1, 'name'], msg: 'Field required', input: bad },
      {
        type: 'string_type',
        loc: ['body', 'leads', 1, 'status'],
        msg: 'Input should be a valid string',
        input: 7,
      },
      {
        type: 'int_from_float',
        loc: ['body', 'leads', 1, 'opportunities', 0, 'value'],
        msg: 'Input should be a valid integer, got a number with a fractional part',
        input: 1.5,
      },
      {
        type: 'int_parsing',
        loc: ['body', 'leads', 1, 'opportunities', 0, 'confidence'],
        msg: 'Input should be a valid integer, unable to parse string as an integer',
        input: 'high',
      },
      {
        type: 'missing',
        loc: ['body', 'leads', 1, 'tasks', 0, 'description'],
        msg: 'Field required',
        input: { completed: 2 },
      },
      {
        type: 'bool_parsing',
        loc: ['body', 'leads', 1, 'tasks', 0, 'completed'],
        msg: 'Input should be a valid boolean, unable to interpret input',
        input: 2,
      },
    ])
    expect(await leads(emulator, id)).toEqual([])
  })
})

describe('other servers', () => {
  it('keep what they are given and give it back', async () => {
    await using emulator = await startEmulator()
    const { body } = await call(emulator, 'POST /sandbox/jira')
    const path = `/sandbox/jira/${String(body['sandbox_id'])}`
    const seed = { boards: [{ name: 'A' }], sprints: [{ name: 'B' }] }
    const first = await call(emulator, `POST ${path}/initialize`, seed)
    expect(first.body['message']).toBe('Initialized sandbox with 2 records')
    const dumped = await call(emulator, `GET ${path}/dump`)
    expect(dumped.body).toMatchObject({ server_name: 'jira', data: seed })
    await call(emulator, `POST ${path}/reset`)
    expect((await call(emulator, `GET ${path}/dump`)).body['data']).toEqual({})
    expect((await call(emulator, `POST ${path}/initialize`, [])).status).toBe(422)
  })

  it('can be prepared for', async () => {
    await using emulator = await startEmulator()
    expect((await call(emulator, 'POST /sandbox/prepare?benchmark=MCP_Atlas')).status).toBe(200)
    expect((await call(emulator, 'POST /sandbox/prepare?server_name=clsoe')).status).toBe(422)
  })
})

describe('refusals', () => {
  it.each([[''], ['Basic abc'], ['Bearer '], ['Bearer']])(
    'wants a bearer key, not %j',
    async (authorization) => {
      await using emulator = await startEmulator()
      const answer = await call(emulator, 'GET /sandbox', undefined, { authorization })
      expect(answer.status).toBe(401)
      expect(answer.body).toEqual({ detail: 'Not authenticated' })
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    },
  )

  it('refuses a wrong key and takes the scheme in any case', async () => {
    await using emulator = await startEmulator({ apiKey: 'right' })
    const status = async (authorization: string): Promise<number> =>
      (await call(emulator, 'GET /sandbox', undefined, { authorization })).status
    expect(await status('Bearer wrong')).toBe(401)
    expect(await status('bearer right')).toBe(200)
  })

  it('names the servers there are', async () => {
    await using emulator = await startEmulator()
    const { status, body } = await call(emulator, 'POST /sandbox/clsoe')
    expect(status).toBe(422)
    expect(body['detail']).toMatchObject([
      { type: 'enum', loc: ['path', 'server_name'], input: 'clsoe' },
    ])
  })

  it('looks at the key before the request, but at broken JSON before the key', async () => {
    await using emulator = await startEmulator()
    const headers = { 'content-type': 'application/json' }
    const send = (body: string): Promise<Response> =>
      emulator.fetch(
        new Request(`${emulator.url}/sandbox/clsoe`, { method: 'POST', body, headers }),
      )
    expect((await send('{}')).status).toBe(401)
    expect((await send('{')).status).toBe(422)
  })

  it('answers other paths and methods as the framework does', async () => {
    await using emulator = await startEmulator()
    expect((await call(emulator, 'GET /nowhere')).body).toEqual({ detail: 'Not Found' })
    const wrong = await call(emulator, 'DELETE /sandbox')
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET'])
    const slash = await emulator.fetch(new Request(`${emulator.url}/sandbox/?tag=a`))
    expect(slash.status).toBe(307)
    expect(slash.headers.get('location')).toBe(`${emulator.url}/sandbox?tag=a`)
  })
})
