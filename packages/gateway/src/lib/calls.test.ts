import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Address, AddressOptions } from './address.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { errorOf, post, type PostInit, toolCall } from './posted.testing.ts'
import {
  answerEvents,
  answerTool,
  type ScriptedUpstream,
  startUpstream,
} from './scripted-upstream.testing.ts'

let upstream: ScriptedUpstream
let gateway: Gateway
let address: Address

beforeEach(async () => {
  upstream = await startUpstream()
  gateway = await startGateway({ graceMs: 100, settleMs: 100 })
  open()
})

afterEach(async () => {
  await gateway.close()
  await upstream[Symbol.asyncDispose]()
})

function open(options: Partial<AddressOptions> = {}): void {
  address = gateway.open({ mcp: { close: upstream.mcpUrl }, ...options })
}

function call(message: unknown, init?: PostInit): ReturnType<typeof post> {
  return post(address.mcpUrls['close'] ?? '', message, init)
}

function eventOf(id: number, text: string): string {
  return `data: ${JSON.stringify({ id, result: { content: [{ type: 'text', text }] } })}\r\n\r\n`
}

describe('calls', () => {
  it('holds each call with its arguments, answer and times, in order', async () => {
    await call(toolCall('close_get_lead', { lead_id: 'lead_1' }))
    upstream.script = answerEvents
    await call(toolCall('close_list_users'))
    await call({ jsonrpc: '2.0', id: 3, method: 'tools/list' })
    const time = expect.any(Number)
    const facts = { server: 'close', outcome: 'answered', startMs: time, durationMs: time }
    expect(address.calls).toEqual([
      {
        ...facts,
        tool: 'close_get_lead',
        arguments: { lead_id: 'lead_1' },
        answer: { done: true },
      },
      { ...facts, tool: 'close_list_users', arguments: {}, answer: 'done' },
    ])
    const [first, second] = address.calls
    expect(second?.startMs).toBeGreaterThan(first?.startMs ?? Infinity)
  })

  it('tells a tool that failed, a JSON-RPC error and a status from an answer', async () => {
    const answers = [
      { id: 1, result: { isError: true, content: [{ type: 'text', text: 'no such lead' }] } },
      { id: 1, error: { code: -32_602, message: 'unknown tool' } },
    ]
    upstream.script = (_, response) => {
      const answer = answers.shift()
      if (answer === undefined) return void response.writeHead(503).end('down')
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    }
    for (const tool of ['a', 'b', 'c']) await call(toolCall(tool))
    expect(address.calls).toMatchObject([
      { tool: 'a', outcome: 'tool-error', error: 'no such lead', answer: 'no such lead' },
      { tool: 'b', outcome: 'error', error: 'unknown tool' },
      { tool: 'c', outcome: 'error', error: 'HTTP 503: down' },
    ])
  })

  it('holds the calls of a batch, each with its own answer', async () => {
    upstream.script = (_, response) => {
      const answers = [2, 1].map((id) => ({ id, result: { structuredContent: { id } } }))
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers))
    }
    await call([toolCall('a', {}, 1), toolCall('b', {}, 2)])
    expect(address.calls).toMatchObject([
      { tool: 'a', answer: { id: 1 } },
      { tool: 'b', answer: { id: 2 } },
    ])
  })

  it('shows a call that is under way, and one that has no answer in what came', async () => {
    upstream.script = async (_, response) => {
      await sleep(20)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end('data: {"jsonrpc":"2.0","method":"notifications/message"}\n\n')
    }
    const answered = call(toolCall('a'))
    while (address.calls.length === 0) await sleep(1)
    expect(address.calls).toMatchObject([{ outcome: 'pending' }])
    await answered
    expect(address.calls).toMatchObject([
      { outcome: 'error', error: expect.stringMatching(/none/) },
    ])
  })

  it('cuts an event that is too large, and reads the one behind it', async () => {
    upstream.script = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const part of eventOf(1, 'é'.repeat(300_000)).match(/.{1,50000}|\r\n/gs) ?? []) {
        response.write(part)
      }
      response.end(eventOf(2, 'short'))
    }
    await call(toolCall('large', { text: 'y'.repeat(300_000) }, 1))
    expect(address.calls).toMatchObject([
      {
        arguments: expect.stringMatching(/^\[not kept: part of a request of 3\d{5} bytes\]$/),
        outcome: 'answered',
        answer: expect.stringMatching(/^\{"id":1,.*é\.\.\. \[cut: 6\d{5} bytes in all\]$/),
      },
    ])
  })

  it('shows an answer on a stream that stays open, with the time at which it came', async () => {
    const { promise: asked, resolve } = Promise.withResolvers<void>()
    upstream.script = async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(eventOf(1, 'done'))
      await asked
      response.end()
    }
    const answered = call(toolCall('a'))
    while (address.calls[0]?.outcome !== 'answered') await sleep(1)
    const [before] = address.calls
    expect(before).toMatchObject({ answer: 'done', durationMs: expect.any(Number) })
    expect(address.isQuiet).toBe(true)
    resolve()
    await answered
    expect(address.calls).toEqual([before])
  })

  it('keeps of what goes beyond 16 MiB the beginning, and how it came out', async () => {
    const text = JSON.stringify({ text: 'x'.repeat(250_000) })
    upstream.script = ({ body }, response) => {
      const { id } = JSON.parse(body) as { readonly id: number }
      const result = { content: [{ type: 'text', text }], isError: id > 67 }
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ id, result }))
    }
    for (let id = 1; id <= 69; id++) await call(toolCall('a', {}, id))
    const last = address.calls.slice(-4)
    expect(last.map(({ outcome }) => outcome)).toEqual([
      'answered',
      'answered',
      'tool-error',
      'tool-error',
    ])
    expect(address.calls[0]?.answer).toEqual(JSON.parse(text))
    expect(last[3]?.answer).toMatch(/^\{"text":"x{991}\.\.\. \[cut: 250\d{3} bytes in all\]$/)
  })

  it('counts those that are more than it keeps', async () => {
    upstream.script = answerTool
    const batch = Array.from({ length: 10_001 }, (_, index) => toolCall('a', {}, index))
    await call(batch)
    expect(address.calls).toHaveLength(10_000)
    expect(address.record.dropped).toBe(1)
  })
})

describe('a read-only lease', () => {
  it('refuses what may change something, before anything is done', async () => {
    open({ readOnly: true, isReadOnlyTool: (tool) => tool === 'look' })
    expect((await call(toolCall('look'))).text).toContain('done')
    const answer = await call(toolCall('write', { text: 'x' }))
    expect([answer.status, errorOf(answer).data.reason]).toEqual([200, 'read_only'])
    const batch = await call([toolCall('look', {}, 1), toolCall('write', {}, 2)])
    expect(JSON.parse(batch.text)).toMatchObject([
      { id: 1, error: {} },
      { id: 2, error: {} },
    ])
    expect((await call({ id: 1, method: 'tasks/start' })).text).toContain('read_only')
    expect((await call({ id: 1, method: 'tools/list' })).status).toBe(200)
    expect(upstream.reached).toHaveLength(2)
    expect(address.refused.map(({ tool }) => tool)).toEqual(['write', 'write'])
    expect(address.calls.map(({ outcome }) => outcome)).toEqual([
      'answered',
      'refused',
      'refused',
      'refused',
    ])
  })
})
