import type { CloseData } from '@sandpit/close'
import { diffCloseData } from '@sandpit/close/compare'
import { generateCloseData } from '@sandpit/close/presets'
import { type Measurement, median, printMeasurements } from '../measurement.ts'

const ROUNDS = 15

/** What comparing two large states costs that differ in one place and in every order. */
export function measureCloseCompare(): readonly Measurement[] {
  const [small, large] = [timeOf(1000), timeOf(10_000)]
  const alike = timeOf(10_000, (data) => ({
    leads: (data.leads ?? []).map((lead) => ({ ...lead, name: 'Acme' })),
  }))
  return [
    { name: '10,000 leads', unit: 'ms', ours: large, theirs: undefined, value: large, atMost: 250 },
    {
      name: '10,000 leads of one name',
      unit: 'ms',
      ours: alike,
      theirs: undefined,
      value: alike,
      atMost: undefined,
    },
    {
      name: '10,000 leads: times ten times 1,000',
      unit: 'ms',
      ours: large,
      theirs: 10 * small,
      value: large / (10 * small),
      atMost: 2,
    },
  ]
}

function timeOf(leads: number, change = (data: CloseData): CloseData => data): number {
  const before = change(generateCloseData({ seed: 1, leads }))
  const after = withOneTaskMore(change(generateCloseData({ seed: 1, leads })))
  const times = Array.from({ length: ROUNDS }, () => {
    const startedAt = performance.now()
    const differences = diffCloseData(before, after)
    const took = performance.now() - startedAt
    if (differences.length !== 1) throw new Error(`${differences.length} differences, not 1`)
    return took
  })
  return median(times)
}

function withOneTaskMore(data: CloseData): CloseData {
  const [first, ...others] = (data.leads ?? []).toReversed()
  if (first === undefined) return data
  const tasks = [...(first.tasks ?? []), { description: 'Planted' }]
  return { leads: [{ ...first, tasks }, ...others] }
}

if (process.argv[1] === import.meta.filename)
  printMeasurements('close: comparison', measureCloseCompare())
