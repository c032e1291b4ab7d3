import { startEmulator } from '@sandpit/emulator'
import { hosted, occupied, PlaywrightProject } from '@sandpit/fixture-projects'
import { afterAll, expect, test } from 'vitest'

const project = new PlaywrightProject()
afterAll(() => project[Symbol.dispose]())

test('sandboxTest leases sandboxes of any server, as the config wants them', async () => {
  await using emulator = await startEmulator({ pools: { jira: 1, gmail: 1 } })
  const folder = project.write(
    'any-server',
    {
      'jira.test.ts': `
        import { expect } from '@playwright/test'
        import { sandboxTest } from '@sandpit/playwright'

        const test = sandboxTest('jira')
        const details = (id) =>
          fetch(process.env.KLAVIS_BASE_URL + '/sandbox/jira/' + id, {
            headers: { authorization: 'Bearer ' + process.env.KLAVIS_API_KEY },
          }).then((answer) => answer.json())

        test('is the one that was wanted', async ({ sandbox }) => {
          expect(await details(sandbox.sandboxId)).toMatchObject({
            server_name: 'jira', status: 'occupied', benchmark: 'MCP_Atlas',
          })
          expect(sandbox.mcpUrl).toContain('instance_id=')
          expect(JSON.stringify(sandbox)).not.toContain('instance_id')
          await sandbox.reset()
        })
        test('says what it is missing', async ({ sandbox }) => {
          await sandbox.dump()
        })
        const both = sandboxTest({ tracker: 'jira', mail: 'gmail' })
        both('has one of each', ({ tracker, mail }) => {
          expect([tracker.server, mail.server]).toEqual(['jira', 'gmail'])
          expect(() => sandboxTest({ one: 'jira', other: 'jira' })).toThrow(/'one' and 'other' are all/)
        })
        test.describe(() => {
          test.use({ seed: { issues: [] } })
          test('cannot be filled unless described', async ({ sandbox }) => {})
        })
      `,
    },
    `
    import { defineConfig } from '@playwright/test'
    import { sandpit } from '@sandpit/playwright/config'
    export default defineConfig(sandpit({ workers: 1, reporter: 'list' }, { benchmark: 'MCP_Atlas' }))
    `,
  )
  const { code, output } = await project.run(folder, hosted(emulator))
  expect(output).toMatch(/2 passed/)
  expect(output).toMatch(/2 failed/)
  expect(output).toMatch(/Nothing describes the seeds and dumps of 'jira'.*add its service to/)
  expect(output).toMatch(/Sandbox state[^]*could not be read/)
  expect(code).toBe(1)
  expect(emulator.calls().acquire).toBe(2)
  expect(occupied(emulator)).toEqual([])
})

test('an option that there is not stops the run, with those that there are', async () => {
  const config = `
    import { sandpit } from '@sandpit/playwright/config'
    export default sandpit({}, { workers: 4 } as never)
  `
  const folder = project.write('unknown-option', {}, config)
  const { code, output } = await project.run(folder)
  expect(output).toMatch(/sandpit\(\) has no option 'workers'; it has service, spares,/)
  expect(code).toBe(1)
})
