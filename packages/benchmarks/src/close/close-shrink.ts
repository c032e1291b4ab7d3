import type { CloseData, CloseLead } from '@sandpit/close'
import { anyCloseData } from '@sandpit/close/arbitraries'
import * as fc from 'fast-check'
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

/** How many runs shrinking takes to the smallest data, in the worst of some seeds. */
export function measureCloseShrink(): readonly Measurement[] {
  return planted.map(([name, isWrong, leads]) => {
    const runs = Array.from({ length: SEEDS }, (_, seed) => runsToShrink(isWrong, seed, leads))
    const worst = Math.max(...runs)
    return { name, unit: 'runs', ours: median(runs), theirs: undefined, value: worst, atMost: 300 }
  })
}

function runsToShrink(isWrong: (data: CloseData) => unknown, seed: number, leads: number): number {
  let hasFailed = false
  let runs = 0
  const { counterexample } = fc.check(
    fc.property(anyCloseData({ leads: { max: 200 } }), (data) => {
      if (hasFailed) runs++
      hasFailed ||= (data.leads?.length ?? 0) >= 150 && Boolean(isWrong(data))
      return !(hasFailed && isWrong(data))
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
