import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createClient, type SandboxClient } from '../client/sandbox-client.ts'
import { defineService } from '../seeds/sandbox-service.ts'
import {
  answerJson,
  type ScriptedService,
  startScriptedService,
} from '../transport/scripted-service.testing.ts'

const cleanups: AsyncDisposable[] = []

afterEach(async () => {
  for (const each of cleanups.splice(0).toReversed()) await each[Symbol.asyncDispose]()
})

async function answering(body: unknown, status = 200): Promise<[SandboxClient, ScriptedService]> {
  const service = await startScriptedService((response) => answerJson(response, status, body))
  const client = createClient({ apiKey: 'k', baseUrl: service.url })
  cleanups.push(service, client)
  return [client, service]
}

function calls({ requests }: ScriptedService): string[] {
  return requests.map(({ method, url, body }) => [method, url, body].join(' ').trim())
}

const wire = {
  local_sandbox_id: 'l1',
  status: 'occupied',
  benchmark: null,
  servers: [
    {
      id: 'i1',
      server_name: 'git',
      mcp_server_url: 'https://local.example/git/mcp/?local_sandbox_id=hush-hush',
      status: 'occupied',
      benchmark: null,
      updated_at: '2026-02-20T12:09:00-08:00',
      metadata: null,
      auth_data: { token: 'hush-hush' },
    },
    { id: 'i2' },
  ],
}

describe('local sandboxes', () => {
  it('are acquired by names or all at once, credentials out of sight', async () => {
    const [client, service] = await answering({ ...wire, message: null }, 201)
    const sandbox = await client.local.acquire(['git', 'filesystem'], {
      benchmark: 'Toolathlon',
      testAccountEmail: 'one@example.test',
      ttlSeconds: 60,
    })
    await client.local.acquire('ALL')
    expect(sandbox).toEqual({
      localSandboxId: 'l1',
      status: 'occupied',
      benchmark: undefined,
      createdAt: undefined,
      servers: [
        {
          id: 'i1',
          server: 'git',
          status: 'occupied',
          benchmark: undefined,
          updatedAt: '2026-02-20T12:09:00-08:00',
          metadata: undefined,
        },
        expect.objectContaining({ id: 'i2', server: undefined }) as unknown,
      ],
    })
    expect(sandbox.servers[0]?.mcpUrl).toContain('https://local.example/git/mcp/')
    expect(sandbox.servers[0]?.authData).toEqual({ token: 'hush-hush' })
    expect(inspect(sandbox, { depth: 9 }) + JSON.stringify(sandbox)).not.toContain('hush-hush')
    expect(calls(service)).toEqual([
      'POST /local-sandbox {"server_names":["git","filesystem"],"benchmark":"Toolathlon","test_account_email":"one@example.test","ttl_seconds":60}',
      'POST /local-sandbox {"server_names":"ALL"}',
    ])
  })

  it('are got and listed', async () => {
    const created = { ...wire, created_at: '2026-02-20' }
    const [client, service] = await answering({
      ...created,
      local_sandboxes: [created],
      total_count: 1,
    })
    expect((await client.local.get('l1')).createdAt).toBe('2026-02-20')
    expect(await client.local.list()).toMatchObject([{ localSandboxId: 'l1' }])
    expect(calls(service)).toEqual(['GET /local-sandbox/l1', 'GET /local-sandbox'])
  })

  it.each([{}, { message: 'Local sandbox release started' }, null])(
    'are reset and released, whatever the answer holds (%j)',
    async (body) => {
      const [client, service] = await answering(body)
      await client.local.reset('l/1')
      await client.local.release('l/1')
      expect(calls(service)).toEqual([
        'POST /local-sandbox/l%2F1/reset',
        'DELETE /local-sandbox/l%2F1',
      ])
    },
  )

  it('give signed addresses that do not show', async () => {
    const [client, service] = await answering({
      upload_url: 'https://storage.example/up?X-Signature=hush-hush',
      download_url: 'https://storage.example/down?X-Signature=hush-hush',
      expires_in_minutes: 30,
    })
    const up = await client.local.uploadUrl('l1', { region: 'asia' })
    const down = await client.local.dump('l1')
    expect(up).toEqual({ expiresInMinutes: 30 })
    expect([up.url, down.url].map((url) => new URL(url).pathname)).toEqual(['/up', '/down'])
    expect(inspect([up, down]) + JSON.stringify([up, down])).not.toContain('hush-hush')
    expect(calls(service)).toEqual([
      'POST /local-sandbox/l1/upload-url?region=asia',
      'GET /local-sandbox/l1/dump',
    ])
  })

  it('initialize, as a whole and a server at a time', async () => {
    const [client, service] = await answering({ sandbox_id: 'l1', status: 'occupied', data: [1] })
    const canvas = defineService({
      server: 'canvas',
      seed: z.array(z.int()),
      dump: z.array(z.int()),
    })
    expect(await client.local.initialize('l1')).toBe('occupied')
    expect(await client.local.initializeServer(canvas, 'i1', [1])).toBe('occupied')
    expect(await client.local.dumpServer(canvas, 'i1')).toEqual([1])
    expect(calls(service)).toEqual([
      'POST /local-sandbox/l1/initialize',
      'POST /local-sandbox/canvas/i1/initialize [1]',
      'GET /local-sandbox/canvas/i1/dump',
    ])
  })
})

describe('local executions and prepare', () => {
  it('follow the newer public document', async () => {
    const [client, service] = await answering({
      upload_url: 'https://storage.example/up?s=1',
      download_url: 'https://storage.example/down?s=1',
      expires_in_minutes: 30,
      message: 'started',
      execution_name: 'e',
      status: 'running',
      logs: 'hello',
      cursor: 5,
    })
    const { executions } = client.local
    await executions.uploadUrl('l1', 'e')
    await executions.start('l1', 'e', { region: 'us' })
    expect(await executions.status('l1', 'e')).toBe('running')
    expect(await executions.log('l1', 'e', { cursor: 3 })).toEqual({
      status: 'running',
      logs: 'hello',
      cursor: 5,
    })
    await executions.artifactsUrl('l1', 'e')
    await client.prepare({ benchmark: 'MCP_Atlas', server: 'close' })
    expect(calls(service)).toEqual([
      'POST /local-sandbox/l1/execution-upload-url {"execution_name":"e"}',
      'POST /local-sandbox/l1/execute?region=us {"execution_name":"e"}',
      'GET /local-sandbox/l1/execution-status?execution_name=e',
      'GET /local-sandbox/l1/execution-logs?execution_name=e&cursor=3',
      'POST /local-sandbox/l1/export-artifacts {"execution_name":"e"}',
      'POST /sandbox/prepare?benchmark=MCP_Atlas&server_name=close',
    ])
  })
})
