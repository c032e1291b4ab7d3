import { startEmulator } from '@sandpit/emulator'
import { hosted, PlaywrightProject, type RunnerAge } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const tests = `
import { closeData } from '@sandpit/close'
import fc from 'fast-check'
import { closeTest, expect, test } from '@sandpit/playwright/close'

const leadNames = fc.array(fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'b') }), { maxLength: 4 })
const anySeed = leadNames.map((names) => names.reduce((data, name) => data.lead(name), closeData()))

test.prop([anySeed], { numRuns: 10 })('holds its seed', async ([seed], { close }) => {
  await expect(close).toMatchCloseData(seed)
})

test.prop([anySeed, fc.nat()], { numRuns: 50, seed: 1 })('fails for two leads', async ([seed, n], { close, browserName }, { title }) => {
  expect(browserName).toBe('chromium')
  expect(title).toBe('fails for two leads')
  await close.add(closeData().lead('Left behind'))
  expect((await close.dump()).leads.length).toBeLessThan(3)
})

const extended = test.extend<{ answer: number }>({ answer: 42 })
closeTest(extended).prop([anySeed], { numRuns: 1 })('on a derived test', async ([], { answer }) => {
  expect(answer).toBe(42)
}, { tag: '@tagged' })

test.describe(() => {
  test.describe.configure({ timeout: 1000 })
  test.prop([anySeed], { numRuns: 100_000 })('runs out of time', async ([seed], { close }) => {})
})

test.prop.skip([anySeed])('is left out', () => { throw new Error('not left out') })
test.prop.todo('is to be written')
test.prop.each(['a', 'b'])([anySeed], { numRuns: 1 })('takes case %s', async ([], { close }, item) => {
  expect(['a', 'b']).toContain(item)
  await expect(close).toBeUnchanged()
})
test.seeded(closeData().lead('Seeded')).prop([anySeed], { numRuns: 1, examples: [[closeData().lead('Example')]] })('of a seeded test', async ([], { close }) => {
  await expect(close).toHaveLead('Example')
})
`

describe.each<RunnerAge>(['oldest', 'newest'])('test.prop on the %s Playwright', (age) => {
  const project = new PlaywrightProject(age)
  afterAll(() => project[Symbol.dispose]())

  test('runs in a sandbox filled anew, shrinks, and stops in time', async () => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const folder = project.write('properties', { 'some.test.ts': tests })
    const { output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/some\.test\.ts:9:\d+ › holds its seed/)
    expect(output).toMatch(/some\.test\.ts:21:\d+ › on a derived test @tagged/)
    expect(output).toMatch(/some\.test\.ts:32:\d+ › takes case a/)
    expect(output).toMatch(/5 passed/)
    expect(output).toMatch(/2 skipped/)
    expect(output).toMatch(/2 failed/)
    expect(output).toMatch(/Property failed after \d+ runs? and \d+ steps? of shrinking/)
    expect(output).toMatch(/closeData\(\)\s*\.lead\('[ab]'\)\s*\.lead\('[ab]'\)\s+with 0/)
    expect(output).toMatch(/See it again with \{ seed: 1, path: '[\d:]+' \}/)
    expect(output).toMatch(/stopped by the test's time limit after \d+ runs?/)
  })
})
