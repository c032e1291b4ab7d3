import { createClient } from '@sandpit/client'
import { closeService } from '@sandpit/close/schema'
import { type EmulatorOptions, startEmulator } from '@sandpit/emulator'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startRun, type Run } from '../run/run.ts'
import type { RunEvent } from './run-event.ts'
import { formatReport } from './run-report.ts'

interface Recorded {
  readonly run: Run
  readonly events: readonly RunEvent[]
}

async function record(options: EmulatorOptions): Promise<Recorded> {
  const emulator = await startEmulator(options)
  onTestFinished(() => emulator.close())
  const client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
  const events: RunEvent[] = []
  const run = await startRun({
    workers: 1,
    service: async () => ({ client, services: [closeService] }),
    onEvent: (event) => events.push(event),
  })
  return { run, events }
}

const kindsOf = (events: readonly RunEvent[]): readonly string[] =>
  events.map(({ kind, detail }) => (kind === 'wait' ? `wait for ${detail}` : kind))

/** What a test's sandbox goes through until the test is over. */
const care = (first: string): readonly string[] => [
  first,
  'seed',
  `wait for ${first}`,
  'wait for seed',
  'lease',
]

const latencyMs = { acquire: 60, reset: 40, initialize: 30, release: 20 }

describe('RunRecorder', () => {
  it('tells what happened to a sandbox, for which test, and how long it took', async () => {
    const { run, events } = await record({ latencyMs })
    const link = run.link()
    const request = {
      server: 'close',
      seed: { leads: [{ name: 'Acme' }] },
      label: 'a.test.ts > books',
    }
    for (let tests = 0; tests < 2; tests++) {
      const { leaseId } = await link.begin(request)
      link.end(leaseId, 'returned')
    }
    const report = await run.end()
    const kinds = kindsOf(events)
    expect(kinds.filter((kind) => kind !== 'check')).toEqual([
      ...care('acquire'),
      ...care('reset'),
      'release',
    ])
    expect(kinds[kinds.indexOf('seed') + 1]).toBe('check')
    const [sandboxId] = new Set(events.map((event) => event.sandboxId))
    for (const event of events) expect(event).toMatchObject({ server: 'close', sandboxId })
    for (const { kind, label } of events) {
      expect(label).toBe(kind === 'lease' || kind === 'wait' ? request.label : undefined)
    }
    const [acquire, first] = ['acquire', 'lease'].map((kind) =>
      events.find((each) => each.kind === kind),
    )
    expect((acquire?.endMs ?? 0) - (acquire?.startMs ?? 0)).toBeGreaterThanOrEqual(59)
    expect(first?.startMs).toBeGreaterThanOrEqual(acquire?.endMs ?? Infinity)
    expect(formatReport(report)[0]).toBe(
      '1 sandbox, used 2 times (1 reset, 2 seeds); left behind: nothing',
    )
    expect(Object.keys(report.highlights.slowest)).toEqual(
      expect.arrayContaining(['acquire', 'reset', 'seed', 'wait']),
    )
  })

  it('tells of failed calls, those that were made up for included', async () => {
    const faults = [{ operation: 'reset', kind: 'error', status: 503, times: 1 }] as const
    const { run, events } = await record({ faults })
    const link = run.link()
    const { leaseId } = await link.begin({ server: 'close' })
    await link.reset(leaseId)
    const report = await run.end()
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'fault', detail: 'reset 503', code: 'service' }),
    )
    expect(events.find(({ kind }) => kind === 'reset')?.code).toBeUndefined()
    expect(formatReport(report)[0]).toContain('; 1 failed call; ')
  })

  it('ends the lease of a worker that goes away', async () => {
    const { run, events } = await record({})
    const link = run.link()
    await link.begin({ server: 'close', label: 'test' })
    await link.close()
    await run.end()
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'lease', label: 'test', detail: 'cut off' }),
    )
  })

  it('tells of a wait that led to nothing', async () => {
    const { run, events } = await record({ pools: { close: 1 }, latencyMs })
    const link = run.link()
    const { leaseId } = await link.begin({ server: 'close' })
    const waiting = link.begin({ server: 'close', label: 'late' }, AbortSignal.timeout(30))
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' })
    link.end(leaseId, 'returned')
    await run.end()
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'wait', label: 'late', code: 'aborted' }),
    )
  })
})
