import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sampleCloseData } from '@sandpit/close'
import { type Measurement, median, printMeasurements } from '../measurement.ts'
import { serve, type Served } from './emulator-bare-server.ts'
import { acquire, leads, post, seed } from './emulator-calls.ts'
import { type Call, timeCalls, warmUp } from './emulator-load.ts'
import { againstPrism } from './emulator-prism.ts'

const ROUNDS = 7
/** Short turns, and many: whatever else the machine does falls on both sides. */
const TURNS = 25
const CALLS_A_TURN = 400

/** The emulator against a bare `node:http` server, and against the targets that have no rival. */
export async function measureEmulator(): Promise<readonly Measurement[]> {
  return [
    await startUp(),
    ...(await rates()),
    ...(await againstPrism()),
    ...(await largeSandboxes()),
    ...(await memory()),
  ]
}

/** From spawning the command to its first answer. */
async function startUp(): Promise<Measurement> {
  const bin = fileURLToPath(new URL('../../../cli/bin/sandpit.js', import.meta.url))
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
  const changed = await acquire(emulator)
  await seed(emulator, changed, sampleCloseData)
  await createLead(emulator, changed)
  const calls: readonly [string, Call][] = [
    ['details', { method: 'GET', path: `/sandbox/close/${sandbox}` }],
    ['list', { method: 'GET', path: '/sandbox' }],
    ['dump of the sample', { method: 'GET', path: `/sandbox/close/${sandbox}/dump` }],
    ['dump of a changed sample', { method: 'GET', path: `/sandbox/close/${changed}/dump` }],
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
  await warmUp(emulator, call)
  await warmUp(bare, bareCall)
  for (let turn = 0; turn < TURNS; turn += 1) {
    const ours = await timeCalls(emulator, call, CALLS_A_TURN)
    times.push([ours, await timeCalls(bare, bareCall, CALLS_A_TURN)])
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
  const [initialized, looks, resets] = [[] as number[], [] as number[], [] as number[]]
  const data = leads(10_000)
  // Never the same one: the emulator would know it.
  const bodyOf = (round: number): string =>
    JSON.stringify({ leads: [...data.leads, { name: `Round ${round}` }] })
  const look = await asker(emulator, big, '/lead/?_limit=1')
  for (let round = 0; round < ROUNDS; round += 1) {
    const body = bodyOf(round)
    initialized.push(await timed(() => seed(emulator, big, body)))
    looks.push(await timed(look))
    // What seeding left to be collected is not the reset's to pay.
    await setTimeout(200)
    const detailsMs = await timed(() => details(emulator, big))
    const resetMs = await timed(() => post(emulator, `/sandbox/close/${big}/reset`))
    resets.push(resetMs - detailsMs)
  }
  await seed(emulator, big, data)
  const search = await asker(emulator, big, '/lead/?query=company+9999&_limit=1')
  return [
    alone('tools/list', 'ms', await often(() => sendMcp(url, listTools)), 5),
    alone('a tool call with 1,000 leads', 'ms', await often(() => sendMcp(url, callTool)), 3),
    alone('initialize with 10,000 leads', 'ms', median(initialized), 200),
    { ...alone('the first look at 10,000 leads', 'ms', median(looks), 0), atMost: undefined },
    alone('search over 10,000 leads', 'ms', await often(search), 30),
    alone('reset of 10,000 leads, over asking for details', 'ms', median(resets), 1),
  ]
}

/** Seeded, and looked into: records of everything are there. */
async function memory(): Promise<readonly Measurement[]> {
  await using emulator = await serve('emulator')
  const sandboxes: string[] = []
  const data = leads(1000)
  for (let count = 0; count < 200; count += 1) {
    const sandbox = await acquire(emulator)
    sandboxes.push(sandbox)
    // Seeds of their own: one seed for all would be kept once.
    await seed(emulator, sandbox, { leads: [...data.leads, { name: `Company of ${count}` }] })
  }
  const seeded = await emulator.memoryMiB()
  for (const sandbox of sandboxes) await (await asker(emulator, sandbox, '/lead/?_limit=1'))()
  return [
    alone('200 sandboxes of 1,000 leads, seeded', 'MiB', seeded, 1024),
    alone('200 sandboxes of 1,000 leads, all looked into', 'MiB', await emulator.memoryMiB(), 1024),
  ]
}

/** Makes records of what was seeded, and changes it. */
async function createLead(served: Served, sandboxId: string): Promise<void> {
  const token = await accessToken(served, sandboxId)
  await fetch(`${served.url}/close/api/v1/lead/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'One more' }),
  })
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

/** Asks Close's REST API for something, as often as it is called. */
async function asker(
  served: Served,
  sandboxId: string,
  path: string,
): Promise<() => Promise<void>> {
  const headers = { authorization: `Bearer ${await accessToken(served, sandboxId)}` }
  const url = `${served.url}/close/api/v1${path}`
  return async () => void (await (await fetch(url, { headers })).text())
}

/** A suite of some hundred tests calls about as often. */
async function often(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 300; round += 1) times.push(await timed(work))
  return median(times)
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
