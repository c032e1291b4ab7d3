import { anyCloseData } from '@sandpit/close/arbitraries'
import * as fc from 'fast-check'
import { combinedCloseData } from './close-combinators.ts'
import { fakerCloseData } from './close-faker.ts'
import { zockerCloseData } from './close-zocker.ts'
import { type Measurement, median, printMeasurements } from '../measurement.ts'

const LEADS = 1000
const ROUNDS = 9

/** What random data costs, beside data of the same shape made with the usual libraries. */
export function measureCloseGenerate(): readonly Measurement[] {
  const ours = sampler(anyCloseData({ leads: LEADS }))
  const large = sampler(anyCloseData({ leads: 10 * LEADS }))
  const times = timed({
    ours,
    large,
    combined: sampler(combinedCloseData({ min: LEADS, max: LEADS })),
    faker: (seed) => fakerCloseData(seed, LEADS),
    zocker: (seed) => zockerCloseData(seed, LEADS),
  })
  const { ours: mine, combined, faker, zocker } = times
  const perThousand = { unit: 'ms', ours: mine } as const
  return [
    // 30,000 leads a second.
    { name: '1,000 leads', ...perThousand, theirs: undefined, value: mine, atMost: 1000 / 30 },
    {
      name: "1,000 leads: times fast-check's own combinators",
      ...perThousand,
      theirs: combined,
      value: mine / combined,
      atMost: 1,
    },
    {
      name: '1,000 leads: times faker',
      ...perThousand,
      theirs: faker,
      value: mine / faker,
      atMost: 1,
    },
    {
      name: '1,000 leads: times zocker',
      ...perThousand,
      theirs: zocker,
      value: mine / zocker,
      atMost: 1,
    },
    {
      name: '10,000 leads: times ten times 1,000',
      unit: 'ms',
      ours: times.large,
      theirs: 10 * mine,
      value: times.large / (10 * mine),
      atMost: 1.5,
    },
  ]
}

function sampler(arbitrary: fc.Arbitrary<unknown>): (seed: number) => unknown {
  return (seed) => fc.sample(arbitrary, { seed, numRuns: 1 })
}

/** The median time of each maker, in turns so that what slows one slows all. */
function timed<Name extends string>(
  makers: Readonly<Record<Name, (seed: number) => unknown>>,
): Record<Name, number> {
  const names = Object.keys(makers) as Name[]
  const times = new Map(names.map((name) => [name, [] as number[]]))
  for (let round = -2; round < ROUNDS; round++) {
    for (const name of names) {
      const startedAt = performance.now()
      makers[name](round)
      if (round >= 0) times.get(name)?.push(performance.now() - startedAt)
    }
  }
  const medians = names.map((name) => [name, median(times.get(name) ?? [])])
  return Object.fromEntries(medians) as Record<Name, number>
}

if (process.argv[1] === import.meta.filename)
  printMeasurements('close: random data', measureCloseGenerate())
