import { startEmulator } from '@sandpit/emulator'
import { hosted, occupied, PlaywrightProject } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const project = new PlaywrightProject()
const oldest = new PlaywrightProject('oldest')
afterAll(() => {
  project[Symbol.dispose]()
  oldest[Symbol.dispose]()
})

const imports = `
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/playwright/close'
const names = async (close) => ((await close.dump()).leads ?? []).map((lead) => lead.name)
`

const config = (options: string): string => `
import { defineConfig } from '@playwright/test'
import { closeData } from '@sandpit/close'
import { sandpit } from '@sandpit/playwright/config'
export default defineConfig(sandpit({ workers: 2, reporter: 'list', ${options} }))
`

const eightTests = `${imports}
  for (let n = 0; n < 8; n++)
    test('test ' + n, async ({ close }) => {
      expect(await names(close)).toEqual([])
      await close.add(closeData().lead('Left behind'))
    })
`

describe('sandboxes are shared', () => {
  test.each([
    ['oldest', oldest],
    ['newest', project],
  ] as const)('between projects, each with its own seed, on the %s Playwright', async (_, on) => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const folder = on.write(
      'projects',
      {
        'seeded.test.ts': `${imports}
          test('has the seed of its project', async ({ close }, { project }) => {
            expect(await names(close)).toEqual(project.name === 'bare' ? [] : [project.name])
          })
        `,
      },
      config(`projects: [
        { name: 'one', use: { seed: closeData().lead('one') } },
        { name: 'two', use: { seed: { leads: [{ name: 'two' }] } } },
        { name: 'bare' },
      ]`),
    )
    const { code, output } = await on.run(folder, hosted(emulator))
    expect(output).toMatch(/3 passed/)
    expect(code).toBe(0)
    expect(emulator.calls().acquire).toBeLessThanOrEqual(2)
    expect(occupied(emulator)).toEqual([])
  })

  test.each([
    ['--repeat-each=3 --workers=1', 24, 'newest', project],
    ['--shard=2/2', 4, 'newest', project],
    ['--shard=2/2', 4, 'oldest', oldest],
    ['--debug', 8, 'newest', project],
  ] as const)('with %s', async (flags, passed, _, on) => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const files = { 'eight.test.ts': eightTests }
    const folder = on.write(
      `with${flags.replaceAll(/\W+/g, '-')}`,
      files,
      config('fullyParallel: true'),
    )
    const { code, output } = await on.run(folder, hosted(emulator), flags.split(' '))
    expect(output).toMatch(new RegExp(`${passed} passed`))
    expect(code).toBe(0)
    expect(emulator.calls().acquire).toBeLessThanOrEqual(2)
    expect(occupied(emulator)).toEqual([])
  })

  test('by tests in serial mode, which a failure restarts together', async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write(
      'serial',
      {
        'serial.test.ts': `${imports}
          test.describe.configure({ mode: 'serial', retries: 1 })
          test('first', async ({ close }) => {
            expect(await names(close)).toEqual([])
            await close.add(closeData().lead('Left behind'))
          })
          test('second', async ({ close }, { retry }) => {
            expect(await names(close)).toEqual([])
            expect(retry).toBe(1)
          })
        `,
      },
      config(''),
    )
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/1 flaky/)
    expect(code).toBe(0)
    expect(emulator.calls().acquire).toBe(1)
  })
})

describe('the fixtures compose', () => {
  test("with a user's own, with those of others, and in a project that is not an ES module", async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write(
      'composed',
      {
        'composed.test.ts': `
          import { mergeExpects, mergeTests, test as plain } from '@playwright/test'
          import { closeData } from '@sandpit/close'
          import { expect as closeExpect, test as close } from '@sandpit/playwright/close'

          const other = plain.extend<{ answer: number }>({ answer: 42 })
          const otherExpect = closeExpect.extend({ toBeEven: (n: number) => ({ pass: n % 2 === 0, message: () => '' }) })
          const expect = mergeExpects(closeExpect, otherExpect)
          const test = mergeTests(close, other).extend<{ firstLead: string | undefined }>({
            firstLead: async ({ close }, use) => use((await close.dump()).leads?.[0]?.name),
            seed: closeData().lead('By extension'),
          })

          test('a test of all', async ({ firstLead, answer, close }) => {
            expect(firstLead).toBe('By extension')
            expect(answer).toBeEven()
            await expect(close).toHaveLead(/exten/)
          })
        `,
        'package.json': '{ "type": "commonjs" }',
      },
      config(''),
    )
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/1 passed/)
    expect(code).toBe(0)
  })

  test("with a config's own global setup, which runs after ours and may rely on it", async () => {
    await using emulator = await startEmulator({ pools: { close: 1 } })
    const folder = project.write(
      'setup',
      {
        'eight.test.ts': eightTests,
        'setup.ts': `export default () => console.log('own setup', 'SANDPIT_BROKER' in process.env)`,
      },
      config(`globalSetup: './setup.ts'`),
    )
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toContain('own setup true')
    expect(output).toMatch(/8 passed/)
    expect(code).toBe(0)
  })
})
