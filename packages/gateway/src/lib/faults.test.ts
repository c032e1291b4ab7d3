import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Address } from './address.ts'
import type { CallFault } from '@sandpit/client/tool-call'
import { type Gateway, startGateway } from './gateway.ts'
import { errorOf, post, type PostInit, toolCall } from './posted.testing.ts'
import { type ScriptedUpstream, startUpstream } from './scripted-upstream.testing.ts'

let upstream: ScriptedUpstream
let gateway: Gateway
let address: Address

beforeEach(async () => {
  upstream = await startUpstream()
  gateway = await startGateway({ graceMs: 100, settleMs: 100 })
})

afterEach(async () => {
  await gateway.close()
  await upstream[Symbol.asyncDispose]()
})

function open(...faults: readonly CallFault[]): void {
  address = gateway.open({ mcp: { close: upstream.mcpUrl }, faults })
}

function call(tool = 'a', init?: PostInit): ReturnType<typeof post> {
  return post(address.mcpUrls['close'] ?? '', toolCall(tool), init)
}

/** Whether the work of each of some calls was done. */
async function worked(tools: readonly string[]): Promise<readonly boolean[]> {
  const each: boolean[] = []
  for (const tool of tools) {
    const before = upstream.reached.length
    await call(tool).catch(() => {})
    each.push(upstream.reached.length > before)
  }
  return each
}

describe('which calls fail', () => {
  it('the first of a tool, by default', async () => {
    open({ kind: 'drop', tool: 'b' })
    expect(await worked(['a', 'b', 'b', 'a'])).toEqual([true, false, true, true])
  })

  it('some in a row from the nth on, of any tool', async () => {
    open({ kind: 'drop', nth: 2, times: 2 })
    expect(await worked(['a', 'b', 'c', 'd'])).toEqual([true, false, false, true])
  })

  it('all of them, from when it is set until others are', async () => {
    open()
    expect(await worked(['a'])).toEqual([true])
    address.faults.set([{ kind: 'drop', times: 'always' }])
    expect(await worked(['a', 'a', 'a'])).toEqual([false, false, false])
    address.faults.set([])
    expect(await worked(['a'])).toEqual([true])
  })

  it('each fault counts by itself, and the first that strikes is the one', async () => {
    open({ kind: 'tool-error', nth: 2 }, { kind: 'drop', nth: 2, times: 2 })
    await worked(['a', 'a', 'a', 'a'])
    expect(address.calls.map(({ fault }) => fault)).toEqual([
      undefined,
      'tool-error',
      'drop',
      undefined,
    ])
  })
})

it('those that struck no call are told when the lease is over, also of a list that was replaced', async () => {
  const told: unknown[] = []
  await using listening = await startGateway({ onUnstruckFault: (one) => told.push(one) })
  const faults: readonly CallFault[] = [{ kind: 'drop', tool: 'b' }, { kind: 'tool-error' }]
  address = listening.open({ label: 'a test', mcp: { close: upstream.mcpUrl }, faults })
  await call('a')
  address.faults.set([{ kind: 'hang', nth: 3 }])
  await call('a')
  expect(told).toEqual([])
  await address.end()
  expect(told).toEqual([
    { label: 'a test', fault: { kind: 'drop', tool: 'b' } },
    { label: 'a test', fault: { kind: 'hang', nth: 3 } },
  ])
})

describe('how they fail', () => {
  it.each(['before', 'after'] as const)('%s the work: as answers', async (when) => {
    open(
      { kind: 'tool-error', message: 'out of tea', when },
      { kind: 'json-rpc-error', code: -1, message: 'no', nth: 2, when },
      { kind: 'status', status: 429, retryAfterSeconds: 7, nth: 3, when },
    )
    expect(JSON.parse((await call()).text)).toMatchObject({
      id: 1,
      result: { isError: true, content: [{ text: 'out of tea' }] },
    })
    const answer = await call()
    expect([answer.status, errorOf(answer)]).toMatchObject([200, { code: -1, message: 'no' }])
    const { status, headers } = await call()
    expect([status, headers.get('retry-after')]).toEqual([429, '7'])
    expect(upstream.reached).toHaveLength(when === 'before' ? 0 : 3)
    expect(address.calls).toMatchObject([
      { outcome: 'tool-error', error: 'out of tea', fault: 'tool-error' },
      { outcome: 'error', error: 'no', fault: 'json-rpc-error' },
      { outcome: 'error', error: 'HTTP 429, as the test asked for.', fault: 'status' },
    ])
    expect(await address.end()).toBe('known')
  })

  it.each(['before', 'after'] as const)('%s the work: without an answer', async (when) => {
    open({ kind: 'drop', when }, { kind: 'truncate', nth: 2, when })
    await expect(call()).rejects.toThrow('fetch failed')
    const url = address.mcpUrls['close'] ?? ''
    const half = await fetch(url, { method: 'POST', body: JSON.stringify(toolCall('a')) })
    expect(half.status).toBe(200)
    await expect(half.text()).rejects.toThrow('terminated')
    expect(upstream.reached).toHaveLength(when === 'before' ? 0 : 2)
    expect(address.calls).toMatchObject([{ outcome: 'lost' }, { outcome: 'lost' }])
    expect(await address.end()).toBe('known')
  })

  it.each(['before', 'after'] as const)('%s the work: never, until the end', async (when) => {
    open({ kind: 'hang', when })
    const outcome = call().catch((error: unknown) => error)
    await sleep(50)
    expect(address.calls).toMatchObject([{ outcome: 'pending' }])
    expect(upstream.reached).toHaveLength(when === 'before' ? 0 : 1)
    expect(await address.end()).toBe('known')
    expect(await outcome).toMatchObject({ message: 'fetch failed' })
    expect(address.calls).toMatchObject([{ outcome: 'lost', fault: 'hang' }])
  })

  it.each(['before', 'after'] as const)('late, %s the work', async (when) => {
    open({ kind: 'delay', ms: 60, when })
    const started = performance.now()
    const answer = call()
    await sleep(30)
    expect(upstream.reached).toHaveLength(when === 'before' ? 0 : 1)
    expect((await answer).text).toContain('done')
    expect(performance.now() - started).toBeGreaterThanOrEqual(55)
    expect(address.calls).toMatchObject([{ outcome: 'answered', fault: 'delay' }])
  })

  it('never sends a delayed call when its lease is over', async () => {
    open({ kind: 'delay', ms: 60 })
    const answer = call()
    await sleep(20)
    expect(await address.end()).toBe('known')
    expect(errorOf(await answer).data.reason).toBe('lease_over')
    await sleep(60)
    expect(upstream.reached).toEqual([])
  })
})

describe('what is no fault', () => {
  it.each([
    [{}, "its kind is 'undefined', not one of tool-error,"],
    [[{ kind: 'explode' }], "its kind is 'explode'"],
    [[{ kind: 'drop', tols: 'a' }], "a 'drop' has no 'tols'"],
    [[{ kind: 'drop', ms: 1 }], "a 'drop' has no 'ms'"],
    [[{ kind: 'delay' }], "a 'delay' needs 'ms'"],
    [[{ kind: 'status' }], "a 'status' needs 'status'"],
    [[{ kind: 'status', status: 200 }], "'status' is 200, not from 400 to 599"],
    [[{ kind: 'drop', nth: 0 }], "'nth' is 0, not a whole number from 1"],
    [[{ kind: 'drop', times: 0 }], "'times' is 0, not a whole number from 1, or 'always'"],
    [[{ kind: 'drop', times: 'ever' }], '\'times\' is "ever", not a whole number from 1, or'],
    [[{ kind: 'drop', when: 'during' }], "not 'before' or 'after'"],
    ['drop', 'faults are a list, not string'],
    [['drop'], 'a fault is an object, not drop'],
  ])('%j', (faults, message) => {
    const listed = Array.isArray(faults) || typeof faults === 'string' ? faults : [faults]
    const opening = (): Address => gateway.open({ mcp: {}, faults: listed })
    expect(opening).toThrow(expect.objectContaining({ code: 'configuration' }))
    expect(opening).toThrow(message)
  })
})
