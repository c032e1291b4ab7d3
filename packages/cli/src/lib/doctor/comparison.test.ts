import {
  plantedDifferences,
  queuedReleases,
  type Service,
  standInWith,
  talkative,
} from '@sandpit/fixture-projects'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Trial } from '../contract/trial.ts'
import { compareServices, type Comparison } from './comparison.ts'
import { describeComparison } from './comparison-text.ts'
import { type TriedService, tryService } from './tried-service.ts'

const get = 'GET /sandbox/close/{sandbox_id}'
const reset = 'POST /sandbox/close/{sandbox_id}/reset'
const tools = 'MCP tools/list'
const note = 'close_create_note_activity'
const notFound = "'Sandbox '[id]' not found for server 'close''"

/** What is found of each difference that is planted: kind, call, place, service, emulator. */
const found: Readonly<Record<string, readonly string[]>> = {
  'a missing field': [`missing field | ${get} | benchmark | missing | null`],
  'an extra field': [
    'extra field | GET /sandbox | sandboxes[].owner | string | missing',
    'extra field | GET /sandbox?tags | sandboxes[].owner | string | missing',
  ],
  'an extra field of what is listed by tags': [
    'extra field | GET /sandbox?tags | sandboxes[].owner | string | missing',
  ],
  'a renamed field': [`renamed field | ${get} | updated_at | updated_on | updated_at`],
  'another type': [
    'type | GET /sandbox | total_count | string | integer',
    'type | GET /sandbox?tags | total_count | string | integer',
  ],
  'a field that may be null': [
    `type | ${reset} | message | null | 'Reset completed. Deleted [n] leads.'`,
  ],
  'a time without a zone': [`type | ${get} | updated_at | date-time without a zone | date-time`],
  'other words': [
    "text | DELETE /sandbox/close/{sandbox_id}?instance_id | message | 'Gone: [n] things' | 'Sandbox [id] released successfully and is now available for reuse'",
  ],
  'another status': [
    'promise | acquire | hands out an occupied sandbox with an MCP address | broken: it is not occupied | kept',
    "text | POST /sandbox/close | status | 'running' | 'occupied'",
  ],
  'another code': ['code | POST /sandbox/close |  | 200 | 201'],
  'another error body': [
    `missing field | ${get} | detail | missing | ${notFound}`,
    `extra field | ${get} | error | object | missing`,
  ],
  'another code for an error': [
    'promise | unknown sandbox | does not know a sandbox that is not there | the call failed: service | kept',
    `code | ${get} |  | 410 | 404`,
  ],
  'an error that is no JSON': [`type | ${get} | the answer | string | object`],
  'a missing tool': [`missing tool | ${tools} | ${note} | missing | there`],
  'an extra tool': [`extra tool | ${tools} | close_dance | there | missing`],
  "a tool's changed schema": [
    `tool schema | ${tools} | ${note}: properties.note.type | nothing | "string"`,
    `tool schema | ${tools} | ${note}: properties.user_id.type | nothing | "string"`,
    `tool schema | ${tools} | ${note}: required | "lead_id" | "lead_id", "note"`,
    `tool schema | ${tools} | ${note}: properties.lead_id.maxLength | 40 | nothing`,
  ],
  'slow answers': [`slow | ${reset} |  | N ms | N ms`],
  'answers that lag': [
    'late | get |  | shows it after N ms | at once',
    `code | ${get} |  | 404, 200 | 200`,
  ],
  'a list alone that lags': ['late | list |  | shows it after N ms | at once'],
  'a 500 that stays': [
    'promise | reset | is empty after a reset, at the same address | the call failed: service | kept',
    `code | ${reset} |  | 500 | 200`,
    `code | ${get}/dump |  | not called | 200`,
    `code | ${get} |  | not called | 200`,
    'promise | seed | dumps what it was initialized with | broken: its dump differs from the seed in 5 places | kept',
  ],
  'a 502 that passes': ['code | GET /sandbox |  | 502, 200 | 200'],
  'any key': [
    'promise | wrong key | refuses a wrong key | broken: it is not refused | kept',
    'code | GET /sandbox |  | 200 | 401',
  ],
  'a seed that is lost': [
    'promise | seed | dumps what it was initialized with | broken: its dump differs from the seed in 5 places | kept',
    'promise | tools | has tools, and they see what the sandbox holds | broken: close_list_leads does not show 5 of the leads | kept',
  ],
}

const surroundings = { sandpit: '1.0.0', node: '24.0.0', system: 'linux x64', service: 'It' }

describe('the comparison of a service with the emulator', () => {
  let emulator: Emulator
  let reference: TriedService
  beforeAll(async () => {
    emulator = await startEmulator()
    reference = await tried(emulator)
  })
  afterAll(() => emulator.close())

  it.each(Object.entries(plantedDifferences))('finds %s, and nothing else', async (name, plant) => {
    using service = await standInWith(emulator, [plant()])
    const there = await tried(service)
    expect(there.end).toEqual({ left: 0, failures: [] })
    const slowMs = name === 'slow answers' ? 1000 : Infinity
    expect(told(compareServices(there, reference, slowMs))).toEqual(found[name])
  })

  it('finds none where there is none', async () => {
    const comparison = compareServices(await tried(emulator), reference)
    expect(comparison.differences).toEqual([])
    expect(describeComparison(comparison, surroundings)).toMatch(
      /^## It and the emulator: 0 differences\n[^]*Nothing was left behind/,
    )
  })

  it('waits for a release that takes its time', async () => {
    using service = await standInWith(emulator, [queuedReleases(1)])
    expect((await tried(service)).end).toEqual({ left: 0, failures: [] })
  })

  it('tells what a service keeps', async () => {
    await using keeping = await startEmulator()
    using service = await standInWith(keeping, [queuedReleases(Infinity)])
    const there = await tried(service)
    expect(there.end).toMatchObject({ left: 1, failures: [{ code: 'release_failed' }] })
    const text = describeComparison(compareServices(there, reference), surroundings)
    expect(text).toMatch(/Left behind: a sandbox, by the list of the service\.\n$/)
  })

  it('shows no key, id or address, wherever a service writes them', async () => {
    const secrets: string[] = []
    using service = await standInWith(emulator, [talkative(secrets)])
    const comparison = compareServices(await tried(service), reference)
    const shown = [JSON.stringify(comparison), describeComparison(comparison, surroundings)].join()
    expect(comparison.differences.length).toBeGreaterThan(5)
    expect(new Set(secrets).size).toBeGreaterThanOrEqual(4)
    for (const secret of secrets) expect(shown).not.toContain(secret)
  })
})

function tried({ apiKey, url: baseUrl }: Service): Promise<TriedService> {
  return tryService(new Trial({ apiKey, baseUrl, lagLimitMs: 2000 }))
}

function told({ differences }: Comparison): readonly string[] {
  return differences.map(({ kind, call, place, service, emulator }) =>
    [kind, call, place, service, emulator]
      .join(' | ')
      .replaceAll(/\b\d+ ms|\b\d+\.\d s\b/g, 'N ms'),
  )
}
