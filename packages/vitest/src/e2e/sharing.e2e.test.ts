import { startEmulator } from '@sandpit/emulator'
import {
  cleanStartTests,
  hosted,
  occupied,
  type RunnerAge,
  VitestProject,
} from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const file = (name: string): string => `
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

test.override('seed', closeData().lead('${name}'))
${cleanStartTests(name)}test('needs no sandbox', () => {})
`

const eightFiles = Object.fromEntries(
  Array.from({ length: 8 }, (_, index) => [`file-${index}.test.ts`, file(`Lead ${index}`)]),
)

describe.each<RunnerAge>(['oldest', 'newest'])('a run of eight files on the %s Vitest', (age) => {
  const project = new VitestProject(age)
  afterAll(() => project[Symbol.dispose]())

  test('takes one sandbox a worker and gives each back', async () => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const folder = project.write('sharing', eightFiles)
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/^sandpit {2}sandboxes of http:\/\/127\.0\.0\.1:\d+$/m)
    expect(output).toMatch(/Tests {2}24 passed/)
    expect(output).toMatch(/sandpit {2}[12] sandbox(es)?, used 16 times/)
    expect(code).toBe(0)
    expect(emulator.calls().acquire).toBeLessThanOrEqual(2)
    expect(emulator.calls().release).toBe(emulator.calls().acquire)
    expect(occupied(emulator)).toEqual([])
    expect(output).not.toContain(emulator.apiKey)
  })

  test('works on the embedded emulator, with no key and no set-up', async () => {
    const { code, output } = await project.run(project.write('sharing', eightFiles))
    expect(output).toMatch(/^sandpit {2}sandboxes of the embedded emulator/m)
    expect(output).toMatch(/Tests {2}24 passed/)
    expect(code).toBe(0)
  })

  test.each(['--no-isolate', '--pool=threads', '--pool=vmForks'])('works with %s', async (flag) => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const folder = project.write('sharing', eightFiles)
    const { code, output } = await project.run(folder, hosted(emulator), [flag])
    expect(output).toMatch(/Tests {2}24 passed/)
    expect(code).toBe(0)
    expect(emulator.calls().acquire).toBeLessThanOrEqual(2)
    expect(occupied(emulator)).toEqual([])
  })

  test('works without the plugin, one sandbox a file, and says once how to share', async () => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const folder = project.write('alone', eightFiles, 'export default { test: { maxWorkers: 2 } }')
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/Tests {2}24 passed/)
    expect(output.match(/plugins: \[sandpit\(\)\]/g)).toHaveLength(1)
    expect(code).toBe(0)
    expect(emulator.calls().acquire).toBe(8)
    expect(occupied(emulator)).toEqual([])
  })

  test('gives concurrent tests of one file a sandbox each', async () => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const folder = project.write('concurrent', { 'concurrent.test.ts': concurrent })
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/Tests {2}6 passed/)
    expect(code).toBe(0)
    // One for each of the two workers, and for the tests beside them the pool is asked once.
    expect(emulator.calls().acquire).toBeLessThanOrEqual(6)
    expect(occupied(emulator)).toEqual([])
  })

  test('keeps one sandbox a worker for a test that is derived from ours', async () => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const folder = project.write('derived', { 'a.test.ts': derived, 'b.test.ts': derived })
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/Tests {2}4 passed/)
    expect(code).toBe(0)
    expect(emulator.calls().acquire).toBeLessThanOrEqual(2)
    expect(occupied(emulator)).toEqual([])
  })
})

const concurrent = `
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

for (const n of [1, 2, 3, 4, 5, 6]) {
  test.concurrent('test ' + n, async ({ close, expect }) => {
    expect((await close.dump()).leads ?? []).toEqual([])
    await close.add(closeData().lead('Lead ' + n))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await close.dump()).leads.map((lead) => lead.name)).toEqual(['Lead ' + n])
  })
}
`

const derived = `
import { closeData } from '@sandpit/close'
import { expect, test as base } from '@sandpit/vitest/close'

const test = base.extend('leadNames', async ({ close }) => {
  return (await close.dump()).leads.map((lead) => lead.name)
})
base.override('seed', closeData().lead('Base'))
test.override('seed', closeData().lead('Derived'))

base('with ours', async ({ close }) => {
  expect((await close.dump()).leads.map((lead) => lead.name)).toEqual(['Base'])
})
test('with a derived one', async ({ leadNames }) => {
  expect(leadNames).toEqual(['Derived'])
})
`
