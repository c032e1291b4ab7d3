import { startEmulator } from '@sandpit/emulator'
import {
  hosted,
  occupied,
  PlaywrightProject,
  type RunnerAge,
  serveInstead,
  testWithPlaywright,
} from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const project = new PlaywrightProject()
afterAll(() => project[Symbol.dispose]())

const oneTest = `
import { test } from '@sandpit/playwright/close'
test('uses a sandbox', async ({ close }) => { await close.dump() })
`

describe('a bad seed', () => {
  test('fails the test that declared it before any call, and no other', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write('bad-seed', {
      'seed.test.ts': `
        import { test } from '@sandpit/playwright/close'
        test.describe(() => {
          test.use({ seed: { leads: [{ name: 'Acme', tasks: [{ description: 5 }] }] } as never })
          test('declares a bad seed', async ({ close }) => {})
        })
        test('needs no sandbox', () => {})
      `,
    })
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/leads.*tasks.*description/)
    expect(output).toMatch(/1 failed/)
    expect(output).toMatch(/1 passed/)
    expect(code).toBe(1)
    expect(emulator.calls()).toMatchObject({ acquire: 0, initialize: 0, reset: 0, list: 0 })
  })
})

describe('a service that is not what it should be', () => {
  test('a pool with nothing left fails each test once, with who holds what', async () => {
    await using emulator = await startEmulator({ pools: { close: 0 } })
    const folder = project.write('exhausted', { 'one.test.ts': oneTest })
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/No idle 'close' sandbox: asked for \d\.\d s\. This run wants 2/)
    expect(code).toBe(1)
  })

  test.each([
    ['with the line', undefined],
    ['without the line', `export default { workers: 1, reporter: 'list' }`],
  ])('a release that fails is told, and the run fails, %s', async (_, config) => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    using service = await serveInstead(emulator, ({ method }) =>
      method === 'DELETE' ? Response.json({ detail: 'planted' }, { status: 500 }) : undefined,
    )
    const folder = project.write('release', { 'one.test.ts': oneTest }, config)
    const { code, output } = await project.run(folder, hosted(service))
    const [held = 'none'] = occupied(emulator)
    expect(output).toMatch(/1 passed/)
    expect(output).toContain(`Could not give back 'close' sandbox ${held}`)
    expect(code).toBe(1)
  })

  test('a forced service without its key stops the run before any test', async () => {
    const folder = project.write('forced', { 'one.test.ts': oneTest })
    const { code, output } = await project.run(folder, { SANDPIT_SERVICE: 'hosted' })
    expect(output).toMatch(/KLAVIS_API_KEY is not set; set it/)
    expect(output).not.toMatch(/uses a sandbox/)
    expect(code).toBe(1)
  })
})

test.each<RunnerAge>(['oldest', 'newest'])(
  'hooks for all tests are refused a sandbox, and a seed stays with Close, on the %s Playwright',
  async (age) => {
    using own = new PlaywrightProject(age)
    const folder = own.write('hooks', {
      'a.spec.ts': `
        import { expect, test } from '@sandpit/playwright/close'
        test.beforeAll(async ({ close }) => { await close.dump() })
        test('of beforeAll', async ({ close }) => {})
      `,
      'b.spec.ts': `
        import { closeData } from '@sandpit/close'
        import { sandboxTest } from '@sandpit/playwright'
        import { expect, test } from '@sandpit/playwright/close'
        test.use({ seed: closeData().lead('Acme') })
        test('of close', async ({ close }) => { await expect(close).toHaveLead('Acme') })
        sandboxTest('jira')('of jira', ({ sandbox }) => {})
        test.describe(() => {
          test.afterAll(async ({ close }) => { await close.dump() })
          test('of afterAll', async ({ close }) => {})
        })
      `,
    })
    const { tests } = await testWithPlaywright(own, folder)
    expect(tests.filter(({ passed }) => passed).map(({ title }) => title)).toEqual([
      'of close',
      'of jira',
    ])
    const errors = tests.flatMap((one) => one.errors).join('\n')
    expect(errors).toMatch(/beforeAll asks for a 'close' sandbox.*`seed`, or in beforeEach/)
    expect(errors).toMatch(/afterAll asks for a 'close' sandbox.*in afterEach/)
  },
)
