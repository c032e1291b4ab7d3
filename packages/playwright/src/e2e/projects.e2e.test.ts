import { startEmulator } from '@sandpit/emulator'
import { hosted, occupied, PlaywrightProject, type RunnerAge } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const configOf = (projects: string): string => `
import { defineConfig } from '@playwright/test'
import { sandpit } from '@sandpit/playwright/config'
export default defineConfig(sandpit({
  workers: 2, fullyParallel: true, reporter: 'list', timeout: 5000, projects: [${projects}],
}))
`

const tests = `
import { expect, test } from '@sandpit/playwright/close'

const { KLAVIS_BASE_URL: url, KLAVIS_API_KEY: key } = process.env
const details = async (id) => {
  const answer = await fetch(url + '/sandbox/close/' + id, { headers: { authorization: 'Bearer ' + key } })
  return answer.ok ? (await answer.json()).benchmark : 'not of the hosted service'
}
for (const n of [1, 2])
  test('test ' + n, async ({ close }, { project }) => {
    console.log(project.name + ' has ' + (await details(close.sandboxId)))
    // Two workers are at it, and each of them has its own sandbox.
    await new Promise((resolve) => setTimeout(resolve, 200))
  })
`

describe.each<RunnerAge>(['oldest', 'newest'])('on the %s Playwright', (age) => {
  const project = new PlaywrightProject(age)
  afterAll(() => project[Symbol.dispose]())

  test('each project has the sandboxes it wants, and no more are taken at a time than there are workers', async () => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const config = configOf(`
      { name: 'plain' },
      { name: 'atlas', use: { sandboxes: { benchmark: 'MCP_Atlas' } } },
      { name: 'toolathlon', use: { sandboxes: { benchmark: 'Toolathlon', testAccountEmail: 'a@b.test' } } },
      { name: 'embedded', use: { sandboxes: { service: 'emulator' } } },
    `)
    const folder = project.write('projects', { 'some.test.ts': tests }, config)
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/8 passed/)
    expect(code).toBe(0)
    expect(output).toMatch(/sandboxes of http[^]*sandboxes of the embedded emulator/)
    expect(output.match(/plain has null/g)).toHaveLength(2)
    expect(output.match(/atlas has MCP_Atlas/g)).toHaveLength(2)
    expect(output.match(/toolathlon has Toolathlon/g)).toHaveLength(2)
    expect(output.match(/embedded has not of the hosted service/g)).toHaveLength(2)
    // The pool of two would have been empty, and a test too late, had a project that is done kept one.
    expect(occupied(emulator)).toEqual([])
  })
})

describe('what a project cannot have', () => {
  const project = new PlaywrightProject()
  afterAll(() => project[Symbol.dispose]())

  test('stops the run before any test', async () => {
    const config = configOf(`{ name: 'one', use: { sandboxes: { service: 'hostd' } as never } }`)
    const folder = project.write('wrong', { 'some.test.ts': tests }, config)
    const { code, output } = await project.run(folder)
    expect(output).toMatch(/`sandboxes` of project 'one' has service: "hostd"/)
    expect(output).not.toMatch(/test 1/)
    expect(code).toBe(1)
  })

  test('such as a service whose key is missing', async () => {
    const config = configOf(`{ name: 'one', use: { sandboxes: { service: 'hosted' } } }`)
    const folder = project.write('missing', { 'some.test.ts': tests }, config)
    const { output } = await project.run(folder)
    expect(output).toMatch(/KLAVIS_API_KEY is not set; set it/)
  })

  test('fails its tests where only the service knows, as which benchmarks there are', async () => {
    const config = configOf(`{ name: 'one', use: { sandboxes: { benchmark: 'Toolathon' } } }`)
    const folder = project.write('unknown', { 'some.test.ts': tests }, config)
    const { output } = await project.run(folder, {}, ['--grep', 'test 1'])
    expect(output).toMatch(/benchmark.*Toolathlon/)
    expect(output).toMatch(/1 failed/)
  })
})

test('a file may want others than its project, and a project may run tests on another server', async () => {
  using project = new PlaywrightProject()
  await using emulator = await startEmulator({ pools: { jira: 1, gmail: 1, close: 1 } })
  const config = configOf(
    `{ name: 'tracker' }, { name: 'mail', use: { server: 'gmail' } as object }`,
  )
  const folder = project.write(
    'servers',
    {
      'some.test.ts': `
        import { expect } from '@playwright/test'
        import { sandboxTest } from '@sandpit/playwright'
        sandboxTest('jira')('has a server', ({ sandbox }, { project }) => {
          expect(sandbox.server).toBe(project.name === 'mail' ? 'gmail' : 'jira')
        })
      `,
      'other.test.ts': `${tests}
        test.use({ sandboxes: { benchmark: 'MCP_Atlas' } })
      `,
    },
    config,
  )
  const flags = ['--workers=1', '--grep', 'has a server|test 1']
  const { output } = await project.run(folder, hosted(emulator), flags)
  expect(output).toMatch(/4 passed/)
  expect(output.match(/(tracker|mail) has MCP_Atlas/g)).toHaveLength(2)
})
