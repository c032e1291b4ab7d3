import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Emulator } from '@sandpit/emulator'

/** How a test gets its sandbox; `bare` gets none. */
export type Kind = 'bare' | 'ours' | 'readOnly' | 'byHand'

/** As a user would write it today: the official SDK, worker scope, a reset and a seed before each test. */
export const byHand = `
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

export const head: Readonly<Record<Kind, string>> = {
  bare: `import { test } from 'vitest'`,
  ours: seeded,
  readOnly: `${seeded}\ntest.override('readOnly', true)`,
  byHand: `import { test } from './by-hand.ts'`,
}

export interface Suite {
  readonly kind: Kind
  readonly files: number
  readonly tests: number
  readonly sleepMs: number
  readonly workers: number
  /** As in the options of `sandpit()`; left out, it is not set. */
  readonly spares?: number | 'auto' | undefined
  /** Whether every test has a seed that no other has. */
  readonly isUnique?: boolean
  /** Whether every test fails. */
  readonly isFailing?: boolean
}

const runs = join(import.meta.dirname, '../../node_modules/.runs')

/** An empty folder for a project that uses this package's dependencies. */
export function emptyFolder(name: string): string {
  const folder = join(runs, name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Writes a suite into a folder. */
export function writeSuite(folder: string, suite: Suite): void {
  // A package of its own, with its own cache: what a run learns stays here.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'vitest.config.ts'), config(suite))
  writeFileSync(join(folder, 'by-hand.ts'), byHand)
  for (let file = 0; file < suite.files; file++) {
    writeFileSync(join(folder, `f${file}.test.ts`), testFile(suite, file))
  }
}

/** Runs a suite with the real Vitest; gives the wall time in milliseconds. */
export async function runSuite(
  folder: string,
  emulator: Emulator,
  isFailing = false,
): Promise<number> {
  const started = performance.now()
  const vitest = dirname(createRequire(import.meta.url).resolve('vitest/package.json'))
  const runner = spawn(process.execPath, [join(vitest, 'vitest.mjs'), 'run'], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, KLAVIS_API_KEY: emulator.apiKey, KLAVIS_BASE_URL: emulator.url },
  })
  const [code] = (await once(runner, 'exit')) as [number]
  if (code !== (isFailing ? 1 : 0))
    throw new Error(`the suite in ${folder} ended with ${code}; run vitest there to see why`)
  return performance.now() - started
}

function testFile({ kind, tests, sleepMs, isUnique, isFailing }: Suite, file: number): string {
  const fixtures = kind === 'bare' ? '' : '{ close }'
  const end = isFailing ? `; throw new Error('as it should')` : ''
  const body = `await new Promise((resolve) => setTimeout(resolve, ${sleepMs}))${end}`
  const one = (n: number): string => {
    const test =
      isUnique && kind === 'ours' ? `test.seeded({ leads: [{ name: 'L${file}-${n}' }] })` : 'test'
    return `${test}('test ${n}', async (${fixtures}) => { ${body} })`
  }
  return [head[kind], ...Array.from({ length: tests }, (_, n) => one(n))].join('\n')
}

function config({ kind, workers, spares }: Suite): string {
  const test = `{ maxWorkers: ${workers}, testTimeout: 60_000, isolate: true, sequence: { shuffle: { files: true } } }`
  if (kind === 'bare' || kind === 'byHand') return `export default { test: ${test} }`
  const options = spares === undefined ? '' : `{ spares: ${JSON.stringify(spares)} }`
  return `import { sandpit } from '@sandpit/vitest/plugin'
export default { plugins: [sandpit(${options})], test: ${test} }`
}
