import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmulator } from '@sandpit/emulator'
import {
  cleanStartTests,
  hosted,
  occupied,
  PlaywrightProject,
  type RunnerAge,
} from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const file = (name: string): string => `
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/playwright/close'

test.use({ seed: closeData().lead('${name}') })
${cleanStartTests(name)}test.describe('with a seed of its own', () => {
  test.use({ seed: closeData().lead('Another') })
  test('starts with that', async ({ close }) => {
    expect((await close.dump()).leads.map((lead) => lead.name)).toEqual(['Another'])
  })
})

test('needs no sandbox', () => {})
`

const fourFiles = Object.fromEntries(
  Array.from({ length: 4 }, (_, index) => [`file-${index}.test.ts`, file(`Lead ${index}`)]),
)

describe.each<RunnerAge>(['oldest', 'newest'])(
  'a run of four files on the %s Playwright',
  (age) => {
    const project = new PlaywrightProject(age)
    afterAll(() => project[Symbol.dispose]())

    test('takes one sandbox a worker and gives each back', async () => {
      await using emulator = await startEmulator({ pools: { close: 2 } })
      const folder = project.write('sharing', fourFiles)
      const { code, output } = await project.run(folder, hosted(emulator))
      expect(output).toMatch(/^sandpit {2}sandboxes of http:\/\/127\.0\.0\.1:\d+$/m)
      expect(output).toMatch(/16 passed/)
      expect(output).toMatch(/sandpit {2}[12] sandbox(es)?, used 12 times/)
      expect(code).toBe(0)
      expect(emulator.calls().acquire).toBeLessThanOrEqual(2)
      expect(emulator.calls().release).toBe(emulator.calls().acquire)
      expect(occupied(emulator)).toEqual([])
      expect(output).not.toContain(emulator.apiKey)
    })
  },
)

describe('spares and timeline', () => {
  const project = new PlaywrightProject()
  afterAll(() => project[Symbol.dispose]())

  test('take that many sandboxes more at most, and show what each did', async () => {
    await using emulator = await startEmulator({ pools: { close: 4 } })
    const config = `
      import { sandpit } from '@sandpit/playwright/config'
      export default sandpit({ workers: 1 }, { spares: 1, timeline: 'timeline.json' })
    `
    const folder = project.write('spares', fourFiles, config)
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/16 passed/)
    expect(code).toBe(0)
    expect(emulator.calls().acquire).toBe(2)
    expect(occupied(emulator)).toEqual([])
    const timeline = readFileSync(join(folder, 'timeline.json'), 'utf8')
    expect(timeline).toMatch(/"acquire/)
    expect(timeline).toContain('file-0.test.ts > with a seed of its own > starts with that')
    expect(timeline).not.toMatch(/instance_id/)
  })
})

describe('a config without the line', () => {
  const project = new PlaywrightProject()
  afterAll(() => project[Symbol.dispose]())

  test('works without the line, one sandbox a worker, and says once how to share', async () => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const config = `export default { workers: 2, reporter: 'list' }`
    const folder = project.write('alone', fourFiles, config)
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/16 passed/)
    expect(output.match(/defineConfig\(sandpit\(/g)).toHaveLength(1)
    expect(code).toBe(0)
    expect(emulator.calls().acquire).toBe(2)
    expect(occupied(emulator)).toEqual([])
  })
})
