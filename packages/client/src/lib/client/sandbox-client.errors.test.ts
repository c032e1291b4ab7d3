import { pipeline, Readable } from 'node:stream'
import { createServer as createTlsServer } from 'node:tls'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { acquireTagName, tagOf } from '../lease/acquire-tag.ts'
import { createClient, type SandboxClient } from './sandbox-client.ts'
import { defineService } from '../seeds/sandbox-service.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import {
  type Answerer,
  answerJson,
  startScriptedService,
} from '../transport/scripted-service.testing.ts'

const apiKey = 'kl-secret-0123456789'
const sandboxId = '7f0c5a52-8a0e-4a6e-9a0e-1f2b3c4d5e6f'
const cleanups: AsyncDisposable[] = []
const anything = defineService({ server: 'close', seed: z.any(), dump: z.any() })

afterEach(async () => {
  for (const each of cleanups.splice(0).toReversed()) await each[Symbol.asyncDispose]()
})

async function connect(answer: Answerer): Promise<SandboxClient> {
  const service = await startScriptedService(answer)
  const client = createClient({ apiKey, baseUrl: service.url, random: () => 0 })
  cleanups.push(service, client)
  return client
}

async function listen(server: Server, scheme = 'http'): Promise<SandboxClient> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const client = createClient({ apiKey, baseUrl: `${scheme}://127.0.0.1:${port}`, random: () => 0 })
  cleanups.push({
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await server[Symbol.asyncDispose]()
    },
  })
  cleanups.push(client)
  return client
}

async function failureOf(call: Promise<unknown>): Promise<SandpitError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof SandpitError))
    throw new Error(`expected a SandpitError, got ${inspect(error)}`)
  expect(inspect(error, { depth: 9 })).not.toContain(apiKey)
  expect(JSON.stringify(error)).not.toContain(apiKey)
  return error
}

describe('an answer that refuses', () => {
  it.each([
    [401, { detail: 'Not authenticated' }, 'authentication', /KLAVIS_API_KEY/],
    [403, { detail: 'Forbidden' }, 'authentication', /yours/],
    [404, { detail: 'Sandbox not found' }, 'not_found', /may have been released/],
    [409, { detail: 'Sandbox is busy' }, 'conflict', /is busy/],
    [429, { detail: 'Too many requests' }, 'rate_limited', /fewer calls/],
    [500, { detail: 'Failed to dump sandbox: no such table' }, 'service', /no such table/],
    [307, {}, 'service', /is the sandbox API/],
  ])('%i becomes its code, saying what to do', async (status, body, code, message) => {
    const client = await connect((response) =>
      answerJson(response, status, body, { 'x-cloud-trace-context': 'trace-1/2;o=1' }),
    )
    const error = await failureOf(client.dump(anything, sandboxId, { timeoutMs: 1000 }))
    expect(error).toMatchObject({
      code,
      facts: { operation: 'dump', server: 'close', sandboxId, status, requestId: 'trace-1' },
    })
    expect(error.message).toMatch(message)
  })

  it.each([
    [503, { detail: "No idle sandbox available for server 'close'" }, {}, 'exhausted'],
    [409, { detail: 'occupied' }, {}, 'exhausted'],
    [404, { detail: 'No sandbox available' }, {}, 'exhausted'],
    [404, { detail: 'Not Found' }, {}, 'not_found'],
    [429, { detail: 'Sandbox quota reached' }, {}, 'exhausted'],
    [429, { detail: 'Slow down' }, { 'retry-after': '7' }, 'rate_limited'],
    [429, { detail: 'Rate limit exceeded' }, {}, 'rate_limited'],
  ])('of an acquire, %i %o %o is %s', async (status, body, headers, code) => {
    const client = await connect((response) => answerJson(response, status, body, headers))
    expect(await failureOf(client.acquire('close', { timeoutMs: 1000 }))).toMatchObject({
      code,
      facts: { operation: 'acquire', server: 'close', status },
    })
  })

  it('says how long the service asks to wait', async () => {
    const detail = "No idle sandbox available for server 'close'"
    const client = await connect((response) =>
      answerJson(response, 503, { detail }, { 'retry-after': '7' }),
    )
    expect(await failureOf(client.acquire('close'))).toMatchObject({
      code: 'exhausted',
      facts: { retryAfterMs: 7000 },
    })
  })

  it('gives every loc and msg of a 422, as a path in the seed where there is one', async () => {
    const detail = [
      { loc: ['body', 'leads', 2, 'name'], msg: 'Field required', type: 'missing', input: {} },
      { loc: ['body', 'leads', 3, 'tasks', 0], msg: 'Input should be an object', type: 'x' },
    ]
    const client = await connect((response) => answerJson(response, 422, { detail }))
    const error = await failureOf(client.initialize(anything, sandboxId, {}))
    expect(error).toMatchObject({
      code: 'validation',
      facts: {
        status: 422,
        issues: [
          { path: ['leads', 2, 'name'], message: 'Field required' },
          { path: ['leads', 3, 'tasks', 0], message: 'Input should be an object' },
        ],
      },
    })
    expect(error.message).toContain('leads[2].name: Field required')

    const other = await failureOf(client.reset('close', sandboxId))
    expect(other.facts.issues?.[0]?.path).toEqual(['body', 'leads', 2, 'name'])
  })

  it('repeats no credential the service lets slip', async () => {
    const client = await connect((response) =>
      answerJson(response, 500, {
        detail: `key ${apiKey} at https://u:pw@mcp.example/mcp/?instance_id=abc, Bearer tok.en-1`,
      }),
    )
    const { message } = await failureOf(client.reset('close', sandboxId))
    expect(message).toContain('https://mcp.example/mcp/?[redacted]')
    expect(message).not.toMatch(/abc|pw@|tok\.en/)
  })
})

describe('an answer outside the contract', () => {
  it('is a protocol error that says where', async () => {
    const client = await connect((response) => answerJson(response, 200, { status: 7 }))
    const error = await failureOf(client.reset('close', sandboxId))
    expect(error).toMatchObject({
      code: 'protocol',
      facts: { issues: [{ path: ['sandbox_id'] }, { path: ['status'] }] },
    })
  })

  it('is a protocol error when it is not JSON, quoting nothing of it', async () => {
    const client = await connect((response) => {
      response.writeHead(200).end('{"access_token": "hush-hush"')
    })
    const error = await failureOf(client.reset('close', sandboxId))
    expect(error).toMatchObject({ code: 'protocol', facts: { status: 200 } })
    expect(inspect(error, { depth: 9 })).not.toContain('hush')
  })
})

describe('an answer that is not HTTP', () => {
  it.each([
    ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhush-hush'],
    ['headers', 'HTTP/1.1 200 OK\r\nno header hush-hush\r\n\r\n'],
    ['a status line', '{"server_url":"https://mcp.example/?instance_id=hush-hush"}'],
  ])('but instead of %s anything else is quoted nowhere', async (_what, answer) => {
    const client = await listen(createTcpServer((socket) => socket.end(answer)))
    const error = await failureOf(client.get('close', sandboxId))
    expect(error).toMatchObject({ code: 'network', cause: { name: 'HTTPParserError' } })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hush')
  })
})

describe('no answer', () => {
  it('from a hung server is a timeout that names the address', async () => {
    const client = await connect(() => {})
    const error = await failureOf(client.reset('close', sandboxId, { timeoutMs: 50 }))
    expect(error.code).toBe('timeout')
    expect(error.message).toMatch(/http:\/\/127\.0\.0\.1:\d+ within 50 ms/)
  })

  it('from a server that hangs in the middle of its answer is a timeout too', async () => {
    const client = await connect((response) => {
      response.writeHead(200).write('{')
    })
    const call = client.reset('close', sandboxId, { timeoutMs: 50 })
    expect((await failureOf(call)).code).toBe('timeout')
  })

  it('is waited for as long as it takes when the deadline is Infinity, without a warning', async () => {
    const client = await connect((response) => {
      setTimeout(() => answerJson(response, 200, { sandboxes: [] }), 30)
    })
    const warned = new Promise((resolve) => process.once('warning', resolve))
    expect(await client.list({ timeoutMs: Number.POSITIVE_INFINITY })).toEqual([])
    expect(await Promise.race([warned, Promise.resolve('no warning')])).toBe('no warning')
  })

  it.each([0, -1, Number.NaN])(
    'is not waited for within %d ms: that is no deadline',
    async (timeoutMs) => {
      const client = await connect(() => {})
      const error = await failureOf(client.list({ timeoutMs }))
      expect(error.code).toBe('configuration')
    },
  )

  it('because the caller gave up is aborted, with the reason as cause', async () => {
    const client = await connect(() => {})
    const caller = new AbortController()
    const reason = new Error('enough')
    setTimeout(() => caller.abort(reason), 20)
    const error = await failureOf(client.reset('close', sandboxId, { signal: caller.signal }))
    expect(error).toMatchObject({ code: 'aborted', cause: reason })
  })

  it('to a caller that had already given up makes no call', async () => {
    let calls = 0
    const client = await connect(() => void calls++)
    const signal = AbortSignal.abort()
    expect((await failureOf(client.list({ signal }))).code).toBe('aborted')
    expect(calls).toBe(0)
  })

  it('from a port nobody listens on says so', async () => {
    const client = createClient({ apiKey, baseUrl: 'http://127.0.0.1:9' })
    cleanups.push(client)
    const error = await failureOf(client.list({ timeoutMs: 2000 }))
    expect(error.code).toBe('network')
    expect(error.message).toMatch(/ECONNREFUSED.*Nothing listens there/)
  })

  it('over a connection that is reset', async () => {
    const client = await listen(createTcpServer((socket) => socket.resetAndDestroy()))
    expect((await failureOf(client.list({ timeoutMs: 2000 }))).code).toBe('network')
  })

  it('beyond a truncated body', async () => {
    const client = await connect((response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"sandboxes":')
      setTimeout(() => response.destroy(), 20)
    })
    expect((await failureOf(client.list({ timeoutMs: 2000 }))).code).toBe('network')
  })

  it('from a server that refuses TLS', async () => {
    const plain = await listen(
      createTcpServer((socket) => socket.end('HTTP/1.1 400 no\r\n\r\n')),
      'https',
    )
    const error = await failureOf(plain.list({ timeoutMs: 2000 }))
    expect(error.code).toBe('network')
    expect(error.message).toMatch(/TLS/)

    // A TLS server with no certificate shares no cipher with anybody.
    const refusing = await listen(createTlsServer(), 'https')
    expect((await failureOf(refusing.list({ timeoutMs: 2000 }))).code).toBe('network')
  })
})

/** Clears a terminal, sets its title, and forges a line of a CI service's and one of ours. */
const forged =
  'x\u001b[2J\u001b]0;title\u0007\n::error file=a::injected\nsandpit  left behind: nothing'
const steering = /[^\P{Cc}\n]|\p{Zl}|\p{Zp}/u

/** Every text of an error and of what caused it; a line break may only be one of our own. */
function textsOf(error: SandpitError): string {
  const { cause, facts, message } = error
  const causes = cause instanceof Error ? [cause.message, cause.stack?.split('\n    at ')[0]] : []
  for (const line of message.split('\n').slice(1)) expect(line).toMatch(/^ {2}\S/)
  return [message, ...causes, ...Object.values(facts).flatMap(textOf)].join(' ')
}

function textOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textOf) : []
}

describe('what the service says', () => {
  const issue = { loc: ['body', forged], msg: forged, type: 'x' }
  it.each<[string, number, object]>([
    ['a refusal', 500, { detail: forged }],
    ['a refused key', 401, { detail: forged }],
    ['a conflict', 409, { detail: forged }],
    ['issues', 422, { detail: [issue] }],
    ['a status', 200, { sandbox_id: sandboxId, server_name: 'close', status: forged }],
    ['an id', 200, { sandbox_id: forged, server_name: 'close', status: 'idle' }],
    ['a dump', 200, { data: { [forged]: 5 } }],
  ])('as %s neither steers a terminal nor begins a line', async (_what, status, body) => {
    const client = await connect((response) => answerJson(response, status, body))
    const texts = z.record(z.string(), z.string())
    const service = defineService({ server: 'close', seed: z.any(), dump: texts })
    const call = status === 200 && !('data' in body)
    const error = await failureOf(call ? client.get('close', 's1') : client.dump(service, 's1'))
    expect(textsOf(error)).not.toMatch(steering)
    expect(textsOf(error)).not.toMatch(/\n::error|\nsandpit/)
  })

  it('as tags and times of a list is data that may be printed', async () => {
    const item = { sandbox_id: 's1', server_name: 'close', status: 'occupied' }
    const sandboxes = [{ ...item, updated_at: forged, tags: { [acquireTagName]: forged } }]
    const client = await connect((response) => answerJson(response, 200, { sandboxes }))
    const [listed] = await client.list()
    const shown = [listed?.updatedAt, tagOf(listed?.tags, acquireTagName)].join('')
    expect(shown).toContain('::error')
    expect(shown).not.toMatch(/\p{Cc}/u)
  })

  it('is an error by name where it never ends, and nothing more is read', async () => {
    let sent = 0
    let closed = false
    const client = await connect((response) => {
      response.on('close', () => (closed = true))
      const endless = Readable.from(
        (function* () {
          yield '{"x":"'
          for (; ; sent += 65_536) yield 'y'.repeat(65_536)
        })(),
      )
      pipeline(endless, response, () => {})
    })
    const error = await failureOf(client.initialize(anything, 's1', {}))
    expect(error).toMatchObject({ code: 'protocol', facts: { status: 200, outcomeUnknown: true } })
    expect(error.message).toContain('longer than 67108864 bytes (maxAnswerBytes)')
    await expect.poll(() => closed).toBe(true)
    expect(sent).toBeLessThan(100 * 2 ** 20)
  })

  it('may be as long as the client is told', async () => {
    const service = await startScriptedService((response) => answerJson(response, 200, { data: 1 }))
    await using client = createClient({ apiKey, baseUrl: service.url, maxAnswerBytes: 10 })
    cleanups.push(service)
    expect(await client.dump(anything, 's1')).toBe(1)
    await using strict = createClient({ apiKey, baseUrl: service.url, maxAnswerBytes: 9 })
    expect((await failureOf(strict.dump(anything, 's1'))).message).toContain('longer than 9 bytes')
    expect(() => createClient({ apiKey, maxAnswerBytes: 0 })).toThrow(/maxAnswerBytes is 0/)
  })
})
