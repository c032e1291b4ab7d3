import { randomInt } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { runnerNames, setUpRunner } from './lib/any-runner.ts'
import { planKill } from './lib/kills/kill-plan.ts'
import { killRun } from './lib/kills/killed-run.ts'
import { type Killing, killings } from './lib/kills/killing.ts'
import { nothing } from './lib/kills/left-behind.ts'

/** How many random instants for each runner and each way to be killed; many make the long form. */
const instants = Number(process.env['SANDPIT_KILLS'] ?? 1)
/** Where all chance comes from: the seed in the name of a failed test makes it happen again. */
const firstSeed = Number(process.env['SANDPIT_KILLS_SEED'] ?? randomInt(1_000_000))

const twoTests = `
useSeed({ leads: [{ name: 'Acme' }] })
for (const n of [1, 2])
  test('test ' + n, async ({ close }) => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await close.dump()).leads).toHaveLength(1)
  })
`

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

const describeEach = describe.runIf(process.platform === 'linux').each(runnerNames)

describeEach('a run on %s leaves nothing behind', { timeout: 120_000 }, (name) => {
  const runner = setUpRunner(name)
  afterAll(() => runner.project[Symbol.dispose]())

  const text = runner.file(twoTests)
  const files = { 'a.test.ts': text, 'b.test.ts': text, 'c.test.ts': text, 'd.test.ts': text }
  const cases = seeds.flatMap((seed) => ways.map((killing) => ({ killing, seed })))
  test.concurrent.for(cases)('after $killing, seed $seed', async (each, { onTestFailed }) => {
    const plan = planKill(`${each.seed} ${name} ${each.killing}`)
    const { ended, left, wasKilled, apiKey } = await killRun(runner, files, each.killing, plan)
    onTestFailed(() => console.log({ ...each, name, wasKilled, plan }, ended.output))
    expect(left).toEqual(nothing)
    expect(ended.output).not.toContain(apiKey)
    expect(ended.code).toBeOneOf(exitCodes[each.killing])
  })
})
