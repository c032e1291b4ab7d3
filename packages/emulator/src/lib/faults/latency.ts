import { type Check, REFUSED } from '../validation/check.ts'
import { dictionary, model, required } from '../validation/containers.ts'
import { integerBetween, oneOf } from '../validation/scalars.ts'
import type { Random } from '../world/random.ts'
import { OPERATION_NAMES, type OperationName } from './operation-name.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** How long something takes, in milliseconds: always the same, or evenly spread over a range. */
export type Latency = number | { readonly from: number; readonly to: number }

/** How long each operation takes. */
export type Latencies = Readonly<Partial<Record<OperationName, Latency>>>

/** Draws one duration. */
export function drawMs(latency: Latency, random: Random): number {
  if (typeof latency === 'number') return latency
  return latency.from + random.fraction() * (latency.to - latency.from)
}

const milliseconds = integerBetween(0, DAY_MS)
const range = model({ from: required(milliseconds), to: required(milliseconds) })

const operationName = oneOf(OPERATION_NAMES)

const latency: Check<Latency> = (input, problems) =>
  typeof input === 'object' ? range(input, problems) : milliseconds(input, problems)

/** Reads latencies by operation. A name that is no operation is a problem of its own. */
export const latencies: Check<Latencies> = (input, problems) => {
  const named = dictionary(input, problems)
  if (named === REFUSED) return REFUSED
  const read = Object.entries(named).map(([name, value]) =>
    problems.at(name, () => [operationName(name, problems), latency(value, problems)]),
  )
  const isRefused = read.flat().includes(REFUSED)
  return isRefused ? REFUSED : (Object.fromEntries(read) as Latencies)
}
