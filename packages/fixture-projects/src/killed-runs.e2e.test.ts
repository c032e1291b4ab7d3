import { randomInt } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { planKill } from './lib/kill-plan.ts'
import { type KillableProject, killRun } from './lib/killed-run.ts'
import { type Killing, killings } from './lib/killing.ts'
import { nothing } from './lib/left-behind.ts'
import { PlaywrightProject } from './lib/playwright-project.ts'
import type { RunnerAge } from './lib/runner-age.ts'
import { VitestProject } from './lib/vitest-project.ts'

/** How many random instants for each runner and each way to be killed; many make the long form. */
const instants = Number(process.env['SANDPIT_KILLS'] ?? 1)
/** Where all chance comes from: the seed in the name of a failed test makes it happen again. */
const firstSeed = Number(process.env['SANDPIT_KILLS_SEED'] ?? randomInt(1_000_000))

const body = `async ({ close }) => {
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect((await close.dump()).leads).toHaveLength(1)
}`

const vitestFile = `
import { expect, test } from '@sandpit/vitest/close'
test.override('seed', { leads: [{ name: 'Acme' }] })
for (const n of [1, 2]) test('test ' + n, ${body})
`

const playwrightFile = `
import { expect, test } from '@sandpit/playwright/close'
test.use({ seed: { leads: [{ name: 'Acme' }] } })
for (const n of [1, 2]) test('test ' + n, ${body})
`

function fourFiles(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}.test.ts`, text]))
}

const vitestConfig = (spares: number): string => `
import { sandpit } from '@sandpit/vitest/plugin'
export default { plugins: [sandpit({ spares: ${spares} })], test: { maxWorkers: 2, testTimeout: 20_000 } }
`

const playwrightConfig = (spares: number): string => `
import { sandpit } from '@sandpit/playwright/config'
export default sandpit({ workers: 2, reporter: 'list' }, { spares: ${spares} })
`

function vitest(age: RunnerAge): KillableProject {
  const project = new VitestProject(age)
  const files = fourFiles(vitestFile)
  return { project, write: (folder, spares) => project.write(folder, files, vitestConfig(spares)) }
}

function playwright(age: RunnerAge): KillableProject {
  const project = new PlaywrightProject(age)
  const files = fourFiles(playwrightFile)
  const config = playwrightConfig
  return { project, write: (folder, spares) => project.write(folder, files, config(spares)) }
}

/** A run goes on without its reaper, and fails when a worker is killed in a test. */
const exitCodes: Readonly<Record<Killing, readonly (number | null)[]>> = {
  'SIGINT to all, as by Ctrl-C': [0, 1, 130, null],
  'SIGTERM to the main process': [0, 1, 143, null],
  'SIGKILL of the main process': [0, null],
  'SIGKILL of a worker': [0, 1],
  'SIGKILL of the reaper': [0],
  'SIGKILL of the main process and the reaper': [0, null],
}

const ways = Object.keys(killings) as Killing[]
const seeds = Array.from({ length: instants }, (_, n) => firstSeed + n)

describe.runIf(process.platform === 'linux').each([
  ['the oldest Vitest', vitest('oldest')],
  ['the newest Vitest', vitest('newest')],
  ['the oldest Playwright', playwright('oldest')],
  ['the newest Playwright', playwright('newest')],
])('a run on %s leaves nothing behind', { timeout: 120_000 }, (runner, killable) => {
  afterAll(() => killable.project[Symbol.dispose]())

  const cases = seeds.flatMap((seed) => ways.map((killing) => ({ killing, seed })))
  test.concurrent.for(cases)('after $killing, seed $seed', async (each, { onTestFailed }) => {
    const plan = planKill(`${each.seed} ${runner} ${each.killing}`)
    const { ended, left, wasKilled, apiKey } = await killRun(killable, each.killing, plan)
    onTestFailed(() => console.log({ ...each, runner, wasKilled, plan }, ended.output))
    expect(left).toEqual(nothing)
    expect(ended.output).not.toContain(apiKey)
    expect(ended.code).toBeOneOf(exitCodes[each.killing])
  })
})
