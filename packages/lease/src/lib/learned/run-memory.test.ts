import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@sandpit/client'
import { closeService } from '@sandpit/close/schema'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunEvent } from '../events/run-event.ts'
import { type Run, startRun } from '../run/run.ts'
import { subjectOf } from './run-memory.ts'

/** So long that a busy machine's own time hardly counts: what a run wants follows from what it measured. */
const latencyMs = { acquire: 800, initialize: 200, reset: 400, release: 20 }
const seeds = ['Acme', 'Globex', 'Initech'].map((name) => ({ leads: [{ name }] }))

let folder: string
let emulator: Emulator

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandpit-memory-'))
  emulator = await startEmulator({ latencyMs, apiKey: 'key-of-the-memory-test' })
})
afterAll(async () => {
  await emulator.close()
  rmSync(folder, { recursive: true, force: true })
})

async function start(command: string, onEvent: (event: RunEvent) => void): Promise<Run> {
  const credentials = { apiKey: emulator.apiKey, baseUrl: emulator.url }
  return startRun({
    workers: 1,
    service: async () => ({ client: createClient(credentials), services: [closeService] }),
    credentials,
    memory: { path: join(folder, 'learned.json'), command: [command] },
    onEvent,
  })
}

/** Runs files of a test for each seed. */
async function runFiles(run: Run, files: number): Promise<void> {
  for (let file = 0; file < files; file++) {
    const link = run.link()
    await link.hold('close')
    for (const seed of seeds) {
      const { leaseId } = await link.begin({ server: 'close', seed })
      await new Promise((resolve) => setTimeout(resolve, 50))
      link.end(leaseId, 'returned')
    }
    await link.close()
  }
  await run.end()
}

/** How many sandboxes were asked for before the first of them had come, and so before any test. */
function sideBySide(events: readonly RunEvent[]): number {
  const acquires = events.filter(({ kind }) => kind === 'acquire')
  const firstCame = Math.min(...acquires.map(({ endMs }) => endMs))
  return acquires.filter(({ startMs }) => startMs < firstCame).length
}

describe('a second run', () => {
  it('acquires side by side, before its first test asks, as many as the last one wanted', async () => {
    const events: RunEvent[][] = [[], [], []]
    const [first, second, another] = await Promise.all(
      ['all', 'all', 'one'].map((command, n) => start(command, (event) => events[n]?.push(event))),
    )
    for (const [run, files] of [
      [first, 2],
      [second, 2],
      [another, 1],
    ] as const)
      if (run !== undefined) await runFiles(run, files)
    // Another choice of tests is another run.
    const [inFirst = 0, inSecond = 0, inAnother = 0] = events.map(sideBySide)
    expect([inFirst, inAnother]).toEqual([1, 1])
    expect(inSecond).toBeGreaterThan(2)
    expect(second?.summary().waitedMs).toBeLessThan(first?.summary().waitedMs ?? 0)
    expect(second?.summary().releases).toBe(second?.summary().acquires)
  })

  it('leaves no key, no address and no seed in the file', () => {
    const text = readFileSync(join(folder, 'learned.json'), 'utf8')
    expect(text).toContain('"strands":[[0,1,2],[0,1,2]]')
    for (const secret of [emulator.apiKey, '127.0.0.1', 'Acme', 'close'])
      expect(text).not.toContain(secret)
  })
})

describe('what is learned', () => {
  const credentials = { apiKey: 'key', baseUrl: 'http://127.0.0.1:4011' }
  const subject = subjectOf({ credentials, kind: {} }, 'close', ['run'])

  it.each([
    ['another port', { ...credentials, baseUrl: 'http://127.0.0.1:4012' }, true],
    ['another key', { ...credentials, apiKey: 'other' }, true],
    ['another host', { ...credentials, baseUrl: 'https://api.klavis.ai' }, false],
    ['an address that is none', { ...credentials, baseUrl: 'nowhere' }, false],
  ])('is of use with %s: %#', (_, other, isSame) => {
    const found = subjectOf({ credentials: other, kind: {} }, 'close', ['run'])
    expect(found === subject).toBe(isSame)
  })

  it('is of one system, one kind and one command', () => {
    const others = [
      subjectOf({ credentials, kind: {} }, 'jira', ['run']),
      subjectOf({ credentials, kind: { benchmark: 'MCP_Atlas' } }, 'close', ['run']),
      subjectOf({ credentials, kind: {} }, 'close', ['run', 'a.test.ts']),
    ]
    expect(new Set([subject, ...others]).size).toBe(4)
  })
})
