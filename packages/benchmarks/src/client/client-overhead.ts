import { createClient, type SandboxClient } from '@sandpit/client'
import { ParsedSeed } from '@sandpit/client/service'
import { type CloseLead, sampleCloseData } from '@sandpit/close'
import { closeSeedSchema, closeService } from '@sandpit/close/schema'
import { KlavisClient } from 'klavis'
import { Agent, request } from 'undici'
import { startCannedService } from './client-canned-service.ts'
import { type Measurement, printMeasurements, timeInTurns } from '../measurement.ts'

const apiKey = 'benchmark'
const id = '7f0c5a52-8a0e-4a6e-9a0e-1f2b3c4d5e6f'
const rounds = Number(process.env['SANDPIT_BENCH_ROUNDS'] ?? 1000)

type Raw = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<unknown>

/** What the client adds to the same call over raw undici, and how it compares with the official SDK. */
export async function measureClientOverhead(): Promise<readonly Measurement[]> {
  await using service = await startCannedService()
  await using client = createClient({ apiKey, baseUrl: service.url })
  const agent = new Agent()
  try {
    const raw = rawCalls(agent, service.url)
    return [
      ...(await overRawUndici(client, raw)),
      ...(await manyLeads(client, raw)),
      ...(await againstSdk(client, service.url)),
    ]
  } finally {
    await agent.close()
  }
}

function rawCalls(dispatcher: Agent, url: string): Raw {
  const authorization = `Bearer ${apiKey}`
  return async (method, path, body) => {
    const answer = await request(`${url}${path}`, {
      dispatcher,
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    return answer.body.json()
  }
}

async function overRawUndici(client: SandboxClient, raw: Raw): Promise<Measurement[]> {
  const path = `/sandbox/close/${id}`
  const pairs: [string, () => Promise<unknown>, () => Promise<unknown>, calls?: number][] = [
    ['acquire', () => client.acquire('close'), () => raw('POST', '/sandbox/close', {})],
    ['get', () => client.get('close', id), () => raw('GET', path)],
    ['list', () => client.list(), () => raw('GET', '/sandbox')],
    ['reset', () => client.reset('close', id), () => raw('POST', `${path}/reset`)],
    [
      'initialize, sample',
      () => client.initialize(closeService, id, sampleCloseData),
      () => raw('POST', `${path}/initialize`, sampleCloseData),
    ],
    ['dump, sample', () => client.dump(closeService, id), () => raw('GET', `${path}/dump`)],
    [
      'acquire and release, a call',
      () => takeAndGiveBack(client),
      () => raw('POST', '/sandbox/close', {}).then(() => raw('DELETE', path)),
      2,
    ],
  ]
  const measured: Measurement[] = []
  for (const [name, ours, theirs, calls = 1] of pairs) {
    const times = await timeInTurns(rounds, ours, theirs)
    measured.push({
      name: `${name}: added to raw undici`,
      unit: 'ms',
      ...times,
      value: times.difference / calls,
      atMost: 0.15,
    })
  }
  return measured
}

/** A release of what the client acquired itself; of anything else it would look first. */
async function takeAndGiveBack(client: SandboxClient): Promise<void> {
  const { sandboxId } = await client.acquire('close')
  await client.release('close', sandboxId)
}

/**
 * A large seed, of data that was parsed before and of data that was not: there, what a user would
 * write by hand asks the schema too.
 */
async function manyLeads(client: SandboxClient, raw: Raw): Promise<readonly Measurement[]> {
  const seed = { leads: tenThousandLeads() }
  const parsed = ParsedSeed.of(closeService, seed)
  const sendRaw = (body: unknown): Promise<unknown> =>
    raw('POST', `/sandbox/close/${id}/initialize`, body)
  return [
    await measureLarge(
      'parsed before: times raw undici',
      () => client.initialize(closeService, id, parsed),
      () => sendRaw(seed),
    ),
    await measureLarge(
      'not parsed: times zod and raw undici',
      () => client.initialize(closeService, id, seed),
      () => sendRaw(closeSeedSchema.parse(seed)),
    ),
  ]
}

/** Leads of their own each: the same few again and again would stay in the cache. */
function tenThousandLeads(): readonly CloseLead[] {
  const leads = sampleCloseData.leads ?? []
  const text = JSON.stringify(leads)
  return Array.from({ length: 10_000 / leads.length }, () => JSON.parse(text) as CloseLead[]).flat()
}

async function measureLarge(
  what: string,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<Measurement> {
  const times = await timeInTurns(20, ours, theirs)
  const value = times.ours / times.theirs
  return { name: `initialize, 10,000 leads, ${what}`, unit: 'ms', ...times, value, atMost: 1.5 }
}

async function againstSdk(client: SandboxClient, url: string): Promise<Measurement[]> {
  const { sandbox } = new KlavisClient({ apiKey, baseUrl: url })
  const pairs: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
    ['acquire', () => client.acquire('close'), async () => sandbox.createSandbox('close')],
    ['get', () => client.get('close', id), async () => sandbox.getSandbox('close', id)],
    ['reset', () => client.reset('close', id), async () => sandbox.resetSandbox('close', id)],
    [
      'acquire and release',
      () => takeAndGiveBack(client),
      () => sandbox.createSandbox('close').then(() => sandbox.deleteSandbox('close', id)),
    ],
  ]
  const measured: Measurement[] = []
  for (const [name, ours, theirs] of pairs) {
    const times = await timeInTurns(rounds / 2, ours, theirs)
    const value = times.ours / times.theirs
    measured.push({
      name: `${name}: times the official SDK`,
      unit: 'ms',
      ...times,
      value,
      atMost: 1,
    })
  }
  return measured
}

if (process.argv[1] === import.meta.filename)
  printMeasurements('client overhead', await measureClientOverhead())
