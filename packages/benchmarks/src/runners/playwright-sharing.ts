import { startEmulator } from '@sandpit/emulator'
import { median, type Measurement, printMeasurements } from '../measurement.ts'
import { PlaywrightProject } from './playwright-project.ts'

const workers = 2

const shared = `
import { defineConfig } from '@playwright/test'
import { sandpit } from '@sandpit/playwright/config'
export default defineConfig(sandpit({ workers: ${workers}, fullyParallel: true, reporter: 'null' }))
`

const plain = `export default { workers: ${workers}, fullyParallel: true, reporter: 'null' }`

const ours = `import { test } from '@sandpit/playwright/close'\n`

/** What a user writes by hand: the official SDK, a sandbox for each worker, a reset before each test. */
const byHand = `
import { test as base } from '@playwright/test'
import { KlavisClient } from 'klavis'

const { KLAVIS_API_KEY: apiKey, KLAVIS_BASE_URL: baseUrl } = process.env
const test = base.extend({
  sandbox: [
    async ({}, use) => {
      const klavis = new KlavisClient({ apiKey, baseUrl })
      const { sandbox_id: id } = await klavis.sandbox.createSandbox('close')
      await use({ reset: () => klavis.sandbox.resetSandbox('close', id) })
      await klavis.sandbox.deleteSandbox('close', id)
    },
    { scope: 'worker' },
  ],
  close: async ({ sandbox }, use) => {
    await sandbox.reset()
    await use(sandbox)
  },
})
`

const tenFail = `
for (let n = 0; n < 20; n++)
  test('test ' + n, async ({ close }) => {
    if (n % 2 === 0) throw new Error('on purpose')
  })
`

/** How many sandboxes a run takes in which ten of twenty tests fail, and so restart their worker. */
async function countAcquires(): Promise<Measurement> {
  using project = new PlaywrightProject()
  const count = async (config: string, test: string): Promise<number> => {
    await using emulator = await startEmulator({ pools: { close: 16 } })
    await project.run(config, test + tenFail, environment(emulator))
    return emulator.calls().acquire
  }
  const counts = { ours: await count(shared, ours), theirs: await count(plain, byHand) }
  const name = `acquires, ${workers} workers, 10 failing tests`
  return { name, unit: 'runs', ...counts, value: counts.ours, atMost: workers }
}

const importsOurs = `
import { test as base } from '@playwright/test'

const before = process.cpuUsage()
const { test } = await import('@sandpit/playwright/close')
const { user, system } = process.cpuUsage(before)
const importMs = (user + system) / 1000

for (let n = 0; n < 12; n++)
  test('test ' + n, async ({ sandpitLink }) => {
    console.log('import ' + importMs)
    throw new Error('on purpose, for another worker')
  })
`

/** What a worker that has Playwright loaded pays for ours, in time of the processor. */
async function timeWorkerStart(): Promise<Measurement> {
  using project = new PlaywrightProject()
  const config = shared.replace(`workers: ${workers}`, 'workers: 1').replace(`'null'`, `'line'`)
  const output = await project.run(config, importsOurs, { SANDPIT_SERVICE: 'emulator' })
  const value = median(numbersAfter('import', output))
  const name = 'worker start: processor time added to bare Playwright'
  return { name, unit: 'ms', ours: value, theirs: undefined, value, atMost: 15 }
}

/** Tests of ours, and tests that make the calls themselves with nothing around them, in one worker. */
const timesSetup = `
import { createClient } from '@sandpit/client'
import { closeService } from '@sandpit/close/schema'
import { closeData } from '@sandpit/close'
import { test as base } from '@sandpit/playwright/close'

const { KLAVIS_API_KEY: apiKey, KLAVIS_BASE_URL: baseUrl } = process.env
const test = base.extend({
  startedAt: [async ({}, use) => use(performance.now()), { auto: true }],
  seed: closeData().lead('Acme', (lead) => lead.task('Call')),
  sandbox: [
    async ({}, use) => {
      const client = createClient({ apiKey, baseUrl })
      const { sandboxId } = await client.acquire('close')
      await use({ client, sandboxId })
      await client.release('close', sandboxId)
    },
    { scope: 'worker' },
  ],
  raw: async ({ sandbox: { client, sandboxId }, seed }, use) => {
    await client.reset('close', sandboxId)
    await client.initialize(closeService, sandboxId, seed.toJSON())
    await use({})
  },
})
const tell = (side, startedAt) => console.log(side + ' ' + (performance.now() - startedAt))
const ours = (n) => test('ours ' + n, ({ close, startedAt }) => tell('took', startedAt))
const raw = (n) => test('raw ' + n, ({ raw, startedAt }) => tell('calls', startedAt))
for (let n = 0; n < 200; n++)
  for (const declare of n % 2 === 0 ? [ours, raw] : [raw, ours]) declare(n)
`

/** What a test pays until its sandbox is ready, beside the two calls that takes. */
async function timeSetup(): Promise<Measurement> {
  using project = new PlaywrightProject()
  const config = shared.replace(`workers: ${workers}`, 'workers: 1').replace(`'null'`, `'line'`)
  const rounds: { took: number; calls: number; added: number }[] = []
  for (let round = 0; round < 3; round++) {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const output = await project.run(config, timesSetup, environment(emulator))
    const [took, calls] = [numbersAfter('took', output), numbersAfter('calls', output)]
    const added = median(took.map((ms, pair) => ms - (calls[pair] ?? Number.NaN)))
    rounds.push({ took: median(took), calls: median(calls), added })
  }
  return {
    name: 'a test: added to reset and initialize',
    unit: 'ms',
    ours: median(rounds.map(({ took }) => took)),
    theirs: median(rounds.map(({ calls }) => calls)),
    value: median(rounds.map(({ added }) => added)),
    atMost: 1,
  }
}

function environment({ url, apiKey }: { url: string; apiKey: string }): NodeJS.ProcessEnv {
  return { KLAVIS_API_KEY: apiKey, KLAVIS_BASE_URL: url }
}

function numbersAfter(word: string, output: string): readonly number[] {
  const found = [...output.matchAll(new RegExp(`\\b${word} ([\\d.]+)`, 'g'))]
  return found.map(([, number]) => Number(number))
}

/** What Playwright's adapter costs and saves. */
export async function measurePlaywright(): Promise<readonly Measurement[]> {
  return [await countAcquires(), await timeWorkerStart(), await timeSetup()]
}

if (process.argv[1] === import.meta.filename)
  printMeasurements('playwright', await measurePlaywright())
