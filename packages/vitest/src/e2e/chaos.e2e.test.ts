import { type Fault, startEmulator } from '@sandpit/emulator'
import { hosted, occupied, type RunnerAge, VitestProject } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

/** Ten of a hundred calls go wrong, each in one of the ways in which calls do. */
const faults: readonly Fault[] = [
  { kind: 'error', status: 503, rate: 0.02 },
  { kind: 'error', status: 429, rate: 0.02 },
  { kind: 'drop', rate: 0.02 },
  { kind: 'truncate', rate: 0.01 },
  { kind: 'lose', rate: 0.02 },
  { kind: 'break', operation: 'reset', rate: 0.01 },
  { kind: 'delay', ms: 200, rate: 0.01 },
]

const files = Number(process.env['SANDPIT_CHAOS_FILES'] ?? 12)

const file = (index: number): string => `
import { expect, test } from '@sandpit/vitest/close'

for (let n = 0; n < 10; n++) {
  const name = 'Lead ${index}-' + n
  test.describe(name, () => {
    test.override('seed', { leads: [{ name }] })
    test('is alone in its sandbox', { timeout: 60_000 }, async ({ close }) => {
      expect((await close.dump()).leads.map((lead) => lead.name)).toEqual([name])
    })
  })
}
`

describe.each<RunnerAge>(['oldest', 'newest'])('a service with faults, on the %s Vitest', (age) => {
  const project = new VitestProject(age)
  afterAll(() => project[Symbol.dispose]())

  test.each([0, 2])('fails no test and leaves nothing behind, with %i spares', async (spares) => {
    await using emulator = await startEmulator({ pools: { close: 8 }, faults, seed: 7 + spares })
    const sources = Object.fromEntries(
      Array.from({ length: files }, (_, index) => [`file-${index}.test.ts`, file(index)]),
    )
    const config = `
      import { sandpit } from '@sandpit/vitest/plugin'
      export default { plugins: [sandpit({ spares: ${spares} })], test: { maxWorkers: 2 } }
    `
    const folder = project.write(`chaos-${spares}`, sources, config)
    const { code, output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(new RegExp(`Tests {2}${files * 10} passed`))
    expect(code).toBe(0)
    expect(occupied(emulator)).toEqual([])
    expect(output).not.toContain(emulator.apiKey)
  })
})
