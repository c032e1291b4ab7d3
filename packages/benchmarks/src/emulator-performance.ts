import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sampleCloseData } from '@sandpit/close'
import { type Measurement, median, printMeasurements } from './client-measurement.ts'
import { serve, type Served } from './emulator-bare-server.ts'
import { acquire, type Call, post, seed, timeCalls } from './emulator-calls.ts'
import { againstPrism } from './emulator-prism.ts'

const ROUNDS = 7
const CALLS_A_ROUND = 1500

/** The emulator against a bare `node:http` server, and against the targets that have no rival. */
export async function measureEmulator(): Promise<readonly Measurement[]> {
  return [
    await startUp(),
    ...(await rates()),
    ...(await againstPrism()),
    ...(await largeSandboxes()),
    await memory(),
  ]
}

/** From spawning the command to its first answer. */
async function startUp(): Promise<Measurement> {
  const bin = fileURLToPath(new URL('../../cli/bin/sandpit.js', import.meta.url))
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now()
    const child = spawn(process.execPath, [bin, 'emulator', '--port', '0', '--api-key', 'KEY'])
    const [printed] = (await once(child.stdout, 'data')) as [Buffer]
    const url = /http:\S+/.exec(String(printed))?.[0] ?? ''
    await fetch(`${url}/sandbox`, { headers: { authorization: 'Bearer KEY' } })
    times.push(performance.now() - startedAt)
    child.kill()
    await once(child, 'exit')
  }
  return alone('spawned to first answer', 'ms', median(times), 300)
}

/** Calls a second, in turns with the bare server's; the value is bare time over ours. */
async function rates(): Promise<readonly Measurement[]> {
  await using emulator = await serve('emulator')
  await using bare = await serve('bare')
  const sandbox = await acquire(emulator)
  await seed(emulator, sandbox, sampleCloseData)
  const token = await accessToken(emulator, sandbox)
  const calls: readonly [string, Call][] = [
    ['details', { method: 'GET', path: `/sandbox/close/${sandbox}` }],
    ['list', { method: 'GET', path: '/sandbox' }],
    // What this takes over 'details' is the JSON of the state. Keeping that text until the state
    // changes would save it, and would hold every dumped sandbox in memory twice.
    ['dump of the sample', { method: 'GET', path: `/sandbox/close/${sandbox}/dump` }],
    ['reset', { method: 'POST', path: `/sandbox/close/${sandbox}/reset` }],
    ['REST me', { method: 'GET', path: '/close/api/v1/me/', token }],
    [
      'REST create a lead',
      { method: 'POST', path: '/close/api/v1/lead/', token, body: '{"name":"x"}' },
    ],
  ]
  const measured: Measurement[] = []
  for (const [name, call] of calls) measured.push(await inTurns(name, call, emulator, bare))
  return measured
}

async function inTurns(
  name: string,
  call: Call,
  emulator: Served,
  bare: Served,
): Promise<Measurement> {
  const times: [number, number][] = []
  const bareCall = { ...call, path: `/${await answerLength(emulator, call)}` }
  await timeCalls(emulator, call, CALLS_A_ROUND)
  await timeCalls(bare, bareCall, CALLS_A_ROUND)
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await timeCalls(emulator, call, CALLS_A_ROUND)
    times.push([ours, await timeCalls(bare, bareCall, CALLS_A_ROUND)])
  }
  const ours = median(times.map(([one]) => one))
  const theirs = median(times.map(([, other]) => other))
  const value = median(times.map(([one, other]) => one / other))
  return { name: `${name}: time over a bare server's`, unit: 'ms', ours, theirs, value, atMost: 2 }
}

/** How many bytes the emulator answers with, so that the bare server may do the same. */
async function answerLength({ url, apiKey }: Served, call: Call): Promise<number> {
  const answer = await fetch(`${url}${call.path}`, {
    method: call.method,
    headers: {
      authorization: `Bearer ${call.token ?? apiKey}`,
      'content-type': 'application/json',
    },
    ...(call.body !== undefined && { body: call.body }),
  })
  return (await answer.text()).length
}

async function largeSandboxes(): Promise<readonly Measurement[]> {
  await using emulator = await serve('emulator')
  const thousand = await acquire(emulator)
  await seed(emulator, thousand, leads(1000))
  const url = await mcpUrl(emulator, thousand)
  const listTools = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  const params = { name: 'close_list_leads', arguments: { limit: 10 } }
  const callTool = { jsonrpc: '2.0', id: 1, method: 'tools/call', params }
  const big = await acquire(emulator)
  const [initialized, resets] = [[] as number[], [] as number[]]
  const data = leads(10_000)
  for (let round = 0; round < ROUNDS; round += 1) {
    initialized.push(await timed(() => seed(emulator, big, data)))
    // What seeding left to be collected is not the reset's to pay.
    await setTimeout(200)
    const detailsMs = await timed(() => details(emulator, big))
    const resetMs = await timed(() => post(emulator, `/sandbox/close/${big}/reset`))
    resets.push(resetMs - detailsMs)
  }
  await seed(emulator, big, data)
  const search = await searcher(emulator, big)
  return [
    alone('tools/list', 'ms', await often(() => sendMcp(url, listTools)), 5),
    alone('a tool call with 1,000 leads', 'ms', await often(() => sendMcp(url, callTool)), 3),
    alone('initialize with 10,000 leads', 'ms', median(initialized), 200),
    alone('search over 10,000 leads', 'ms', await often(search), 30),
    alone('reset of 10,000 leads, over asking for details', 'ms', median(resets), 1),
  ]
}

async function memory(): Promise<Measurement> {
  await using emulator = await serve('emulator')
  const data = leads(1000)
  for (let count = 0; count < 200; count += 1) await seed(emulator, await acquire(emulator), data)
  const mebibytes = await emulator.memoryMiB()
  return alone('200 sandboxes of 1,000 leads', 'MiB', mebibytes, 1024)
}

interface Details {
  readonly server_url: string
  readonly auth_data: { readonly access_token: string }
}

async function details(served: Served, sandboxId: string): Promise<Details> {
  const headers = { authorization: `Bearer ${served.apiKey}` }
  const answer = await fetch(`${served.url}/sandbox/close/${sandboxId}`, { headers })
  return (await answer.json()) as Details
}

async function accessToken(served: Served, sandboxId: string): Promise<string> {
  return (await details(served, sandboxId)).auth_data.access_token
}

async function mcpUrl(served: Served, sandboxId: string): Promise<string> {
  return (await details(served, sandboxId)).server_url
}

async function sendMcp(url: string, message: unknown): Promise<void> {
  const accept = 'application/json, text/event-stream'
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(message),
  })
  await answer.text()
}

async function searcher(served: Served, sandboxId: string): Promise<() => Promise<void>> {
  const headers = { authorization: `Bearer ${await accessToken(served, sandboxId)}` }
  const query = new URLSearchParams({ query: 'company 9999', _limit: '1' })
  const url = `${served.url}/close/api/v1/lead/?${query.toString()}`
  return async () => void (await (await fetch(url, { headers })).text())
}

/** Leads like the sample's: each with contacts, opportunities and tasks. */
function leads(count: number): { readonly leads: readonly unknown[] } {
  const samples = sampleCloseData.leads ?? []
  return {
    leads: Array.from({ length: count }, (_, index) => ({
      ...samples[index % samples.length],
      name: `Company ${index}`,
    })),
  }
}

async function often(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 60; round += 1) times.push(await timed(work))
  return median(times.slice(10))
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

function alone(name: string, unit: 'ms' | 'MiB', value: number, atMost: number): Measurement {
  return { name, unit, ours: value, theirs: undefined, value, atMost }
}

if (process.argv[1] === import.meta.filename) {
  printMeasurements('emulator', await measureEmulator())
}
