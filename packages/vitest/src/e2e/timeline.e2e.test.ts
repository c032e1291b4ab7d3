import { startEmulator } from '@sandpit/emulator'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hosted, type RunnerAge, VitestProject } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const twoTests = `
import { describe } from 'vitest'
import { test } from '@sandpit/vitest/close'

describe('deals <of> a kind', () => {
  test('first', ({ close }) => {})
  test('second', ({ close }) => {})
})
`

const config = (file: string): string => `
import { sandpit } from '@sandpit/vitest/plugin'
export default { plugins: [sandpit({ timeline: '${file}' })], test: { maxWorkers: 1 } }
`

describe.each<RunnerAge>(['oldest', 'newest'])('the timeline of a run on the %s Vitest', (age) => {
  const project = new VitestProject(age)
  afterAll(() => project[Symbol.dispose]())

  test('is a page with every test on its sandbox, and the run ends with where it is', async () => {
    await using emulator = await startEmulator()
    const folder = project.write('page', { 'a.test.ts': twoTests }, config('out/run.html'))
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(code).toBe(0)
    expect(output).toMatch(/^sandpit {2}1 sandbox, used .*; left behind: nothing$/m)
    expect(output).toMatch(/^sandpit {2}timeline: out\/run\.html$/m)
    const page = readFileSync(join(folder, 'out/run.html'), 'utf8')
    expect(page.match(/class="lease" style/g)).toHaveLength(2)
    expect(page).toContain('a.test.ts &gt; deals &lt;of&gt; a kind &gt; second')
    expect(page).not.toContain(emulator.apiKey)
    expect(page).not.toMatch(/instance_id|https?:/)
  })

  test('is data where the file says so', async () => {
    const folder = project.write('data', { 'a.test.ts': twoTests }, config('run.json'))
    const { code } = await project.run(folder)
    expect(code).toBe(0)
    const { version, events } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as {
      version: number
      events: { kind: string }[]
    }
    expect(version).toBe(1)
    expect(events.filter(({ kind }) => kind === 'lease')).toHaveLength(2)
    expect(events.filter(({ kind }) => kind === 'release')).toHaveLength(1)
  })

  test('is refused for a file of another kind before any test runs', async () => {
    const folder = project.write('other', { 'a.test.ts': twoTests }, config('run.pdf'))
    const { code, output } = await project.run(folder)
    expect(code).toBe(1)
    expect(output).toContain(
      `timeline: "run.pdf"; it is the name of a file that ends in .html or .json`,
    )
  })
})
