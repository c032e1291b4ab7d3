import { type Fault, startEmulator } from '@sandpit/emulator'
import { afterAll, describe, expect, test } from 'vitest'
import { runnerNames, setUpRunner } from './lib/any-runner.ts'
import { hosted, occupied } from './lib/emulated-service.ts'

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

/** Ten tests each; a hundred make the long form. */
const files = Number(process.env['SANDPIT_FAULTY_FILES'] ?? 6)
const isLong = process.env['SANDPIT_FAULTY_FILES'] !== undefined

const tests = (index: number): string => `
for (let n = 0; n < 10; n++) {
  const name = 'Lead ${index}-' + n
  test.describe(name, () => {
    useSeed({ leads: [{ name }] })
    test('is alone in its sandbox', async ({ close }) => {
      expect((await close.dump()).leads.map((lead) => lead.name)).toEqual([name])
    })
  })
}
`

const timeout = 60_000 + files * 2000

describe.each(runnerNames)('a service with faults, on %s', { timeout }, (name) => {
  const runner = setUpRunner(name)
  afterAll(() => runner.project[Symbol.dispose]())

  test.each(isLong || name.startsWith('the newest') ? [0, 2] : [2])(
    'fails no test and leaves nothing behind, with %i spares',
    async (spares) => {
      await using emulator = await startEmulator({ pools: { close: 8 }, faults, seed: 7 + spares })
      const sources = Array.from({ length: files }, (_, index) => runner.file(tests(index)))
      const named = sources.map((source, index) => [`file-${index}.test.ts`, source])
      const config = runner.config(`{ spares: ${spares} }`)
      const folder = runner.project.write(`faulty-${spares}`, Object.fromEntries(named), config)
      const { code, output } = await runner.project.run(folder, hosted(emulator))
      expect(output).toMatch(new RegExp(`\\b${files * 10} passed`))
      expect(code).toBe(0)
      expect(occupied(emulator)).toEqual([])
      expect(output).not.toContain(emulator.apiKey)
    },
  )
})
