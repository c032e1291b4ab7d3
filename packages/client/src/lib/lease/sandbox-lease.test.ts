import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fetchTransport } from '../transport/fetch-transport.ts'
import { createClient, type SandboxClient } from '../client/sandbox-client.ts'
import { defineService } from '../seeds/sandbox-service.ts'

const mcpUrl = 'https://mcp.example/?instance_id=hush-hush'
const anything = defineService({ server: 'close', seed: z.any(), dump: z.any() })

interface Setting {
  readonly client: SandboxClient
  readonly calls: string[]
}

function connect(releaseStatuses: number[] = []): Setting {
  const calls: string[] = []
  const answer = async (request: Request): Promise<Response> => {
    const call = `${request.method} ${new URL(request.url).pathname}`
    calls.push(call)
    const status = request.method === 'DELETE' ? (releaseStatuses.shift() ?? 200) : 200
    return Response.json(
      {
        sandbox_id: 's1',
        server_name: 'close',
        server_url: mcpUrl,
        status: request.method === 'DELETE' ? 'idle' : 'occupied',
        local_sandbox_id: 'l1',
        servers: [{ id: 'i1', server_name: 'git', mcp_server_url: mcpUrl }],
        data: { leads: [] },
      },
      { status },
    )
  }
  return { client: createClient({ apiKey: 'k', transport: fetchTransport(answer) }), calls }
}

describe('a lease', () => {
  it('releases its sandbox at the end of its scope, once', async () => {
    const { client, calls } = connect()
    {
      await using sandbox = await client.lease('close')
      expect(sandbox.mcpUrl).toBe(mcpUrl)
      expect(inspect(sandbox) + JSON.stringify(sandbox)).not.toContain('hush-hush')
      await sandbox.initialize(anything, {})
      expect(await sandbox.dump(anything)).toEqual({ leads: [] })
      await sandbox.reset()
      await sandbox.release()
    }
    expect(calls).toEqual([
      'POST /sandbox/close',
      'POST /sandbox/close/s1/initialize',
      'GET /sandbox/close/s1/dump',
      'POST /sandbox/close/s1/reset',
      'DELETE /sandbox/close/s1',
    ])
  })

  it('reports both failures when the body and the release fail', async () => {
    const { client } = connect([401])
    const body = async (): Promise<void> => {
      await using _sandbox = await client.lease('close')
      throw new Error('the test failed')
    }
    const error: unknown = await body().catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      name: 'SuppressedError',
      error: { code: 'authentication', facts: { operation: 'release', sandboxId: 's1' } },
      suppressed: { message: 'the test failed' },
    })
  })

  it('asks again after a release that failed', async () => {
    const { client, calls } = connect([401])
    const sandbox = await client.lease('close')
    await expect(sandbox.release()).rejects.toMatchObject({ code: 'authentication' })
    await sandbox.release()
    expect(calls.filter((call) => call.startsWith('DELETE'))).toHaveLength(2)
  })

  it('of a local sandbox releases it too', async () => {
    const { client, calls } = connect()
    {
      await using sandbox = await client.local.lease(['git'])
      expect(sandbox.servers[0]?.mcpUrl).toBe(mcpUrl)
      expect(inspect(sandbox, { depth: 9 }) + JSON.stringify(sandbox)).not.toContain('hush-hush')
      await sandbox.reset()
    }
    expect(calls).toEqual([
      'POST /local-sandbox',
      'POST /local-sandbox/l1/reset',
      'DELETE /local-sandbox/l1',
    ])
  })
})
