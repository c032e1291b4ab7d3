import { startEmulator } from '@sandpit/emulator'
import { hosted, occupied } from '@sandpit/fixture-projects'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { becomeCommonJs, compile, tsconfigs } from './lib/guided-project.ts'
import { HalfPublished } from './lib/half-published.ts'
import { installedIn } from './lib/installed.ts'
import { NodeVersions } from './lib/node-version.ts'
import { playwrightGuide, required } from './lib/playwright-guide.ts'
import { publishAll } from './lib/publish.ts'
import { Registry } from './lib/registry.ts'
import { installCommand, managers, setups } from './lib/setup.ts'
import { StrangersProject } from './lib/strangers-project.ts'
import { Timetable } from './lib/timetable.ts'
import { property, propertyWithoutFastCheck, vitestGuide } from './lib/vitest-guide.ts'

/** Installs and starts whole projects, on a machine that may be busy. */
const minutes = 5 * 60_000

const form = process.env['SANDPIT_REHEARSAL']

/** What a guide leaves to its reader. */
const typescript = 'typescript @types/node'

describe('a stranger who follows the guides', { timeout: minutes }, () => {
  const timetable = new Timetable()
  let registry: Registry
  let nodes: NodeVersions
  beforeAll(async () => {
    registry = await Registry.start()
    nodes = new NodeVersions(registry)
    await publishAll(registry)
  }, minutes)
  afterAll(async () => {
    if (form === 'all') process.stdout.write(timetable.toMarkdown())
    nodes[Symbol.dispose]()
    await registry[Symbol.asyncDispose]()
  })

  test('finds every package', async () => {
    const names = ['cli', 'client', 'close', 'emulator', 'gateway', 'lease', 'playwright']
    for (const name of [...names, 'systems', 'vitest']) {
      const answer = await fetch(`${registry.url}@sandpit%2f${name}/latest`)
      expect(await answer.json()).toMatchObject({ name: `@sandpit/${name}` })
    }
  })

  test.each(setups(form))('gets started in Vitest: $name', async (setup) => {
    const { manager, node } = setup
    using project = new StrangersProject(registry, { manager, path: await nodes.path(node) })
    const time = timetable.begin('Vitest', setup.name)
    const { install, files } = vitestGuide()
    project.write({ ...files, ...tsconfigs(setup) })
    await time(project.mustRun(installCommand(install, typescript, setup)))
    await time(compile(project, setup))
    const { code, output } = await time(project.run(`${manager.run} vitest run`))
    expect(output).toMatch(/3 passed[^]*3 passed/)
    expect(output).toContain('sandboxes of the embedded emulator')
    expect(code).toBe(0)

    project.write({ 'property.test.ts': propertyWithoutFastCheck })
    const without = await project.run(`${manager.run} vitest run property`)
    expect(without.output).toContain('needs fast-check, which is not installed; run `npm install')
    expect(without.code).toBe(1)

    if (!setup.isThorough) return
    await project.mustRun(installCommand('', 'fast-check', setup))
    project.write({ 'property.test.ts': property })
    becomeCommonJs(project)
    await compile(project, setup)
    const again = await time(project.run(`${manager.run} vitest run`))
    expect(again.output).toMatch(/4 passed[^]*4 passed/)
    expect(again.code).toBe(0)
  })

  test.each(setups(form))('goes on to Playwright: $name', async (setup) => {
    const { manager, node } = setup
    using project = new StrangersProject(registry, { manager, path: await nodes.path(node) })
    const time = timetable.begin('Playwright', setup.name)
    const { install, files } = playwrightGuide()
    project.write({ ...files, ...tsconfigs(setup) })
    await time(project.mustRun(installCommand(install, typescript, setup)))
    await time(compile(project, setup))
    await using emulator = await startEmulator({ pools: { close: 4 } })
    const run = () => project.run(`${manager.run} playwright test`, hosted(emulator))
    const { code, output } = await time(run())
    expect(output).toContain('1 passed')
    expect(code).toBe(0)
    expect(emulator.calls()).toMatchObject({ acquire: 1, release: 1 })

    project.write(required)
    becomeCommonJs(project)
    if (setup.isThorough) await compile(project, setup)
    const again = await time(run())
    expect(again.output).toContain('3 passed')
    expect(again.code).toBe(0)
    expect(occupied(emulator)).toEqual([])
  })

  test.each(managers(form))(
    'is told of a release that is half published: $name',
    async (manager) => {
      await using half = await HalfPublished.start(registry, '@sandpit/lease')
      using project = new StrangersProject(half, { manager })
      const before = project.read('package.json')
      const { code, output } = await project.run(`${manager.add} @sandpit/vitest`)
      expect(output).toMatch(/@sandpit(\/|%2f)lease/i)
      expect(code).not.toBe(0)
      expect(project.read('package.json')).toBe(before)
      expect(project.has('node_modules')).toBe(false)
    },
  )

  test.runIf(form === 'all')('adds at most 12 MB and 25 packages to a project', async () => {
    using project = new StrangersProject(registry)
    await project.mustRun('npm install -D vitest')
    const before = installedIn(project)
    await project.mustRun(vitestGuide().install)
    const after = installedIn(project)
    const packages = after.packages - before.packages
    const megabytes = (after.bytes - before.bytes) / 1e6
    process.stdout.write(
      `\n@sandpit/vitest adds ${packages} packages, ${megabytes.toFixed(1)} MB\n`,
    )
    expect(packages).toBeLessThanOrEqual(25)
    expect(megabytes).toBeLessThanOrEqual(12)
  })
})
