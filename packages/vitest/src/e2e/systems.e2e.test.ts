import { startEmulator } from '@sandpit/emulator'
import { hosted, occupied, type RunnerAge, VitestProject } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

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
test('gets one of each server', () => {
  const twins = () => sandboxTest({ one: 'jira', crm: 'close', other: 'jira' })
  expect(twins).toThrow(/'one' and 'other' are all sandboxes of 'jira', and a test gets one of each/)
})
test('takes those it asks for', async ({ crm }) => {
  await expect(crm.add({ leads: [{ name: 5 }] })).rejects.toThrow(/leads\\[0\\]\\.name/)
})
test.describe('badly seeded', () => {
  test.override('seeds', { tracker: { issues: 'none' } })
  test('fails', async ({ tracker }) => {})
})
`

const local = `
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { localSandboxTest } from '@sandpit/vitest'
import { expect } from 'vitest'

mkdirSync('repository', { recursive: true })
mkdirSync('other', { recursive: true })
writeFileSync('repository/readme.txt', 'hello')
writeFileSync('other/notes.txt', 'notes')

const test = localSandboxTest(['git', 'filesystem'])
test('starts empty', async ({ sandbox }) => {
  expect(Object.keys(sandbox.mcpUrls).toSorted()).toEqual(['filesystem', 'git'])
  expect(JSON.stringify(sandbox)).not.toContain('http')
  await sandbox.download('out-empty')
  expect(readdirSync('out-empty')).toEqual([])
  await sandbox.upload('other')
  await sandbox.download('out-other')
  expect(readFileSync('out-other/notes.txt', 'utf8')).toBe('notes')
})
test.describe('with a workspace', () => {
  test.override('workspace', 'repository')
  test('starts with it and nothing else', async ({ sandbox }) => {
    await sandbox.download('out')
    expect(readdirSync('out')).toEqual(['readme.txt'])
    expect(readFileSync('out/readme.txt', 'utf8')).toBe('hello')
  })
})
test.describe('with a folder that is none', () => {
  test.override('workspace', 'nowhere')
  test('fails', async ({ sandbox }) => {})
})
`

describe.each<RunnerAge>(['oldest', 'newest'])(
  'sandboxes of any system on the %s Vitest',
  (age) => {
    const project = new VitestProject(age)
    afterAll(() => project[Symbol.dispose]())

    test('are leased like those of Close', async () => {
      await using emulator = await startEmulator()
      const folder = project.write('systems', { 'a.test.ts': one, 'b.test.ts': several }, config)
      const { code, output } = await project.run(folder, hosted(emulator))
      expect(output).toMatch(/Tests {2}1 failed \| 6 passed/)
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

    test('may be machines of their own, which start with a folder', async () => {
      await using emulator = await startEmulator()
      const folder = project.write('local', { 'a.test.ts': local })
      const { code, output } = await project.run(folder, hosted(emulator))
      expect(output).toMatch(/Tests {2}1 failed \| 2 passed/)
      expect(output).toMatch(/expected a folder of this machine, found '.*nowhere', which is none/)
      expect(code).toBe(1)
      const headers = { authorization: `Bearer ${emulator.apiKey}` }
      const answer = await emulator.fetch(new Request(`${emulator.url}/local-sandbox`, { headers }))
      expect(await answer.json()).toMatchObject({ total_count: 0 })
    })
  },
)

const testsOf = (first: string, second: string): string => `
    import { sandboxTest } from '@sandpit/vitest'
    import { expect } from 'vitest'
    for (const server of ['${first}', '${second}']) {
      const test = sandboxTest(server)
      test('has a ' + server, ({ sandbox }) => {
        expect(sandbox.server).toBe(server)
      })
    }
  `

test('files that want their sandboxes in opposite orders do not wait for each other', async () => {
  using project = new VitestProject()
  const pools = { jira: 1, gmail: 1 }
  await using emulator = await startEmulator({ pools, latencyMs: { acquire: 300 } })
  const files = { 'a.test.ts': testsOf('jira', 'gmail'), 'b.test.ts': testsOf('gmail', 'jira') }
  const { code, output } = await project.run(
    project.write('orders', files, config),
    hosted(emulator),
  )
  expect(output).toMatch(/4 passed/)
  expect(code).toBe(0)
  expect(occupied(emulator)).toEqual([])
})

const testOf = (server: string): string => `
    import { sandboxTest } from '@sandpit/vitest'
    sandboxTest('${server}')('uses ${server}', ({ sandbox }) => {})
  `

test('a file whose tests are all left out takes nothing, nor does it leave that to the next', async () => {
  using project = new VitestProject()
  await using emulator = await startEmulator()
  // The larger file is the first to run.
  const files = { 'a.test.ts': testOf('gmail'), 'b.test.ts': testOf('jira') }
  const { code, output } = await project.run(
    project.write('left-out', files, config),
    hosted(emulator),
    ['--no-isolate', '--maxWorkers=1', '-t', 'uses jira'],
  )
  expect(output).toMatch(/1 passed/)
  expect(code).toBe(0)
  expect(emulator.calls().acquire).toBe(1)
})
