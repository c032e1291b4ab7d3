import { startEmulator } from '@sandpit/emulator'
import { hosted, occupied } from '@sandpit/fixture-projects'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readGuide } from './lib/guide.ts'
import { publishAll } from './lib/publish.ts'
import { Registry } from './lib/registry.ts'
import { installCommand, type Setup, setups } from './lib/setup.ts'
import { StrangersProject } from './lib/strangers-project.ts'

/** Installs and starts whole projects, on a machine that may be busy. */
const minutes = 5 * 60_000

/** The agent that the guide leaves to its reader. */
const agent = `
export async function runMyAgent(mcpUrl: string): Promise<void> {
  const call = async (name: string, args: object): Promise<string> => {
    const answer = await fetch(mcpUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({
        jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args },
      }),
    })
    return answer.text()
  }
  const found = await call('close_search_leads', { query: 'CloudScale' })
  const [leadId] = /lead_\\w+/.exec(found) ?? []
  await call('close_create_task', { lead_id: leadId, text: 'Call Sarah Mitchell' })
}
`
const withAgent = "import { runMyAgent } from './my-agent.js'\n"

/** As strict as a project may be; our own types are looked at too. */
const tsconfig = ({ versions }: Setup): string =>
  JSON.stringify({
    compilerOptions: {
      target: 'es2024',
      module: 'nodenext',
      lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable'],
      types: ['node'],
      strict: true,
      // The own types of Vitest 4.1.0 do not stand it.
      exactOptionalPropertyTypes: versions['vitest'] === undefined,
      skipLibCheck: false,
      noEmit: true,
    },
  })

describe('a stranger who follows the guides', { timeout: minutes }, () => {
  let registry: Registry
  beforeAll(async () => {
    registry = await Registry.start()
    await publishAll(registry)
  }, minutes)
  afterAll(() => registry[Symbol.asyncDispose]())

  test('finds every package', async () => {
    const names = ['cli', 'client', 'close', 'emulator', 'gateway', 'lease', 'playwright']
    for (const name of [...names, 'systems', 'vitest']) {
      const answer = await fetch(`${registry.url}@sandpit%2f${name}/latest`)
      expect(await answer.json()).toMatchObject({ name: `@sandpit/${name}` })
    }
  })

  test.each(setups(process.env['SANDPIT_REHEARSAL']))(
    'gets started in Vitest: $name',
    async (setup) => {
      using project = new StrangersProject(registry)
      const { install, code } = readGuide('getting-started')
      const [empty = '', sample = '', booked = '', config = '', ...more] = code
      expect(more, 'code of the guide that nobody runs').toEqual([])
      project.write({
        'tsconfig.json': tsconfig(setup),
        'my-agent.ts': agent,
        'empty.test.ts': empty,
        'sample.test.ts': sample,
        'booked.test.ts': withAgent + booked,
        'vitest.config.ts': config,
      })
      await project.mustRun(installCommand(install, 'typescript @types/node', setup))
      const types = await project.run('npx tsc -p .')
      expect(types).toEqual({ code: 0, output: '' })
      const { code: exit, output } = await project.run('npx vitest run')
      expect(output).toMatch(/3 passed[^]*3 passed/)
      expect(output).toContain('sandboxes of the embedded emulator')
      expect(exit).toBe(0)
    },
  )

  test.each(setups(process.env['SANDPIT_REHEARSAL']))(
    'goes on to Playwright: $name',
    async (setup) => {
      using project = new StrangersProject(registry)
      const { install, code } = readGuide('playwright')
      const [board = '', config = '', projects = '', app = '', properties = '', ...more] = code
      expect(more, 'code of the guide that nobody runs').toEqual([])
      project.write({
        'tsconfig.json': tsconfig(setup),
        'tests/board.spec.ts': withoutPage(board),
        'playwright.config.ts': config,
        // Compiled only: they want an application with a page.
        'more/board.ts': board,
        'more/projects.ts': projects,
        'more/app.ts': app,
        'more/properties.ts': properties,
      })
      await project.mustRun(installCommand(install, 'typescript @types/node', setup))
      expect(await project.run('npx tsc -p .')).toEqual({ code: 0, output: '' })
      await using emulator = await startEmulator({ pools: { close: 4 } })
      const { code: exit, output } = await project.run('npx playwright test', hosted(emulator))
      expect(output).toContain('1 passed')
      expect(exit).toBe(0)
      expect(emulator.calls()).toMatchObject({ acquire: 1, release: 1 })
      expect(occupied(emulator)).toEqual([])
    },
  )
})

/** An example without the lines about a page, since a browser is not what is rehearsed. */
function withoutPage(code: string): string {
  return code.replace(', page }', ' }').replaceAll(/^.*\bpage\..*\n/gm, '')
}
