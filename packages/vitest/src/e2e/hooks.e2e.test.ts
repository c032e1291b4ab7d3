import { startEmulator } from '@sandpit/emulator'
import {
  hosted,
  occupied,
  type RunnerAge,
  testWithVitest,
  VitestProject,
} from '@sandpit/fixture-projects'
import { describe, expect, test } from 'vitest'

const imports = `
import { setTimeout as sleep } from 'node:timers/promises'
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

const names = async (close) => ((await close.dump()).leads ?? []).map((lead) => lead.name)
const seen = async (when, close) => console.log(when + ' sees ' + (await names(close)))
test.override('seed', closeData().lead('Acme'))
`

const hooks = `${imports}
test.afterEach(({ close }) => seen('afterEach', close))

const leaves = async (how, close, onTestFailed, onTestFinished) => {
  onTestFailed(() => seen('onTestFailed of ' + how, close))
  onTestFinished(() => seen('onTestFinished of ' + how, close))
  await close.add(closeData().lead(how))
}
test('passes', ({ close, onTestFailed, onTestFinished }) => leaves('a test that passes', close, onTestFailed, onTestFinished))
test('fails', async ({ close, onTestFailed, onTestFinished }) => {
  await leaves('a test that fails', close, onTestFailed, onTestFinished)
  expect(1).toBe(2)
})
test('runs out of time', { timeout: 500 }, async ({ close, onTestFailed, onTestFinished }) => {
  await leaves('a test that runs out of time', close, onTestFailed, onTestFinished)
  await sleep(60_000)
})
test('forgets in a hook', ({ close, onTestFinished }) => {
  onTestFinished(() => { expect(close).toHaveLead('Globex') })
})
test.describe('read-only', () => {
  test.override('readOnly', true)
  test('only reads, and fails', async ({ close, onTestFailed }) => {
    onTestFailed(() => seen('onTestFailed of a test that only reads', close))
    expect(1).toBe(2)
  })
})
test('starts clean', async ({ close }) => { expect(await names(close)).toEqual(['Acme']) })
`

const configOf = (order: string): string => `
import { sandpit } from '@sandpit/vitest/plugin'
export default { plugins: [sandpit()], test: { maxWorkers: 1, sequence: { hooks: '${order}' } } }
`

describe.each<[RunnerAge, string]>([
  ['oldest', 'stack'],
  ['newest', 'stack'],
  ['newest', 'list'],
])('hooks on the %s Vitest, run as a %s,', (age, order) => {
  test('see what their test left', async () => {
    using project = new VitestProject(age)
    const folder = project.write('hooks', { 'a.test.ts': hooks }, configOf(order))
    const { output, tests } = await testWithVitest(project, folder)
    for (const how of ['a test that fails', 'a test that runs out of time'])
      expect(output).toContain(`onTestFailed of ${how} sees Acme,${how}`)
    for (const how of ['passes', 'fails', 'runs out of time'])
      expect(output).toContain(`onTestFinished of a test that ${how} sees Acme,a test that ${how}`)
    expect(output).toContain('onTestFailed of a test that only reads sees Acme\n')
    expect(output).toContain('afterEach sees Acme,a test that passes')
    expect(output).not.toContain('a test that is over')
    const { errors = [] } = tests.find(({ title }) => title === 'forgets in a hook') ?? {}
    expect(errors.join('\n')).toMatch(
      /toHaveLead\(…\) is not awaited.*no lead 'Globex'.*a\.test\.ts/s,
    )
    expect(tests.filter(({ passed }) => passed).map(({ title }) => title)).toEqual([
      'passes',
      'starts clean',
    ])
  })
})

const concurrent = `${imports}
test.describe.concurrent('at the same time', () => {
  test.for([1, 2, 3, 4, 5, 6])('takes turns %i', async (n, { close, onTestFinished, onTestFailed }) => {
    onTestFinished(() => sleep(10))
    onTestFailed(() => sleep(10))
    await close.add(closeData().lead('left'))
    expect(n % 2).toBe(0)
  })
})
test.describe.concurrent('too many', () => {
  test('keeps the only sandbox', { timeout: 5000 }, async ({ close }) => { await sleep(1500) })
  test('waits in vain', { timeout: 1000 }, async ({ close }) => {})
})
`

describe.each<RunnerAge>(['oldest', 'newest'])('concurrent tests on the %s Vitest', (age) => {
  test('take turns where sandboxes are few, and say what their time went on', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    using project = new VitestProject(age)
    const config = configOf('stack').replace('maxWorkers: 1', 'maxWorkers: 1, maxConcurrency: 2')
    const folder = project.write('concurrent', { 'a.test.ts': concurrent }, config)
    const { tests } = await testWithVitest(project, folder, hosted(emulator))
    const passed = tests.filter((one) => one.passed).map(({ title }) => title)
    expect(passed).toEqual(
      [2, 4, 6].map((n) => `takes turns ${n}`).concat('keeps the only sandbox'),
    )
    const { errors = [] } = tests.find(({ title }) => title === 'waits in vain') ?? {}
    expect(errors.join('\n')).toMatch(
      /of the 1\.0 s that this test has went on waiting for its 'close' sandbox: other tests had all.*`ceiling`.*`maxConcurrency`/,
    )
    expect(occupied(emulator)).toEqual([])
  })

  test('have a sandbox each on the emulator, and several soft matchers fit into one', async () => {
    using project = new VitestProject(age)
    const folder = project.write(
      'emulated',
      {
        'a.test.ts': `${imports}
          const ready = []
          test.describe.concurrent('at the same time', () => {
            test.for([1, 2, 3])('has one %i', async (n, { close }) => {
              ready.push(close.sandboxId)
              while (new Set(ready).size < 3) await sleep(20)
            })
          })
          test('is told of all three', async ({ close }) => {
            for (const name of ['Globex', 'Initech', 'Umbrella'])
              await expect.soft(close).toHaveLead(name)
          })
        `,
      },
      configOf('stack'),
    )
    const { tests } = await testWithVitest(project, folder)
    expect(tests.filter((one) => one.passed)).toHaveLength(3)
    const { errors = [] } = tests.find(({ title }) => title === 'is told of all three') ?? {}
    expect(errors).toHaveLength(3)
    for (const name of ['Globex', 'Initech', 'Umbrella'])
      expect(errors.join('\n')).toContain(`'${name}'`)
  })
})

test('what a test mocks does not reach its sandbox', async () => {
  using project = new VitestProject()
  const folder = project.write(
    'mocks',
    {
      'a.test.ts': `${imports}
        import { afterEach, vi } from 'vitest'
        test('looks under fake timers', async ({ close }) => {
          vi.useFakeTimers()
          await expect(close).not.toHaveLead('X')
          const failed = expect(close).toHaveLead('X', { timeoutMs: 100 })
          await expect(failed).rejects.toThrow('looked')
          vi.useRealTimers()
        })
        test('leaves JSON mocked', async ({ close }) => {
          await close.dump()
          vi.spyOn(JSON, 'parse').mockReturnValue(null)
          vi.spyOn(JSON, 'stringify').mockReturnValue('{}')
        })
        test('comes next', async ({ close }) => { await close.dump() })
      `,
    },
    configOf('stack'),
  )
  const { tests } = await testWithVitest(project, folder)
  expect(tests.filter((one) => !one.passed)).toEqual([])
})
