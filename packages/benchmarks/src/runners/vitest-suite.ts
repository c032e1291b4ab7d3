import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { median, type Measurement, printMeasurements } from '../measurement.ts'

type Kind = 'bare' | 'ours' | 'readOnly' | 'byHand'

/** As a user would write it today: the official SDK, worker scope, a reset and a seed before each test. */
const byHand = `
import { sampleCloseData } from '@sandpit/close'
import { KlavisClient } from 'klavis'
import { test as base } from 'vitest'

const baseUrl = process.env.KLAVIS_BASE_URL
const apiKey = process.env.KLAVIS_API_KEY
export const test = base.extend({
  sandbox: [async ({}, use) => {
    const { sandbox } = new KlavisClient({ apiKey, baseUrl })
    const acquired = await sandbox.createSandbox('close')
    await use(acquired)
    await sandbox.deleteSandbox('close', acquired.sandbox_id)
  }, { scope: 'worker' }],
  close: async ({ sandbox }, use) => {
    const headers = { authorization: 'Bearer ' + apiKey, 'content-type': 'application/json' }
    const url = baseUrl + '/sandbox/close/' + sandbox.sandbox_id
    await fetch(url + '/reset', { method: 'POST', headers })
    await fetch(url + '/initialize', { method: 'POST', headers, body: JSON.stringify(sampleCloseData) })
    await use(sandbox)
  },
})
`

const seeded = `import { sampleCloseData } from '@sandpit/close'
import { test } from '@sandpit/vitest/close'
test.override('seed', sampleCloseData)`

const head: Readonly<Record<Kind, string>> = {
  bare: `import { test } from 'vitest'`,
  ours: seeded,
  readOnly: `${seeded}\ntest.override('readOnly', true)`,
  byHand: `import { test } from '../by-hand.ts'`,
}

function testFile(kind: Kind, tests: number, sleepMs: number): string {
  const fixtures = kind === 'bare' ? '' : '{ close }'
  const body = `await new Promise((resolve) => setTimeout(resolve, ${sleepMs}))`
  const one = (n: number): string => `test('test ${n}', async (${fixtures}) => { ${body} })`
  return [head[kind], ...Array.from({ length: tests }, (_, n) => one(n))].join('\n')
}

interface Suite {
  readonly files: number
  readonly tests: number
  readonly sleepMs: number
  readonly workers: number
  readonly spares?: number | 'auto'
}

const runs = join(import.meta.dirname, '../../node_modules/.runs')

/** Writes a suite and runs it with the real Vitest; gives the wall time in milliseconds. */
async function runSuite(kind: Kind, suite: Suite, emulator: Emulator): Promise<number> {
  const folder = join(runs, `${kind}-${suite.files}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const plugin = kind === 'ours' || kind === 'readOnly'
  writeFileSync(join(folder, 'vitest.config.ts'), config(suite.workers, plugin, suite.spares))
  writeFileSync(join(folder, 'by-hand.ts'), byHand)
  for (let n = 0; n < suite.files; n++) {
    writeFileSync(join(folder, `f${n}.test.ts`), testFile(kind, suite.tests, suite.sleepMs))
  }
  const started = performance.now()
  await runVitest(folder, emulator)
  return performance.now() - started
}

async function runVitest(folder: string, emulator: Emulator): Promise<void> {
  const vitest = dirname(createRequire(import.meta.url).resolve('vitest/package.json'))
  const runner = spawn(process.execPath, [join(vitest, 'vitest.mjs'), 'run'], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, KLAVIS_API_KEY: emulator.apiKey, KLAVIS_BASE_URL: emulator.url },
  })
  const [code] = (await once(runner, 'exit')) as [number]
  if (code !== 0) throw new Error(`the suite in ${folder} failed; run vitest there to see why`)
}

function config(workers: number, plugin: boolean, spares: number | 'auto' = 0): string {
  const test = `{ maxWorkers: ${workers}, testTimeout: 20_000, isolate: true, sequence: { shuffle: { files: true } } }`
  if (!plugin) return `export default { test: ${test} }`
  return `import { sandpit } from '@sandpit/vitest/plugin'
export default { plugins: [sandpit({ spares: ${JSON.stringify(spares)} })], test: ${test} }`
}

/** 12 files of 3 tests of 0.3 s on 2 workers, on a service that takes its time. */
async function measureLatencies(): Promise<readonly Measurement[]> {
  const latencyMs = { acquire: 1000, initialize: 400, reset: 300, release: 200 }
  // What a dump takes is a guess: as long as the shortest of the others.
  const withDumps = { ...latencyMs, dump: 200 }
  const suite = { files: 12, tests: 3, sleepMs: 300, workers: 2 }
  const measure = async (
    kind: Kind,
    spares: number | 'auto' = 0,
    service = latencyMs,
  ): Promise<{ ms: number; acquires: number }> => {
    await using emulator = await startEmulator({ latencyMs: service })
    const ms = await runSuite(kind, { ...suite, spares }, emulator)
    return { ms, acquires: emulator.calls().acquire }
  }
  const bare = await measure('bare')
  const ours = await measure('ours')
  const spare = await measure('ours', 6)
  const auto = await measure('ours', 'auto')
  const reading = await measure('readOnly', 0, withDumps)
  const hand = await measure('byHand')
  // Nothing can hide one acquire, one initialize and one release.
  const limit = bare.ms + latencyMs.acquire + latencyMs.initialize + latencyMs.release
  // Without spares, half of the resets and initializes fall on each worker; the first test has no reset.
  const forced =
    bare.ms +
    latencyMs.acquire +
    latencyMs.release +
    (36 * latencyMs.initialize + 34 * latencyMs.reset) / 2
  return [
    {
      name: 'acquires in a run of 12 files on 2 workers',
      unit: 'calls',
      ours: ours.acquires,
      theirs: hand.acquires,
      value: ours.acquires,
      atMost: suite.workers,
    },
    ratio('run without spares, times what its calls force', ours.ms, forced, 1.05),
    ratio('run with 6 spares, times the limit', spare.ms, limit, 1.1),
    ratio('run without spares, times the bare suite', ours.ms, bare.ms),
    ratio('run with 6 spares, times the bare suite', spare.ms, bare.ms),
    ratio(
      `run with 'auto' spares (${auto.acquires} sandboxes), times the bare suite`,
      auto.ms,
      bare.ms,
    ),
    ratio('run of read-only tests, a dump 0.2 s, times the bare suite', reading.ms, bare.ms),
    ratio('fixture written by hand, times the bare suite', hand.ms, bare.ms),
  ]
}

function ratio(name: string, ours: number, theirs: number, atMost?: number): Measurement {
  return { name, unit: 'ms', ours, theirs, value: ours / theirs, atMost }
}

/**
 * What a file costs its worker, from the start of the process to the end of its last hook: files
 * with and without Sandpit take turns in one run, so that whatever else the machine does falls on both.
 */
async function measurePerFile(): Promise<readonly Measurement[]> {
  await using emulator = await startEmulator()
  const folder = join(runs, 'per-file')
  const times = join(folder, 'times.txt')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'by-hand.ts'), byHand)
  writeFileSync(join(folder, 'vitest.config.ts'), config(1, true))
  const kinds: readonly Kind[] = ['bare', 'ours', 'byHand']
  for (let n = 0; n < 25; n++) {
    for (const kind of kinds) {
      writeFileSync(join(folder, `f${n}-${kind}.test.ts`), timedFile(kind, times))
    }
  }
  await runVitest(folder, emulator)
  const lines = readFileSync(times, 'utf8').trim().split('\n')
  const of = (kind: Kind): number =>
    median(lines.filter((line) => line.startsWith(kind)).map((line) => Number(line.split(' ')[1])))
  return [
    {
      name: 'worker time of a file, over the same file without Sandpit',
      unit: 'ms',
      ours: of('ours'),
      theirs: of('bare'),
      value: of('ours') - of('bare'),
      atMost: 10,
    },
    {
      name: 'worker time of a file by hand, over the same file without it',
      unit: 'ms',
      ours: of('byHand'),
      theirs: of('bare'),
      value: of('byHand') - of('bare'),
      atMost: undefined,
    },
  ]
}

/** Its own hook is registered first and so runs last. */
function timedFile(kind: Kind, times: string): string {
  return [
    `import { appendFileSync } from 'node:fs'`,
    `import { afterAll } from 'vitest'`,
    head[kind].replace(/^test.override.*$/m, ''),
    `afterAll(() => appendFileSync('${times}', '${kind} ' + performance.now() + '\\n'))`,
    `test('test', async (${kind === 'bare' ? '' : '{ close }'}) => {})`,
  ].join('\n')
}

export async function measureVitestSuites(): Promise<readonly Measurement[]> {
  return [...(await measurePerFile()), ...(await measureLatencies())]
}

if (process.argv[1] === import.meta.filename) {
  printMeasurements('Vitest', await measureVitestSuites())
}
