import { describe, expect, it } from 'vitest'

import { type Acquired, acquireClose } from '../acquired.testing.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

function send(emulator: Emulator, method: string, path: string, json?: unknown): Promise<Response> {
  return fetch(`${emulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
}

async function statuses(emulator: Emulator, count: number): Promise<number[]> {
  const found: number[] = []
  for (let call = 0; call < count; call += 1) {
    found.push((await send(emulator, 'GET', '/sandbox')).status)
  }
  return found
}

async function status(acquired: Acquired): Promise<unknown> {
  const details = (await (await acquired.call('GET', '')).json()) as { status: unknown }
  return details.status
}

describe('faults', () => {
  it('refuse with the chosen status and body, as often as told, and do nothing', async () => {
    await using emulator = await startEmulator({
      faults: [
        { kind: 'error', operation: 'acquire', status: 502, body: { oops: true }, times: 1 },
      ],
    })
    const refused = await send(emulator, 'POST', '/sandbox/close')
    expect([refused.status, await refused.json()]).toEqual([502, { oops: true }])
    expect(emulator.sandboxes()).toEqual([])
    expect((await send(emulator, 'POST', '/sandbox/close')).status).toBe(201)
  })

  it('strike the share of calls they are given, the same ones for the same seed', async () => {
    const faults = [{ kind: 'error', rate: 0.3 }] as const
    await using one = await startEmulator({ faults, seed: 7 })
    await using same = await startEmulator({ faults, seed: 7 })
    await using other = await startEmulator({ faults, seed: 8 })
    const struck = await statuses(one, 60)
    expect(await statuses(same, 60)).toEqual(struck)
    expect(await statuses(other, 60)).not.toEqual(struck)
    const share = struck.filter((code) => code === 500).length / struck.length
    expect(share).toBeGreaterThan(0.1)
    expect(share).toBeLessThan(0.5)
  })

  it('spare other operations and servers', async () => {
    await using emulator = await startEmulator({
      faults: [
        { kind: 'exhaust', server: 'close' },
        { kind: 'error', operation: 'dump' },
      ],
    })
    expect((await send(emulator, 'POST', '/sandbox/close')).status).toBe(503)
    expect((await send(emulator, 'POST', '/sandbox/jira')).status).toBe(201)
    expect((await send(emulator, 'GET', '/sandbox')).status).toBe(200)
  })

  it('drop the connection before anything is done', async () => {
    await using emulator = await startEmulator({ faults: [{ kind: 'drop' }] })
    await expect(send(emulator, 'POST', '/sandbox/close')).rejects.toThrow('fetch failed')
    expect(emulator.sandboxes()).toEqual([])
  })

  it('lose the answer after the work is done', async () => {
    await using emulator = await startEmulator({ faults: [{ kind: 'lose' }] })
    await expect(send(emulator, 'POST', '/sandbox/close')).rejects.toThrow('fetch failed')
    expect(emulator.sandboxes()).toMatchObject([{ status: 'occupied' }])
  })

  it('cut the answer in its middle', async () => {
    await using emulator = await startEmulator({ faults: [{ kind: 'truncate' }] })
    const answer = await send(emulator, 'POST', '/sandbox/close')
    expect(answer.status).toBe(201)
    await expect(answer.text()).rejects.toThrow('terminated')
  })

  it('break connections for callers of fetch too', async () => {
    await using emulator = await startEmulator({ faults: [{ kind: 'lose', times: 1 }] })
    const headers = { authorization: `Bearer ${emulator.apiKey}` }
    const list = (): Promise<Response> =>
      emulator.fetch(new Request(`${emulator.url}/sandbox`, { headers }))
    await expect(list()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    emulator.setFaults([{ kind: 'truncate' }])
    const answer = await list()
    await expect(answer.text()).rejects.toThrow('fetch failed')
  })

  it('slow a call down', async () => {
    await using emulator = await startEmulator({
      latencyMs: { list: { from: 20, to: 30 } },
      faults: [{ kind: 'delay', operation: 'list', ms: 30 }],
    })
    const before = performance.now()
    await send(emulator, 'GET', '/sandbox')
    expect(performance.now() - before).toBeGreaterThanOrEqual(49)
  })

  it('leave a sandbox in error, until it is released', async () => {
    await using acquired = await acquireClose({
      faults: [{ kind: 'break', operation: 'reset' }],
    })
    await acquired.call('POST', '/reset')
    expect(await status(acquired)).toBe('error')
    const failed = await acquired.call('POST', '/initialize')
    expect([failed.status, await failed.json()]).toEqual([
      500,
      { detail: 'Failed to initialize sandbox: its status is error' },
    ])
    expect(await (await acquired.call('DELETE', '')).json()).toMatchObject({ status: 'idle' })
    expect(acquired.emulator.sandboxes()).toMatchObject([{ status: 'idle' }])
  })

  it('let a release take effect late', async () => {
    await using acquired = await acquireClose({
      pools: { close: 1 },
      faults: [{ kind: 'linger', operation: 'release', ms: 5000 }],
    })
    await acquired.call('DELETE', '')
    expect((await acquired.call('GET', '')).status).toBe(404)
    const acquire = (): Promise<Response> => send(acquired.emulator, 'POST', '/sandbox/close')
    expect((await acquire()).status).toBe(503)
    acquired.emulator.advanceClock(5001)
    expect((await acquire()).status).toBe(201)
  })

  it('strike tools and REST calls as well', async () => {
    await using acquired = await acquireClose({
      faults: [
        { kind: 'error', operation: 'mcp', status: 502 },
        { kind: 'error', operation: 'rest', status: 503 },
      ],
    })
    expect((await acquired.mcp({ jsonrpc: '2.0', id: 1, method: 'ping' })).status).toBe(502)
    expect((await acquired.rest('GET', '/me/')).status).toBe(503)
  })
})

describe('limits', () => {
  it('let so many calls through, then say when to come back', async () => {
    await using emulator = await startEmulator({ rateLimit: { calls: 2, windowMs: 30_000 } })
    const first = await send(emulator, 'GET', '/sandbox')
    expect(first.headers.get('ratelimit')).toBe('limit=2, remaining=1, reset=30')
    await send(emulator, 'GET', '/sandbox')
    const third = await send(emulator, 'GET', '/sandbox')
    expect(third.status).toBe(429)
    expect(third.headers.get('retry-after')).toBe('30')
    emulator.advanceClock(30_000)
    expect((await send(emulator, 'GET', '/sandbox')).status).toBe(200)
  })
})

describe('time', () => {
  it('ends a lease when its ttl_seconds are over', async () => {
    await using emulator = await startEmulator()
    await send(emulator, 'POST', '/sandbox/close', { ttl_seconds: 60 })
    await send(emulator, 'POST', '/sandbox/jira', { ttl_seconds: null })
    await send(emulator, 'POST', '/sandbox/github')
    const held = async (): Promise<unknown> =>
      ((await (await send(emulator, 'GET', '/sandbox')).json()) as { total_count: number })
        .total_count
    emulator.advanceClock(59_000)
    expect(await held()).toBe(3)
    emulator.advanceClock(1000)
    expect(await held()).toBe(2)
    emulator.advanceClock(7_200_000)
    expect(await held()).toBe(1)
  })

  it('is what records are stamped with', async () => {
    await using acquired = await acquireClose()
    const inAnHour = new Date(Date.now() + 3_600_000)
    acquired.emulator.setClock(inAnHour)
    await acquired.seed()
    const found = await (await acquired.rest('GET', '/lead/?_limit=1')).json()
    const [lead] = (found as { data: [{ date_created: string }] }).data
    const seededAt = Date.parse(lead.date_created)
    expect(seededAt).toBeGreaterThanOrEqual(inAnHour.getTime())
    expect(seededAt).toBeLessThan(inAnHour.getTime() + 60_000)
  })
})

describe('the control endpoint', () => {
  it('steers a running emulator, behind the same key', async () => {
    await using acquired = await acquireClose()
    const { emulator, sandboxId } = acquired
    const put = await send(emulator, 'PUT', '/_sandpit/faults', [{ kind: 'error', status: 418 }])
    expect(await put.json()).toMatchObject({
      calls: { acquire: 1 },
      faults: [{ kind: 'error', status: 418, operation: null, rate: 1 }],
    })
    expect((await send(emulator, 'GET', '/sandbox')).status).toBe(418)
    await send(emulator, 'PUT', '/_sandpit/faults', [])
    await send(emulator, 'POST', `/_sandpit/sandboxes/${sandboxId}/break`)
    expect(await status(acquired)).toBe('error')
    await send(emulator, 'PUT', '/_sandpit/latency', { list: { from: 1, to: 2 } })
    const moved = await send(emulator, 'POST', '/_sandpit/clock', {
      now: '2031-01-01T00:00:00Z',
      advanceMs: 1000,
    })
    expect(await moved.json()).toMatchObject({
      now: expect.stringMatching(/^2031-01-01T00:00:01/),
      latency: { list: { from: 1, to: 2 } },
    })
    expect((await fetch(`${emulator.url}/_sandpit/state`)).status).toBe(401)
  })

  it('refuses what it does not know, by place', async () => {
    await using emulator = await startEmulator()
    const answer = await send(emulator, 'PUT', '/_sandpit/faults', [{ kind: 'eror', rate: 2 }])
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({
      detail: [
        { loc: ['body', 0, 'kind'], type: 'enum' },
        { loc: ['body', 0, 'rate'], msg: 'Input should be a number from 0 to 1' },
      ],
    })
    const moved = await send(emulator, 'POST', '/_sandpit/clock', { now: 'soon' })
    expect(moved.status).toBe(422)
  })
})

describe('options', () => {
  it('that make no sense are refused by name', async () => {
    const faults = [{ kind: 'explode' }] as unknown as []
    await expect(startEmulator({ faults })).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('option faults makes no sense. faults.0.kind:'),
    })
    await expect(startEmulator({ latencyMs: { acquire: -1 } })).rejects.toMatchObject({
      message: expect.stringContaining('latencyMs.acquire: Input should be greater than'),
    })
  })
})
