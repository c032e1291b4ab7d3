import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Agent, request } from 'undici'
import { serve } from '../emulator/emulator-bare-server.ts'
import { acquire, leads, seed } from '../emulator/emulator-calls.ts'
import { type Measurement, median } from '../measurement.ts'
import type { GatewayNews } from './gateway-process.ts'

const TURNS = 15
const CALLS_ONE_BY_ONE = 150
const CALLS_AT_A_TIME = 50
const CALLS_TOGETHER = 1500
const STREAMS = 1000
const LARGE_MIB = 100

/** A tool call through the gateway against the same call direct; each part in a process of its own. */
export async function measureGateway(): Promise<readonly Measurement[]> {
  return [...(await calls()), await largeAnswer(), await openStreams()]
}

async function calls(): Promise<readonly Measurement[]> {
  await using emulator = await serve('emulator')
  const sandbox = await acquire(emulator)
  await seed(emulator, sandbox, leads(10))
  const direct = await mcpUrlOf(emulator, sandbox)
  using gateway = await forkGateway(direct)
  const agent = new Agent({ connections: CALLS_AT_A_TIME })
  const [alone, together]: [Pair[], Pair[]] = [[], []]
  for (let turn = -3; turn < TURNS; turn++) {
    const one = await pair(turn, (url) => timeCalls(agent, url, CALLS_ONE_BY_ONE, 1), [
      gateway.mcpUrl,
      direct,
    ])
    const many = await pair(turn, (url) => timeCalls(agent, url, CALLS_TOGETHER, CALLS_AT_A_TIME), [
      gateway.mcpUrl,
      direct,
    ])
    if (turn >= 0) alone.push(one)
    if (turn >= 0) together.push(many)
  }
  await agent.close()
  return [
    difference('tool call: median, more than direct', alone, ({ medianMs }) => medianMs, 0.4),
    difference(
      '50 at a time: 99th percentile, more than direct',
      together,
      ({ p99Ms }) => p99Ms,
      1,
    ),
    ratio('50 at a time: time over direct', together, 2),
  ]
}

interface Timed {
  readonly medianMs: number
  readonly p99Ms: number
  readonly totalMs: number
}

interface Pair {
  readonly ours: Timed
  readonly theirs: Timed
}

/** Both in turns, each the first as often, so that whatever else the machine does falls on both. */
async function pair(
  turn: number,
  measure: (url: string) => Promise<Timed>,
  [ours, theirs]: readonly [ours: string, theirs: string],
): Promise<Pair> {
  if (turn % 2 === 0) return { ours: await measure(ours), theirs: await measure(theirs) }
  const direct = await measure(theirs)
  return { ours: await measure(ours), theirs: direct }
}

async function timeCalls(
  dispatcher: Agent,
  url: string,
  count: number,
  atATime: number,
): Promise<Timed> {
  const times: number[] = []
  let left = count
  const started = performance.now()
  const caller = async (): Promise<void> => {
    while (left-- > 0) {
      const calledAt = performance.now()
      const answer = await request(url, { dispatcher, method: 'POST', headers, body: toolCall })
      const text = await answer.body.text()
      if (!text.includes('"result"')) throw new Error(text.slice(0, 300))
      times.push(performance.now() - calledAt)
    }
  }
  await Promise.all(Array.from({ length: atATime }, caller))
  const totalMs = performance.now() - started
  const sorted = times.toSorted((one, other) => one - other)
  const p99Ms = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN
  return { medianMs: median(times), p99Ms, totalMs }
}

const headers = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
}

const toolCall = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'close_list_leads', arguments: { limit: 10 } },
})

async function largeAnswer(): Promise<Measurement> {
  const upstream = await forkUpstream()
  using gateway = await forkGateway(upstream.url)
  const load = async (): Promise<number> => {
    const answer = await request(gateway.mcpUrl, { method: 'POST', headers, body: toolCall })
    let bytes = 0
    for await (const part of answer.body) bytes += (part as Buffer).length
    if (bytes < LARGE_MIB * 1024 * 1024) throw new Error(`only ${bytes} bytes came`)
    return gateway.peakMiB()
  }
  const idle = await gateway.peakMiB()
  const first = await load()
  const times = [first, await load(), await load()]
  upstream.child.kill()
  const ours = Math.max(...times)
  return {
    name: `${LARGE_MIB} MiB answer: memory above idle`,
    unit: 'MiB',
    ours,
    theirs: idle,
    value: ours - idle,
    atMost: 64,
  }
}

async function openStreams(): Promise<Measurement> {
  const upstream = await forkUpstream()
  using gateway = await forkGateway(upstream.url)
  const agent = new Agent({ bodyTimeout: 0 })
  const started = performance.now()
  const open = await Promise.all(
    Array.from({ length: STREAMS }, () => request(gateway.mcpUrl, { dispatcher: agent })),
  )
  const heard = open.map(({ body }) => once(body, 'data'))
  upstream.child.send('tell')
  await Promise.all(heard)
  const ours = performance.now() - started
  await agent.destroy()
  upstream.child.kill()
  return {
    name: `${STREAMS} streams, opened and told something`,
    unit: 'ms',
    ours,
    theirs: undefined,
    value: ours,
    atMost: 5000,
  }
}

async function forkUpstream(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = fork(fileURLToPath(new URL('gateway-upstream.js', import.meta.url)))
  const [url] = (await once(child, 'message')) as [string]
  return { child, url }
}

async function forkGateway(upstream: string): Promise<
  Disposable & {
    readonly mcpUrl: string
    readonly peakMiB: () => Promise<number>
  }
> {
  const child = fork(fileURLToPath(new URL('gateway-process.js', import.meta.url)), [upstream])
  const [started] = (await once(child, 'message')) as [GatewayNews]
  return {
    mcpUrl: 'mcpUrl' in started ? started.mcpUrl : '',
    async peakMiB() {
      child.send('how much?')
      const [news] = (await once(child, 'message')) as [GatewayNews]
      return 'peakMiB' in news ? news.peakMiB : Number.NaN
    },
    [Symbol.dispose]: () => void child.kill(),
  }
}

async function mcpUrlOf(
  { url, apiKey }: { readonly url: string; readonly apiKey: string },
  sandbox: string,
): Promise<string> {
  const answer = await fetch(`${url}/sandbox/close/${sandbox}`, {
    headers: { authorization: `Bearer ${apiKey}` },
  })
  return ((await answer.json()) as { server_url: string }).server_url
}

function difference(
  name: string,
  pairs: readonly Pair[],
  of: (timed: Timed) => number,
  atMost: number,
): Measurement {
  const ours = median(pairs.map((each) => of(each.ours)))
  const theirs = median(pairs.map((each) => of(each.theirs)))
  const value = median(pairs.map((each) => of(each.ours) - of(each.theirs)))
  return { name, unit: 'ms', ours, theirs, value, atMost }
}

function ratio(name: string, pairs: readonly Pair[], atMost: number): Measurement {
  const ours = median(pairs.map((each) => each.ours.totalMs))
  const theirs = median(pairs.map((each) => each.theirs.totalMs))
  const value = median(pairs.map((each) => each.ours.totalMs / each.theirs.totalMs))
  return { name, unit: 'ms', ours, theirs, value, atMost }
}
