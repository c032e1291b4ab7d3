import { startEmulator } from '@sandpit/emulator'
import { hosted, occupied, PlaywrightProject } from '@sandpit/fixture-projects'
import { afterAll, expect, test } from 'vitest'

const project = new PlaywrightProject()
afterAll(() => project[Symbol.dispose]())

test('sandboxTest leases sandboxes of any server, as the config wants them', async () => {
  await using emulator = await startEmulator({ pools: { exa: 1, jira: 1, gmail: 1 } })
  const folder = project.write(
    'any-server',
    {
      'jira.test.ts': `
        import { expect } from '@playwright/test'
        import { sandboxTest } from '@sandpit/playwright'

        const test = sandboxTest('exa')
        const details = (id) =>
          fetch(process.env.KLAVIS_BASE_URL + '/sandbox/exa/' + id, {
            headers: { authorization: 'Bearer ' + process.env.KLAVIS_API_KEY },
          }).then((answer) => answer.json())

        test('is the one that was wanted', async ({ sandbox }) => {
          expect(await details(sandbox.sandboxId)).toMatchObject({
            server_name: 'exa', status: 'occupied', benchmark: 'MCP_Atlas',
          })
          expect(sandbox.mcpUrl).toMatch(/mcp$/)
          expect(JSON.stringify(sandbox)).not.toContain('mcp')
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
  expect(output).toMatch(/describes the data of 'exa'.*add its service to/)
  expect(output).toMatch(/Sandbox state[^]*could not be read/)
  expect(code).toBe(1)
  expect(emulator.calls().acquire).toBe(3)
  expect(occupied(emulator)).toEqual([])
})

test('sandboxTest knows the data of its system, and a failure shows it', async () => {
  const folder = project.write(
    'typed',
    {
      'jira.test.ts': `
        import { expect, sandboxTest } from '@sandpit/playwright'
        import { anyData } from '@sandpit/systems/arbitraries'

        const test = sandboxTest('jira').seeded({
          projects: [{ key: 'APP', name: 'App', issues: [{ summary: 'Fix the login' }] }],
        })
        test('starts with its seed', async ({ sandbox }) => {
          await expect(sandbox).toBeUnchanged()
          await expect(sandbox).toHave('issues', { summary: /login/ })
        })
        test('was changed', async ({ sandbox }) => {
          await sandbox.add({ boards: [{ name: 'Sprint' }] })
          await expect(sandbox).toBeUnchanged({ timeout: 0 })
        })
        test.prop([anyData('jira')], { numRuns: 5 })('keeps it all', async ([data], { sandbox }) => {
          await expect(sandbox).toMatchData(data)
        })
        test.describe(() => {
          test.use({ seed: { leads: [{ name: 'Acme' }] } })
          test('is seeded with what another system holds', ({ sandbox }) => {})
        })
      `,
    },
    `
    import { defineConfig } from '@playwright/test'
    import { sandpit } from '@sandpit/playwright/config'
    export default defineConfig(sandpit({ workers: 1, reporter: 'list' }))
    `,
  )
  const { code, output } = await project.run(folder)
  expect(output).toMatch(/2 passed/)
  expect(output).toMatch(/2 failed/)
  expect(output).toMatch(/toBeUnchanged\(\) failed\s+boards "Sprint": not expected/)
  expect(output).toMatch(
    /Sandbox changes[^]*boards "Sprint"[^]*Agent calls[^]*Sandbox seed[^]*key: 'APP'[^]*Sandbox state/,
  )
  expect(output).toMatch(/leads: "leads" is no field of JiraData/)
  expect(code).toBe(1)
})

const testsNaming = (named: string): string => `
    import { expect } from '@playwright/test'
    import { sandboxTest } from '@sandpit/playwright'
    const test = sandboxTest({ tracker: 'jira', mail: 'gmail' })
    for (const n of [1, 2, 3])
      test('test ' + n, ({ ${named} }) => {
        expect([tracker.server, mail.server]).toEqual(['jira', 'gmail'])
      })
  `

test('tests that name their sandboxes in opposite orders do not wait for each other', async () => {
  const pools = { jira: 1, gmail: 1 }
  await using emulator = await startEmulator({ pools, latencyMs: { acquire: 300 } })
  const folder = project.write(
    'orders',
    { 'a.test.ts': testsNaming('tracker, mail'), 'b.test.ts': testsNaming('mail, tracker') },
    `
    import { defineConfig } from '@playwright/test'
    import { sandpit } from '@sandpit/playwright/config'
    export default defineConfig(sandpit({ workers: 2, reporter: 'list' }))
    `,
  )
  const { code, output } = await project.run(folder, hosted(emulator))
  expect(output).toMatch(/6 passed/)
  expect(code).toBe(0)
  expect(occupied(emulator)).toEqual([])
})

test('localSandboxTest leases machines of their own, which start with a folder', async () => {
  await using emulator = await startEmulator()
  const folder = project.write(
    'local',
    {
      'local.test.ts': `
        import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
        import { expect } from '@playwright/test'
        import { localSandboxTest } from '@sandpit/playwright'

        mkdirSync('repository', { recursive: true })
        writeFileSync('repository/readme.txt', 'hello')

        const test = localSandboxTest(['git', 'filesystem'])
        test('starts empty', async ({ sandbox }) => {
          expect(Object.keys(sandbox.mcpUrls).toSorted()).toEqual(['filesystem', 'git'])
          await sandbox.download('out-empty')
          expect(readdirSync('out-empty')).toEqual([])
          await sandbox.upload('repository')
        })
        test.describe(() => {
          test.use({ workspace: 'repository' })
          test('starts with it, and tells its calls when it fails', async ({ sandbox }) => {
            await sandbox.download('out')
            expect(readFileSync('out/readme.txt', 'utf8')).toBe('hello')
            throw new Error('on purpose')
          })
        })
        test.describe(() => {
          test.use({ workspace: 'nowhere' })
          test('needs a folder', async ({ sandbox }) => {})
        })
      `,
    },
    `
    import { defineConfig } from '@playwright/test'
    import { sandpit } from '@sandpit/playwright/config'
    export default defineConfig(sandpit({ workers: 1, reporter: 'list' }))
    `,
  )
  const { output } = await project.run(folder, hosted(emulator))
  expect(output).toMatch(/1 passed/)
  expect(output).toMatch(/2 failed/)
  expect(output).toMatch(/on purpose[^]*Sandbox calls[^]*dump: \d+ ms/)
  expect(output).toMatch(/expected a folder of this machine, found '.*nowhere', which is none/)
  const headers = { authorization: `Bearer ${emulator.apiKey}` }
  const answer = await emulator.fetch(new Request(`${emulator.url}/local-sandbox`, { headers }))
  expect(await answer.json()).toMatchObject({ total_count: 0 })
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
