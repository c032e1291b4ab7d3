import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Address } from './address.ts'
import { type Gateway, type GatewayOptions, startGateway } from './gateway.ts'
import { errorOf, post, toolCall } from './posted.testing.ts'
import type { LateCall } from './routes.ts'
import {
  answerEvents,
  answerTool,
  instanceId,
  type ScriptedUpstream,
  startUpstream,
} from './scripted-upstream.testing.ts'

let upstream: ScriptedUpstream
let gateway: Gateway
let address: Address
let mcpUrl: string
const late: LateCall[] = []

beforeEach(async () => {
  late.splice(0)
  upstream = await startUpstream()
  await start()
})

afterEach(async () => {
  await gateway.close()
  await upstream[Symbol.asyncDispose]()
})

async function start(options: GatewayOptions = {}): Promise<void> {
  await gateway?.close()
  gateway = await startGateway({
    graceMs: 100,
    settleMs: 100,
    onLateCall: (call) => late.push(call),
    ...options,
  })
  address = gateway.open({ label: 'books it', mcp: { close: upstream.mcpUrl } })
  mcpUrl = address.mcpUrls['close'] ?? ''
}

/** Resolves when something has reached the sandbox's server. */
async function reached(count = 1): Promise<void> {
  while (upstream.reached.length < count) await sleep(1)
}

describe('forwarding', () => {
  it('hands a message on as it is, and the answer back', async () => {
    const message = toolCall('close_get_lead', { lead_id: 'lead_1' })
    const answer = await post(mcpUrl, message, {
      headers: { 'mcp-protocol-version': '2025-06-18' },
    })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text)).toMatchObject({
      id: 1,
      result: { content: [{ type: 'text' }] },
    })
    expect(upstream.reached).toMatchObject([
      {
        method: 'POST',
        url: `/close/mcp/?instance_id=${instanceId}`,
        body: JSON.stringify(message),
        headers: {
          'mcp-protocol-version': '2025-06-18',
          accept: 'application/json, text/event-stream',
          host: upstream.origin.slice('http://'.length),
        },
      },
    ])
  })

  it('takes the address with a slash at its end, as some clients make it', async () => {
    expect((await post(`${mcpUrl}/`, toolCall('a'))).status).toBe(200)
  })

  it('hands on events as they come', async () => {
    const { promise: more, resolve } = Promise.withResolvers<void>()
    upstream.script = async ({ body }, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n')
      await more
      response.end(`data: ${JSON.stringify({ id: (JSON.parse(body) as { id: number }).id })}\n\n`)
    }
    const answer = await fetch(mcpUrl, { method: 'POST', body: JSON.stringify(toolCall('a')) })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain('progress')
    resolve()
    expect((await reader?.read())?.value).toContain('"id":1')
  })

  it('opens a stream before its first event, and ends it when the client goes', async () => {
    const { promise: gone, resolve } = Promise.withResolvers<void>()
    upstream.script = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      response.on('close', resolve)
    }
    const control = new AbortController()
    const answer = await fetch(mcpUrl, { signal: control.signal })
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    control.abort()
    await gone
  })

  it('hands on sessions: their id both ways, and their end', async () => {
    upstream.script = (request, response) => {
      if (request.method === 'DELETE') return void response.writeHead(204).end()
      response.setHeader('mcp-session-id', 'session-1')
      answerTool(request, response)
    }
    const { headers } = await post(mcpUrl, { jsonrpc: '2.0', id: 1, method: 'initialize' })
    expect(headers.get('mcp-session-id')).toBe('session-1')
    const answer = await fetch(mcpUrl, {
      method: 'DELETE',
      headers: { 'mcp-session-id': 'session-1' },
    })
    expect(answer.status).toBe(204)
    expect(upstream.reached[1]).toMatchObject({
      method: 'DELETE',
      headers: { 'mcp-session-id': 'session-1' },
    })
  })

  it('hands on statuses that are not its own, such as 202 and 405', async () => {
    const { status } = await post(mcpUrl, { jsonrpc: '2.0', method: 'notifications/initialized' })
    expect(status).toBe(202)
    upstream.script = (_, response) => void response.writeHead(405, { allow: 'POST' }).end('{}')
    const answer = await fetch(mcpUrl, { method: 'DELETE' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })

  it('breaks the answer off where the server does', async () => {
    upstream.script = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 })
      response.write('{"jsonrpc"', () => response.destroy())
    }
    await expect(post(mcpUrl, toolCall('a'))).rejects.toThrow('terminated')
    expect(address.calls).toMatchObject([{ outcome: 'lost' }])
    expect(await address.end()).toBe('unknown')
  })

  it('carries 64 MiB no faster than they are read', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    let sent = 0
    upstream.script = async (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      for (; sent < 64; sent++) if (!response.write(chunk)) await once(response, 'drain')
      response.end()
    }
    const answer = await fetch(mcpUrl, { method: 'POST', body: JSON.stringify(toolCall('big')) })
    await sleep(200)
    expect(sent).toBeLessThan(40)
    let length = 0
    for await (const part of answer.body ?? []) length += part.length
    expect(length).toBe(64 * chunk.length)
    expect(address.calls[0]?.answer).toMatch(/^x{1000}\.\.\. \[cut: 67108864 bytes in all\]$/)
  })
})

describe('what stays inside', () => {
  it('follows a redirect itself, and goes straight there the next time', async () => {
    upstream.script = (request, response) => {
      if (request.url.startsWith('/close/mcp?')) {
        // As a server behind a proxy has it: another scheme, and without the query.
        const location = `${upstream.origin}/close/mcp/`
        return void response.writeHead(307, { location }).end()
      }
      answerTool(request, response)
    }
    const withoutSlash = upstream.mcpUrl.replace('/mcp/', '/mcp')
    const other = gateway.open({ mcp: { close: withoutSlash } })
    for (const id of [1, 2]) {
      const { status, text } = await post(other.mcpUrls['close'] ?? '', toolCall('a', {}, id))
      expect([status, text]).toEqual([200, expect.stringContaining('done')])
    }
    expect(upstream.reached.map(({ url }) => url.split('?')[0])).toEqual([
      '/close/mcp',
      '/close/mcp/',
      '/close/mcp/',
    ])
  })

  it('does not follow a redirect to another system, or for ever', async () => {
    upstream.script = (_, response) =>
      void response.writeHead(307, { location: 'http://elsewhere.test/mcp/' }).end()
    const answer = await post(mcpUrl, toolCall('a'))
    expect([answer.status, errorOf(answer).data.reason]).toEqual([502, 'elsewhere'])
    expect(answer.text).not.toContain('elsewhere.test')
    upstream.script = ({ url }, response) => void response.writeHead(308, { location: url }).end()
    expect(errorOf(await post(mcpUrl, toolCall('a'))).data.reason).toBe('elsewhere')
  })

  it('keeps the address and the instance id out of headers, errors and answers', async () => {
    upstream.script = (_, response) => {
      response.writeHead(500, {
        'content-type': 'application/json',
        'x-where': upstream.origin,
        'x-instance': `id ${instanceId}`,
        'content-location': '/close/mcp/',
        'x-request-id': 'kept',
      })
      response.write(`{"detail":"no instance ${instanceId.slice(0, 10)}`)
      setTimeout(() => response.end(`${instanceId.slice(10)} here"}`), 20)
    }
    const { status, headers, text } = await post(mcpUrl, toolCall('a'))
    expect([status, text]).toEqual([500, `{"detail":"no instance ${'*'.repeat(36)} here"}`])
    const all = JSON.stringify([...headers])
    expect(all).toContain('kept')
    for (const secret of [instanceId, upstream.origin, '/close/mcp/']) {
      expect(all).not.toContain(secret)
    }
    expect(JSON.stringify(address.calls)).not.toContain(instanceId)
  })
})

describe('the end of a lease', () => {
  it('refuses every call from then on, as the answer of the call, and tells of it', async () => {
    expect(await address.end()).toBe('known')
    const answer = await post(mcpUrl, toolCall('close_create_task'))
    expect(answer.status).toBe(200)
    expect(errorOf(answer)).toMatchObject({
      message: expect.stringContaining('The test that had this sandbox is over'),
      data: { reason: 'lease_over' },
    })
    expect((await fetch(mcpUrl)).status).toBe(410)
    expect((await post(mcpUrl, { jsonrpc: '2.0', method: 'notifications/x' })).status).toBe(410)
    expect(upstream.reached).toEqual([])
    expect(late).toEqual([{ label: 'books it', server: 'close', tool: 'close_create_task' }])
  })

  it('lets a call that is under way end', async () => {
    upstream.script = async (request, response) => {
      await sleep(30)
      answerTool(request, response)
    }
    const answer = post(mcpUrl, toolCall('a'))
    await reached()
    expect(address.isQuiet).toBe(false)
    expect(await address.end()).toBe('known')
    expect((await answer).text).toContain('done')
  })

  it('cuts one that takes too long, and says that nobody knows what became of it', async () => {
    upstream.script = () => {}
    const answer = post(mcpUrl, toolCall('a'))
    await reached()
    expect(await address.end()).toBe('unknown')
    expect(errorOf(await answer).data.reason).toBe('lease_over')
    expect(address.calls).toMatchObject([{ tool: 'a', outcome: 'lost' }])
  })

  it('waits for the answer to a call whose client was told that it is too late', async () => {
    await start({ settleMs: 5000 })
    upstream.script = async (request, response) => {
      await sleep(300)
      answerTool(request, response)
    }
    const answer = post(mcpUrl, toolCall('a'))
    await reached()
    const ended = address.end()
    expect(errorOf(await answer).data.reason).toBe('lease_over')
    expect(await ended).toBe('known')
  })

  it('knows that what only reads has done nothing', async () => {
    upstream.script = () => {}
    const other = gateway.open({
      mcp: { close: upstream.mcpUrl },
      isReadOnlyTool: (tool) => tool === 'look',
    })
    const url = other.mcpUrls['close'] ?? ''
    const answers = [post(url, toolCall('look')), post(url, { id: 1, method: 'tools/list' })]
    await reached(2)
    expect(await other.end()).toBe('known')
    await Promise.all(answers)
  })

  it('cuts open streams at once', async () => {
    upstream.script = (_, response) => response.writeHead(200).flushHeaders()
    const { body } = await fetch(mcpUrl)
    expect(address.isQuiet).toBe(true)
    expect(await address.end()).toBe('known')
    await expect(body?.getReader().read()).rejects.toThrow('terminated')
  })

  it('does not wait for an answer that stays open when all is answered', async () => {
    upstream.script = (request, response) => {
      answerEvents(
        request,
        Object.assign(response, { end: (text: string) => response.write(text) }),
      )
    }
    const { body } = await fetch(mcpUrl, { method: 'POST', body: JSON.stringify(toolCall('a')) })
    while (address.calls[0]?.outcome !== 'answered') await sleep(1)
    expect(address.isQuiet).toBe(true)
    expect(await address.end()).toBe('known')
    await body?.cancel().catch(() => {})
  })

  it('lets a call finish whose client has gone, so that all is known of it', async () => {
    const { promise: more, resolve } = Promise.withResolvers<void>()
    upstream.script = async (request, response) => {
      await more
      answerTool(request, response)
    }
    const control = new AbortController()
    const answer = post(mcpUrl, toolCall('a'), { signal: control.signal })
    await reached()
    control.abort()
    await expect(answer).rejects.toThrow('aborted')
    resolve()
    expect(await address.end()).toBe('known')
    expect(address.calls).toMatchObject([{ outcome: 'answered', answer: { done: true } }])
  })

  it('refuses a message whose body ends after it', async () => {
    const { port, pathname } = new URL(mcpUrl)
    const body = JSON.stringify(toolCall('a'))
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n`,
    )
    socket.write(body.slice(0, 10))
    await sleep(30)
    await address.end()
    socket.write(body.slice(10))
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(String(answer)).toContain('lease_over')
    expect(upstream.reached).toEqual([])
  })
})

describe('what cannot be forwarded', () => {
  it.each([
    ['another path', '/nobody/mcp'],
    ['no path', '/'],
    ['more behind it', 'more'],
    ['a query', '?instance_id=1'],
  ])('says of %s that no test has such an address', async (_, path) => {
    const url = path.startsWith('/') ? gateway.url + path : `${mcpUrl}${path}`
    const answer = await post(url, toolCall('a'))
    expect([answer.status, errorOf(answer).data.reason]).toEqual([404, 'unknown_address'])
  })

  it('says which methods there are', async () => {
    const answer = await post(mcpUrl, toolCall('a'), { method: 'PUT' })
    expect([answer.status, errorOf(answer).data.reason]).toEqual([405, 'wrong_method'])
    expect(answer.headers.get('allow')).toBe('GET, POST, DELETE, OPTIONS')
  })

  it.each(['', '{', '[]', '1', '[1]'])(
    'says of the body %j that it is no message',
    async (body) => {
      const answer = await post(mcpUrl, body)
      expect([answer.status, errorOf(answer).data.reason]).toEqual([400, 'unreadable'])
      expect(upstream.reached).toEqual([])
    },
  )

  it('refuses a body that is too long, with and without its length', async () => {
    await start({ longestBody: 1000 })
    const text = JSON.stringify(toolCall('a', { text: 'x'.repeat(1000) }))
    const answer = await post(mcpUrl, text)
    expect([answer.status, errorOf(answer).data.reason]).toEqual([413, 'too_large'])
    const body = new Blob([text]).stream()
    const init: RequestInit = { method: 'POST', body, duplex: 'half' }
    expect((await fetch(mcpUrl, init)).status).toBe(413)
  })

  it('says that the server is gone, that it is late, or that it talks rubbish', async () => {
    await start({ answersWithinMs: 100 })
    upstream.script = () => {}
    const slow = await post(mcpUrl, toolCall('a'))
    expect([slow.status, errorOf(slow).data.reason]).toEqual([504, 'late'])
    upstream.script = (_, response) => void response.socket?.end('HTTP/1.1 what\r\n\r\n')
    const rubbish = await post(mcpUrl, toolCall('a'))
    expect([rubbish.status, errorOf(rubbish).data.reason]).toEqual([502, 'rubbish'])
    upstream.script = (_, response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')
    expect(errorOf(await post(mcpUrl, toolCall('a'))).data.reason).toBe('rubbish')
    await upstream[Symbol.asyncDispose]()
    const gone = await post(mcpUrl, toolCall('a'))
    expect([gone.status, errorOf(gone).data.reason]).toEqual([502, 'unreachable'])
    for (const { text } of [slow, rubbish, gone]) {
      expect(text).not.toContain(upstream.origin.slice('http://'.length))
    }
    upstream = await startUpstream()
  })

  it('answers every call of a batch', async () => {
    await address.end()
    const batch = [toolCall('a', {}, 1), toolCall('b', {}, 'two')]
    const { status, text } = await post(mcpUrl, batch)
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject([{ id: 1 }, { id: 'two' }])
  })
})

describe('where it is reached', () => {
  it('is advertised under another name, or as another origin', async () => {
    await start({ advertise: 'host.docker.internal' })
    expect(mcpUrl).toMatch(/^http:\/\/host\.docker\.internal:\d+\/[\w-]{32}\/mcp$/)
    await start({ advertise: 'https://tunnel.example' })
    expect(mcpUrl).toMatch(/^https:\/\/tunnel\.example\/[\w-]{32}\/mcp$/)
  })

  it('refuses what is neither, and an address that cannot be had', async () => {
    await expect(startGateway({ advertise: 'a b' })).rejects.toMatchObject({
      code: 'configuration',
    })
    await expect(startGateway({ host: '0.0.0.0' })).rejects.toThrow('no host name is set')
    const port = Number(new URL(gateway.url).port)
    await expect(startGateway({ port })).rejects.toMatchObject({ code: 'configuration' })
  })
})
