import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { median, type Measurement, printMeasurements } from '../measurement.ts'
import { type Waiting, type WaitingRow, writeChart } from './waiting-chart.ts'
import { emptyFolder, runSuite, type Suite, writeSuite } from './suite.ts'

/** A service that takes its time, in milliseconds. */
const latencyMs = { acquire: 1000, initialize: 400, reset: 300, release: 200 }
/** 12 files of 3 tests of 0.3 s on 2 workers. */
const suite = { files: 12, tests: 3, sleepMs: 300, workers: 2 }
const rounds = Number(process.env['SANDPIT_ROUNDS'] ?? 5)

/** One way to run the suite: its times over all rounds, and the sandboxes that the last one took. */
interface Timed {
  readonly ms: readonly number[]
  sandboxes: number
}

/** The measured numbers, which the chart of the guide is made from. */
const resultFile = join(import.meta.dirname, '../../results/waiting.json')

/**
 * How long a suite takes on a slow service, held against what nothing can hide. Every round runs
 * every way once, so that whatever else the machine does falls on all of them.
 */
export async function measureWaiting(): Promise<readonly Measurement[]> {
  const bare = timed()
  const installed = timed()
  const second = timed()
  const six = timed()
  const none = timed()
  const readOnly = timed()
  const hand = timed()
  for (let round = 0; round < rounds; round++) {
    await run(bare, fresh('bare', { ...suite, kind: 'bare' }))
    const project = fresh('installed', { ...suite, kind: 'ours' })
    await run(installed, project)
    await run(second, project)
    await run(six, fresh('six', { ...suite, kind: 'ours', spares: 6 }))
    await run(none, fresh('none', { ...suite, kind: 'ours', spares: 0 }))
    // What a dump takes is a guess: as long as the shortest of the others.
    const dump = { ...latencyMs, dump: 200 }
    await run(readOnly, fresh('read-only', { ...suite, kind: 'readOnly' }), { latencyMs: dump })
    await run(hand, fresh('by-hand', { ...suite, kind: 'byHand' }))
  }
  const bareMs = median(bare.ms)
  // Nothing can hide one acquire, one initialize and one release.
  const limitMs = Math.round(bareMs) + latencyMs.acquire + latencyMs.initialize + latencyMs.release
  const rows = [
    row('no sandboxes at all', bare),
    row('a fixture written by hand', hand),
    row('spares: 0', none),
    row('as installed, first run', installed),
    row('as installed, second run', second),
    row('spares: 6', six),
  ]
  save({ latencyMs, suite, limitMs, rows })
  return [
    ratio('as installed, first run, times the limit', installed, limitMs, 1.6),
    ratio('as installed, second run, times the limit', second, limitMs, 1.2),
    ratio('with 6 spares, times the limit', six, limitMs, 1.1),
    ratio('without spares, times what its calls force', none, forcedMs(bareMs), 1.05),
    ratio('read-only tests, a dump 0.2 s, times the bare suite', readOnly, bareMs),
    ratio('a fixture written by hand, times the bare suite', hand, bareMs),
    ...(await measureHardCases()),
  ]
}

/** Half of the resets and initializes fall on each worker; a sandbox's first test needs no reset. */
function forcedMs(bareMs: number): number {
  const tests = suite.files * suite.tests
  const care = tests * latencyMs.initialize + (tests - suite.workers) * latencyMs.reset
  return bareMs + latencyMs.acquire + latencyMs.release + care / suite.workers
}

/** Where spares can help little, the default is held against none. */
async function measureHardCases(): Promise<readonly Measurement[]> {
  const small = { ...suite, kind: 'ours', files: 6 } as const
  const cases: readonly HardCase[] = [
    { name: '20 seeds that never repeat', files: 5, tests: 4, isUnique: true },
    { name: 'a pool of as many as workers', pool: small.workers },
    { name: 'two runs, a pool of as many as their workers', pool: 2 * small.workers, runs: 2 },
    { name: 'a pool of one', pool: 1 },
    { name: 'tests that all fail', isFailing: true },
  ]
  const measurements: Measurement[] = []
  for (const { name, pool, runs = 1, ...different } of cases) {
    const [ours, theirs] = [timed(), timed()]
    for (let round = 0; round < rounds; round++) {
      const both = [[ours, undefined] as const, [theirs, 0] as const]
      for (const [times, spares] of round % 2 === 0 ? both : both.toReversed()) {
        const service = pool === undefined ? { latencyMs } : { latencyMs, pools: { close: pool } }
        const given = { ...small, ...different, spares }
        const folders = Array.from({ length: runs }, (_, n) => fresh(`hard-${n}`, given))
        await run(times, folders, service, different.isFailing)
      }
    }
    measurements.push(ratio(`${name}: the default, times spares: 0`, ours, median(theirs.ms), 1.05))
  }
  return measurements
}

interface HardCase extends Partial<Suite> {
  readonly name: string
  readonly pool?: number
  readonly runs?: number
}

function timed(): Timed {
  return { ms: [], sandboxes: 0 }
}

function fresh(name: string, given: Suite): string {
  const folder = emptyFolder(`waiting-${name}`)
  writeSuite(folder, given)
  return folder
}

/** Runs one or more suites beside each other, on a service of their own. */
async function run(
  times: Timed,
  folders: string | readonly string[],
  service: Parameters<typeof startEmulator>[0] = { latencyMs },
  isFailing = false,
): Promise<void> {
  await using emulator: Emulator = await startEmulator(service)
  const all = [folders].flat().map((folder) => runSuite(folder, emulator, isFailing))
  ;(times.ms as number[]).push(Math.max(...(await Promise.all(all))))
  times.sandboxes = emulator.calls().acquire
}

function row(name: string, { ms, sandboxes }: Timed): WaitingRow {
  return { name, ms: Math.round(median(ms)), sandboxes }
}

function save(waiting: Waiting): void {
  mkdirSync(join(resultFile, '..'), { recursive: true })
  writeFileSync(resultFile, `${JSON.stringify(waiting, undefined, 2)}\n`)
  writeChart(waiting)
}

function ratio(
  name: string,
  { ms, sandboxes }: Timed,
  theirs: number,
  atMost?: number,
): Measurement {
  const ours = median(ms)
  const counted = `${name} (${sandboxes} acquires)`
  return { name: counted, unit: 'ms', ours, theirs, value: ours / theirs, atMost }
}

if (process.argv[1] === import.meta.filename) {
  printMeasurements('Waiting', await measureWaiting())
}
