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

const plain = `
import { sandpit } from '@sandpit/vitest/plugin'
export default { plugins: [sandpit()], test: { maxWorkers: 1 } }
`

const one = `
import { expect, sandboxTest } from '@sandpit/vitest'

const test = sandboxTest('exa')
const seen = []
test('has a sandbox', async ({ sandbox }) => {
  expect(sandbox.server).toBe('exa')
  expect(sandbox.mcpUrl).toMatch(/^http:/)
  expect(JSON.stringify(sandbox)).not.toContain(sandbox.mcpUrl)
  seen.push(sandbox)
})
test('has it only as long as it runs', async ({ sandbox }) => {
  await sandbox.reset()
  await expect(seen[0].reset()).rejects.toThrow(/belongs to a test that is over/)
})
test('cannot be filled without a description', async ({ sandbox }) => {
  await expect(sandbox.add({})).rejects.toThrow(/describes the data of 'exa'.*services/)
  await expect(expect(sandbox).toMatchData({})).rejects.toThrow(/Nothing describes the data of 'exa'/)
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

/** What a user would write of a system that the public document describes. */
const typed = `
import { expect, sandboxTest } from '@sandpit/vitest'
import { anyData } from '@sandpit/systems/arbitraries'

const jira = sandboxTest('jira')
const project = (...issues) => ({ projects: [{ key: 'APP', name: 'App', issues }] })
const test = jira.seeded(project({ summary: 'Fix the login' }))

test('starts with its seed', async ({ sandbox }) => {
  await expect(sandbox).toBeUnchanged()
  await expect(sandbox).toHave('issues', { summary: /login/ })
  await expect(sandbox).toMatchData({ projects: [{ key: 'APP' }] })
  await sandbox.reseed(project())
  await expect(sandbox).not.toHave('issues', { summary: /login/ })
  await expect(sandbox).not.toHaveCalled()
})
test('has not what it looks for', async ({ sandbox }) => {
  await expect(sandbox).toHave('issues', { summary: 'Fix the log-in' }, { timeout: 0 })
})
test('looks for what there cannot be', async ({ sandbox }) => {
  await expect(sandbox).not.toHave('isues', { summary: 'Fix the login' })
})
test('forgets to wait', async ({ sandbox }) => {
  expect(sandbox).toHave('issues', { summary: 'Never' })
})
test('was changed', async ({ sandbox }) => {
  await sandbox.add({ boards: [{ name: 'Sprint' }] })
  await expect(sandbox).toBeUnchanged({ timeout: 0 })
})
test.prop([anyData('jira')], { numRuns: 5 })('keeps all of it', async ([data], { sandbox }) => {
  await expect(sandbox).toMatchData(data)
})
test.prop([anyData('jira')], { seed: 42 })('has no board', async ([data], { sandbox }) => {
  const { boards } = await sandbox.dump()
  expect(boards ?? []).toHaveLength(0)
})
jira.seeded({ leads: [{ name: 'Acme' }] })('is seeded with what another system holds', ({ sandbox }) => {})

const both = sandboxTest({ crm: 'close', mail: 'gmail' })
both.override('seeds', { crm: { leads: [{ name: 'Acme' }] }, mail: { messages: [] } })
both('has matchers of each', async ({ crm, mail }) => {
  await expect(crm).toHaveLead('Acme')
  await expect(mail).not.toHave('messages', { subject: /./ })
  await expect(expect(crm).toHave('leads', {})).rejects.toThrow(/Close has matchers of its own, such as toHaveLead/)
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
      ).toEqual(['close', 'exa', 'gmail', 'jira'])
      expect(emulator.calls().acquire).toBe(4)
      expect(occupied(emulator)).toEqual([])
    })

    test('know the data of their systems', async () => {
      await using emulator = await startEmulator()
      const folder = project.write('typed', { 'a.test.ts': typed }, plain)
      const { code, output } = await project.run(folder, hosted(emulator))
      expect(output).toMatch(/Tests {2}6 failed \| 3 passed/)
      expect(output).toMatch(
        /toHave\("issues", \{ summary: "Fix the log-in" \}\) failed\n\nnone of the sandbox's issues matches; the one that is there:\nsummary: expected "Fix the log-in", got "Fix the login"/,
      )
      expect(output).toMatch(/The data of 'jira' has no list 'isues'; did you mean issues\?/)
      expect(output).toMatch(/expect\(sandbox\)\.toHave\(…\) is not awaited/)
      expect(output).toMatch(/toBeUnchanged\(\) failed\n\nboards "Sprint": not expected/)
      expect(output).toMatch(/The smallest seed that fails:\n +\{ boards: \[\{ name: '.*' }\] }/)
      expect(output).toMatch(/leads: "leads" is no field of JiraData/)
      expect(code).toBe(1)
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

test('the embedded emulator has the tools and local servers that the config gives it', async () => {
  using project = new VitestProject()
  const withTools = `
    import { defineEmulatedSystem } from '@sandpit/emulator'
    import { sandpit } from '@sandpit/vitest/plugin'
    const linear = defineEmulatedSystem({
      server: 'linear',
      tools: [{
        name: 'linear_count', description: 'Counts', inputSchema: { type: 'object', properties: {} },
        call: (_args, { data }) => ({ projects: data.projects?.length ?? 0 }),
      }],
    })
    const program = 'require("readline").createInterface({ input: process.stdin }).on("line", (line) => { const { id } = JSON.parse(line); if (id !== undefined) console.log(JSON.stringify({ jsonrpc: "2.0", id, result: { content: [{ type: "text", text: "of git" }] } })) })'
    const git = { command: process.execPath, args: ['-e', program] }
    export default { plugins: [sandpit({ emulator: { systems: [linear], localServers: { git } } })] }
  `
  const ask = `
    const answerOf = async (url) => {
      const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
      const params = { name: 'linear_count', arguments: {} }
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })
      return (await fetch(url, { method: 'POST', headers, body })).text()
    }
  `
  const folder = project.write(
    'with-tools',
    {
      'a.test.ts': `
        import { expect, localSandboxTest, sandboxTest } from '@sandpit/vitest'
        ${ask}
        const test = sandboxTest('linear').seeded({ projects: [{ name: 'Roadmap' }] })
        test('has the tool', async ({ sandbox }) => {
          expect(await answerOf(sandbox.mcpUrl)).toContain('projects')
          await expect(sandbox).toHaveCalled('linear_count')
        })
        localSandboxTest(['git'])('has the server', async ({ sandbox }) => {
          expect(await answerOf(sandbox.mcpUrls.git)).toContain('of git')
        })
      `,
    },
    withTools,
  )
  const { code, output } = await project.run(folder)
  expect(output).toMatch(/2 passed/)
  expect(code).toBe(0)
})

test('a read-only test of a system whose tools are known is kept from those that write', async () => {
  using project = new VitestProject()
  const tests = `
    import { expect, sandboxTest } from '@sandpit/vitest'
    const test = sandboxTest('gmail')
    const call = async (url, name, args) => {
      const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } })
      return (await fetch(url, { method: 'POST', headers, body })).text()
    }
    test.override('readOnly', true)
    test('reads', async ({ sandbox }) => {
      expect(await call(sandbox.mcpUrl, 'gmail_search_emails', { query: '' })).toContain('result')
    })
    test('writes', async ({ sandbox }) => {
      const mail = { to: ['a@b.test'], subject: 'Hello', body: 'Hello' }
      expect(await call(sandbox.mcpUrl, 'gmail_send_email', mail)).toContain('error')
    })
  `
  const { output } = await project.run(project.write('read-only', { 'a.test.ts': tests }))
  expect(output).toMatch(/1 failed \| 1 passed/)
  expect(output).toMatch(/which were refused: gmail_send_email/)
})

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
