import { type RunnerAge, VitestProject } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const properties = `
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'
import fc from 'fast-check'

const anyLeads = fc
  .uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 6 })
  .map((numbers) => numbers.reduce((data, n) => data.lead('Lead ' + n), closeData()))

test.prop([anyLeads, fc.nat()], { numRuns: 30 })('holds', async ([seed, n], { close }) => {
  await expect(close).toBeUnchanged()
  await close.add(closeData().lead('left behind by ' + n))
  await expect(close).not.toBeUnchanged({ timeoutMs: 0 })
}, { timeout: 60_000 })

test.prop([anyLeads], { seed: 5 })('fails', async ([seed], { close, task }) => {
  expect(task.name).toBe('fails')
  const { leads = [] } = await close.dump()
  expect(leads.length).toBeLessThan(3)
})

test.prop([anyLeads])('takes too long', async () => {
  await new Promise((resolve) => setTimeout(resolve, 100))
}, { timeout: 600 })

test.prop.skip([anyLeads])('is left out', () => { throw new Error('not left out') })
test.prop.todo('is to be written')
test.prop.each(['a', 'b'])([anyLeads], { numRuns: 1 })('takes case %s', async ([], { close }, item) => {
  expect(['a', 'b']).toContain(item)
  await expect(close).toBeUnchanged()
})
test.seeded(closeData().lead('Seeded')).prop([anyLeads], { numRuns: 1, examples: [[closeData().lead('Example')]] })('of a seeded test', async ([], { close }) => {
  await expect(close).toHaveLead('Example')
})

test.extend('answer', () => 42).prop([anyLeads], { numRuns: 1 })('of a test with fixtures of its own', async ([], { answer }) => {
  expect(answer).toBe(42)
})

test('has its clean sandbox after all that', async ({ close }) => {
  await expect(close).toMatchCloseData({ leads: [] })
  await expect(close).not.toHaveLead(/./, { timeoutMs: 0 })
})

test('says what is missing', async ({ close }) => {
  await close.add(closeData().lead('CloudScale', (lead) => lead.task('Send proposal')))
  await expect(close).toHaveTask('CloudScale', { description: /follow up/i }, { timeoutMs: 50 })
})
`

describe.each<RunnerAge>(['oldest', 'newest'])(
  'properties and matchers on the %s Vitest',
  (age) => {
    const project = new VitestProject(age)
    afterAll(() => project[Symbol.dispose]())

    test('run, shrink and report', async () => {
      const folder = project.write('properties', { 'a.test.ts': properties })
      const { code, output } = await project.run(folder)
      expect(output).toMatch(/Tests {2}3 failed \| 6 passed \| 1 skipped \| 1 todo/)
      expect(output).toMatch(
        /Property failed after \d+ runs? and \d+ steps? of shrinking: expected 3 to be less than 3/,
      )
      expect(output).toMatch(/closeData\(\)(\.lead\('Lead [012]'\)){3}/)
      expect(output).toMatch(/See it again with \{ seed: 5, path: '[\d:]+' \}/)
      expect(output).toMatch(/stopped by the test's time limit after \d+ runs?/)
      expect(output).toMatch(/expect\(close\)\.toHaveTask\("CloudScale"/)
      expect(code).toBe(1)
    })
  },
)
