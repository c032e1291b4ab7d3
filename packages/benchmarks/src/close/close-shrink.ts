import type { CloseData, CloseLead } from '@sandpit/close'
import { anyCloseData } from '@sandpit/close/arbitraries'
import * as fc from 'fast-check'
import { combinedCloseData } from './close-combinators.ts'
import { type Measurement, median, printMeasurements } from '../measurement.ts'

const SEEDS = 20

/** Failures planted deep in up to 200 leads, and the size of the smallest data that fails so. */
const planted: readonly (readonly [string, (data: CloseData) => unknown, number])[] = [
  [
    'a deal over a value',
    inLead(({ opportunities }) => opportunities?.some((deal) => Number(deal.value) > 4_000_000)),
    1,
  ],
  ['a bad email', inLead((lead) => mailOf(lead).some((mail) => mail.startsWith('s'))), 1],
  ['two equal names', (data) => isRepeated(data.leads?.flatMap(peopleOf)), 2],
  ['a task on a date', inLead(({ tasks }) => tasks?.some(({ date }) => date === '2025-12-02')), 1],
  [
    'a task after a date',
    inLead(({ tasks }) => tasks?.some(({ date }) => (date ?? '') > '2026-03-01')),
    1,
  ],
  [
    'a confident monthly deal',
    inLead(({ opportunities }) =>
      opportunities?.some((deal) => deal.period === 'monthly' && Number(deal.confidence) > 70),
    ),
    1,
  ],
  ['three contacts', inLead(({ contacts }) => (contacts?.length ?? 0) > 2), 1],
  [
    'a task about somebody',
    inLead(({ tasks }) => tasks?.some((task) => /^Call \w+ \w+$/.test(task.description))),
    1,
  ],
  [
    'a bad fit with a deal',
    inLead(({ status, opportunities }) => status === 'Bad Fit' && opportunities),
    1,
  ],
  [
    'a number by mobile',
    inLead(({ contacts }) =>
      contacts?.some(({ phones }) => phones?.some(({ type }) => type === 'mobile')),
    ),
    1,
  ],
  ['more than 20 leads', ({ leads }) => (leads?.length ?? 0) > 20, 21],
  ['more than 100 leads', ({ leads }) => (leads?.length ?? 0) > 100, 101],
]

/** The same data by fast-check's own combinators; lists of 200 need a size that has them. */
const combined = combinedCloseData({ max: 200 })

/**
 * How many runs shrinking takes to the smallest data, in the worst of some seeds; beside data that
 * is made with fast-check's own combinators. Infinite where it ends before there are so few leads.
 */
export function measureCloseShrink(): readonly Measurement[] {
  return planted.map(([name, isWrong, leads]) => {
    const runsWith = (data: fc.Arbitrary<CloseData>, seeds: number): readonly number[] =>
      Array.from({ length: seeds }, (_, seed) => runsToShrink(data, isWrong, seed, leads))
    const ours = runsWith(anyCloseData({ leads: { max: 200 } }), SEEDS)
    // Of many leads, the combinators try every shorter list: 210,420 runs for more than 100 leads.
    const theirs = leads > 2 ? undefined : median(runsWith(combined, SEEDS / 4))
    const worst = Math.max(...ours)
    return {
      name,
      unit: 'runs',
      ours: median(ours),
      theirs,
      value: worst,
      atMost: 300,
    }
  })
}

function runsToShrink(
  data: fc.Arbitrary<CloseData>,
  isWrong: (data: CloseData) => unknown,
  seed: number,
  leads: number,
): number {
  let hasFailed = false
  let runs = 0
  const { counterexample } = fc.check(
    fc.property(data, (made) => {
      if (hasFailed) runs++
      hasFailed ||= (made.leads?.length ?? 0) >= 150 && Boolean(isWrong(made))
      return !(hasFailed && isWrong(made))
    }),
    { seed, numRuns: 1000 },
  )
  if (counterexample?.[0].leads?.length !== leads) return Infinity
  return runs
}

function inLead(isWrong: (lead: CloseLead) => unknown): (data: CloseData) => unknown {
  return (data) => data.leads?.some((lead) => Boolean(isWrong(lead)))
}

function mailOf(lead: CloseLead): readonly string[] {
  return (lead.contacts ?? []).flatMap(({ emails }) =>
    (emails ?? []).map(({ email }) => email ?? ''),
  )
}

function peopleOf(lead: CloseLead): readonly string[] {
  return (lead.contacts ?? []).map(({ name }) => name ?? '')
}

function isRepeated(names: readonly string[] = []): boolean {
  return new Set(names).size < names.length
}

if (process.argv[1] === import.meta.filename)
  printMeasurements('close: runs to shrink a planted failure', measureCloseShrink())
