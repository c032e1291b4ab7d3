import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fetchTransport } from '../transport/fetch-transport.ts'
import { createClient, type SandboxClient } from './sandbox-client.ts'
import { unlistedServer } from '../wire/server-name.ts'
import { defineService } from '../seeds/sandbox-service.ts'
import {
  type Answerer,
  answerJson,
  type ScriptedService,
  startScriptedService,
} from '../transport/scripted-service.testing.ts'

const apiKey = 'kl-secret-0123456789'
const sandboxId = '7f0c5a52-8a0e-4a6e-9a0e-1f2b3c4d5e6f'
const mcpUrl = 'https://close-mcp-server.example/mcp/?instance_id=secret-instance'
const cleanups: AsyncDisposable[] = []

afterEach(async () => {
  for (const each of cleanups.splice(0).toReversed()) await each[Symbol.asyncDispose]()
})

async function connect(answer: Answerer): Promise<[SandboxClient, ScriptedService]> {
  const service = await startScriptedService(answer)
  const client = createClient({ apiKey, baseUrl: service.url, random: () => 0 })
  cleanups.push(service, client)
  return [client, service]
}

const acquired = {
  sandbox_id: sandboxId,
  server_name: 'close',
  status: 'occupied',
  message: 'Sandbox acquired successfully.',
}
const reply = { sandbox_id: sandboxId, status: 'occupied', message: 'done' }

const notes = defineService({
  server: 'notes',
  seed: z.object({ notes: z.array(z.object({ text: z.string() })) }),
  dump: z.object({ notes: z.array(z.object({ text: z.string() })) }),
})

describe('acquire', () => {
  it('posts with the key as bearer and a tag of its own', async () => {
    const [client, service] = await connect((response) =>
      answerJson(response, 201, { ...acquired, server_urls: { close: mcpUrl } }),
    )
    const sandbox = await client.acquire('close')

    expect(sandbox).toEqual({
      sandboxId,
      server: 'close',
      status: 'occupied',
      acquireId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      mayHaveTakenMore: false,
    })
    expect(sandbox.mcpUrl).toBe(mcpUrl)
    expect(service.requests).toHaveLength(1)
    const [request] = service.requests
    expect(request).toMatchObject({ method: 'POST', url: '/sandbox/close' })
    expect(JSON.parse(request?.body ?? '')).toEqual({
      tags: { sandpit_acquire: sandbox.acquireId },
    })
    expect(request?.headers.authorization).toBe(`Bearer ${apiKey}`)
  })

  it('sends every option under its wire name', async () => {
    const [client, service] = await connect((response) =>
      answerJson(response, 201, { ...acquired, server_url: mcpUrl }),
    )
    await client.acquire('close', {
      benchmark: 'Toolathlon',
      testAccountEmail: 'one@example.test',
      tags: { run: 'r1' },
      tag: 'r1',
      ttlSeconds: 60,
    })
    expect(JSON.parse(service.requests[0]?.body ?? '')).toEqual({
      benchmark: 'Toolathlon',
      test_account_email: 'one@example.test',
      tags: { run: 'r1', sandpit_acquire: expect.any(String) as string },
      tag: 'r1',
      ttl_seconds: 60,
    })
  })

  it.each([
    ['server_url, as until January 2026', { server_url: mcpUrl }],
    [
      'server_urls under the server',
      { server_urls: { other: 'https://x.example/', close: mcpUrl } },
    ],
    [
      'server_urls under another spelling',
      { server_urls: { Close: mcpUrl, b: 'https://b.example/' } },
    ],
    ['server_urls with a single entry', { server_urls: { 'close-v2': mcpUrl } }],
    ['both', { server_url: mcpUrl, server_urls: { close: mcpUrl } }],
    ['fields of a newer service', { server_url: mcpUrl, server_urls: null, shiny: { new: 1 } }],
  ])('reads the address from %s', async (_, address) => {
    const [client] = await connect((response) =>
      answerJson(response, 201, { ...acquired, ...address }),
    )
    expect((await client.acquire('close')).mcpUrl).toBe(mcpUrl)
  })

  it('asks for the details when the answer carries no address', async () => {
    const [client, service] = await connect((response, request) =>
      request.method === 'POST'
        ? answerJson(response, 201, { ...acquired, server_urls: null })
        : answerJson(response, 200, { ...acquired, server_url: mcpUrl }),
    )
    expect((await client.acquire('close')).mcpUrl).toBe(mcpUrl)
    expect(service.requests[1]).toMatchObject({ method: 'GET', url: `/sandbox/close/${sandboxId}` })
  })

  it('names the sandbox when no address is to be had, and it could not be given back', async () => {
    const [client] = await connect((response, { method }) =>
      method === 'POST'
        ? answerJson(response, 201, acquired)
        : answerJson(response, 403, { detail: 'Forbidden' }),
    )
    await expect(client.acquire('close')).rejects.toMatchObject({
      code: 'release_failed',
      facts: { operation: 'acquire', server: 'close', sandboxId },
      message: expect.stringMatching(/without an MCP address .*could not be given back/) as string,
      cause: { code: 'authentication', facts: { operation: 'release' } },
    })
  })

  it('escapes a server name it does not know', async () => {
    const [client, service] = await connect((response) =>
      answerJson(response, 201, { ...acquired, server_name: 'a/b?c', server_url: mcpUrl }),
    )
    await client.acquire(unlistedServer('a/b?c'))
    expect(service.requests[0]?.url).toBe('/sandbox/a%2Fb%3Fc')
  })
})

describe('get', () => {
  it('reads the details, keeping credentials out of sight', async () => {
    const [client] = await connect((response) =>
      answerJson(response, 200, {
        sandbox_id: sandboxId,
        server_url: mcpUrl,
        server_name: 'close',
        status: 'paused',
        benchmark: null,
        updated_at: '2026-02-20T12:09:00.000000-08:00',
        metadata: { team: 'a' },
        auth_data: { access_token: 'hush-hush' },
        tags: ['a', 'b'],
      }),
    )
    const details = await client.get('close', sandboxId)
    expect(details).toMatchObject({
      status: 'paused',
      benchmark: undefined,
      updatedAt: '2026-02-20T12:09:00.000000-08:00',
      metadata: { team: 'a' },
      tags: ['a', 'b'],
    })
    expect(details.mcpUrl).toBe(mcpUrl)
    expect(details.authData).toEqual({ access_token: 'hush-hush' })
    for (const shown of [inspect(details, { depth: 9 }), JSON.stringify(details)])
      expect(shown).not.toMatch(/hush-hush|secret-instance/)
  })
})

describe('list', () => {
  it('sends the tags as one JSON object and the newer filters beside them', async () => {
    const [client, service] = await connect((response) =>
      answerJson(response, 200, {
        sandboxes: [
          { sandbox_id: sandboxId, server_name: 'close', status: 'idle', tags: { a: 'b' } },
        ],
        total_count: 1,
      }),
    )
    const listed = await client.list({ tags: { a: 'b & c' }, tag: 't', server: 'close' })
    expect(listed).toMatchObject([{ sandboxId, server: 'close', status: 'idle', tags: { a: 'b' } }])
    const url = new URL(service.requests[0]?.url ?? '', service.url)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      tags: '{"a":"b & c"}',
      tag: 't',
      server_name: 'close',
    })
  })
})

describe('release and reset', () => {
  it('post to reset, and delete what was looked at', async () => {
    const [client, service] = await connect((response, { method }) =>
      answerJson(response, 200, method === 'DELETE' ? { ...reply, status: 'idle' } : reply),
    )
    expect(await client.reset('close', sandboxId)).toBe('occupied')
    await client.release('close', sandboxId)
    expect(service.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST /sandbox/close/${sandboxId}/reset`,
      `GET /sandbox/close/${sandboxId}`,
      `DELETE /sandbox/close/${sandboxId}`,
    ])
  })
})

describe('initialize and dump', () => {
  it('send and read what the service describes', async () => {
    const seed = { notes: [{ text: 'one' }] }
    const [client, service] = await connect((response, { method }) =>
      answerJson(
        response,
        200,
        method === 'GET'
          ? {
              sandbox_id: sandboxId,
              server_name: 'notes',
              dumped_at: '2026-02-20T20:14:00',
              data: seed,
            }
          : reply,
      ),
    )
    expect(await client.initialize(notes, sandboxId, seed)).toBe('occupied')
    expect(await client.dump(notes, sandboxId)).toEqual(seed)
    expect(await client.initializeDefault('close', sandboxId)).toBe('occupied')
    expect(service.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', `/sandbox/notes/${sandboxId}/initialize`, JSON.stringify(seed)],
      ['GET', `/sandbox/notes/${sandboxId}/dump`, ''],
      ['POST', `/sandbox/close/${sandboxId}/initialize?init_default_data=true`, ''],
    ])
  })

  it('refuses a broken seed before any call, naming every place', async () => {
    const [client, service] = await connect((response) => answerJson(response, 200, reply))
    const seed = { notes: [{ text: 'fine' }, { text: 42 }, {}] } as unknown as {
      notes: { text: string }[]
    }
    await expect(client.initialize(notes, sandboxId, seed)).rejects.toMatchObject({
      code: 'invalid_seed',
      facts: {
        server: 'notes',
        issues: [
          { path: ['notes', 1, 'text'], message: 'expected string, got 42' },
          { path: ['notes', 2, 'text'], message: 'expected string, got nothing' },
        ],
      },
    })
    expect(service.requests).toHaveLength(0)
  })

  it.each([
    ['is larger than the service takes', 'x'.repeat(33 * 1024 * 1024), /takes 34603010 bytes/],
    ['JSON cannot carry', 1n, /BigInt/],
    ['JSON has no word for', () => 1, /no word for a function/],
  ])('refuses a seed that %s before any call', async (_, seed, message) => {
    const [client, service] = await connect((response) => answerJson(response, 200, reply))
    const anything = defineService({ server: 'close', seed: z.any(), dump: z.any() })
    await expect(client.initialize(anything, sandboxId, seed)).rejects.toMatchObject({
      code: 'invalid_seed',
      message: expect.stringMatching(message) as string,
    })
    expect(service.requests).toHaveLength(0)
  })

  it('says where a dump departs from its contract', async () => {
    const [client] = await connect((response) =>
      answerJson(response, 200, { data: { notes: [{}] } }),
    )
    await expect(client.dump(notes, sandboxId)).rejects.toMatchObject({
      code: 'protocol',
      facts: { issues: [{ path: ['data', 'notes', 0, 'text'] }] },
      message: expect.stringContaining('data.notes[0].text') as string,
    })
  })
})

describe('createClient', () => {
  it.each([
    [{ apiKey: undefined }, /KLAVIS_API_KEY/],
    [{ apiKey: '  ' }, /KLAVIS_API_KEY/],
    [{ apiKey: 'two\nlines' }, /line break/],
    [{ apiKey, baseUrl: 'localhost:4010' }, /http or https/],
    [{ apiKey, baseUrl: 'http://user:hunter2@localhost' }, /without a user/],
    [{ apiKey, baseUrl: 'http://localhost/?key=hunter2' }, /without a query/],
  ])('refuses %o', (options, message) => {
    expect(() => createClient(options)).toThrow(
      expect.objectContaining({
        code: 'configuration',
        message: expect.stringMatching(message) as string,
      }) as Error,
    )
    expect(() => createClient(options)).not.toThrow(/hunter2/)
  })

  it('knows both regions, and lets a base URL override them', () => {
    expect(createClient({ apiKey }).baseUrl).toBe('https://api.klavis.ai')
    expect(createClient({ apiKey, region: 'eu' }).baseUrl).toBe('https://api.eu.klavis.ai')
    expect(createClient({ apiKey, region: 'eu', baseUrl: 'http://localhost:1/a/' }).baseUrl).toBe(
      'http://localhost:1/a',
    )
  })

  it('shows the key neither in JSON nor when inspected', () => {
    const client = createClient({ apiKey })
    expect(inspect(client, { depth: 9, showHidden: true, getters: true })).not.toContain(apiKey)
    expect(JSON.stringify(client)).toBe('{"baseUrl":"https://api.klavis.ai"}')
  })

  it('runs over anything shaped like fetch', async () => {
    const client = createClient({
      apiKey,
      baseUrl: 'http://in-memory.test',
      transport: fetchTransport(async (request) =>
        Response.json(
          { sandboxes: [], total_count: 0 },
          { status: request.headers.get('authorization') === `Bearer ${apiKey}` ? 200 : 401 },
        ),
      ),
    })
    expect(await client.list()).toEqual([])
  })

  it('makes no further call once closed', async () => {
    const [client] = await connect((response) => answerJson(response, 200, reply))
    await client.reset('close', sandboxId)
    await client.close()
    await client.close()
    await expect(client.reset('close', sandboxId)).rejects.toMatchObject({ code: 'network' })
  })
})
