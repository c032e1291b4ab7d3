import { startEmulator } from '@sandpit/emulator'
import { afterAll, describe, expect, test } from 'vitest'
import { FixtureProject, type VitestAge } from './fixture-project.ts'
import { hosted, occupied } from './service.ts'

const config = `
import { sandpit } from '@sandpit/vitest/plugin'
import { defineService } from '@sandpit/client/service'
import { z } from 'zod'

const jira = defineService({ server: 'jira', seed: z.object({ issues: z.array(z.string()) }), dump: z.unknown() })
export default { plugins: [sandpit({ services: [jira] })], test: { maxWorkers: 2 } }
`

const one = `
import { sandboxTest } from '@sandpit/vitest'
import { expect } from 'vitest'

const test = sandboxTest('github')
const seen = []
test('has a sandbox', async ({ sandbox }) => {
  expect(sandbox.server).toBe('github')
  expect(sandbox.mcpUrl).toMatch(/^http:/)
  expect(JSON.stringify(sandbox)).not.toContain(sandbox.mcpUrl)
  seen.push(sandbox)
})
test('has it only as long as it runs', async ({ sandbox }) => {
  await sandbox.reset()
  await expect(seen[0].reset()).rejects.toThrow(/belongs to a test that is over/)
})
test('cannot be filled without a description', async ({ sandbox }) => {
  await expect(sandbox.add({})).rejects.toThrow(/Nothing describes the seeds and dumps of 'github'.*services/)
})
`

const several = `
import { sandboxTest } from '@sandpit/vitest'
import { expect } from 'vitest'

const test = sandboxTest({ tracker: 'jira', crm: 'close', mail: 'gmail' })
test.override('seeds', { crm: { leads: [{ name: 'Acme' }] } })
test('has them all, each with its seed', async ({ tracker, crm, mail }) => {
  expect([tracker.server, crm.server, mail.server]).toEqual(['jira', 'close', 'gmail'])
  expect((await crm.dump()).leads.map((lead) => lead.name)).toEqual(['Acme'])
})
test('takes those it asks for', async ({ crm }) => {
  await expect(crm.add({ leads: [{ name: 5 }] })).rejects.toThrow(/leads\\[0\\]\\.name/)
})
test.describe('badly seeded', () => {
  test.override('seeds', { tracker: { issues: 'none' } })
  test('fails', async ({ tracker }) => {})
})
`

describe.each<VitestAge>(['oldest', 'newest'])(
  'sandboxes of any system on the %s Vitest',
  (age) => {
    const project = new FixtureProject(age)
    afterAll(() => project[Symbol.dispose]())

    test('are leased like those of Close', async () => {
      await using emulator = await startEmulator()
      const folder = project.write('systems', { 'a.test.ts': one, 'b.test.ts': several }, config)
      const { code, output } = await project.run(folder, hosted(emulator))
      expect(output).toMatch(/Tests {2}1 failed \| 5 passed/)
      expect(output).toMatch(/issues.*"none"/)
      expect(code).toBe(1)
      expect(
        emulator
          .sandboxes()
          .map((each) => each.server)
          .toSorted(),
      ).toEqual(['close', 'github', 'gmail', 'jira'])
      expect(emulator.calls().acquire).toBe(4)
      expect(occupied(emulator)).toEqual([])
    })
  },
)
