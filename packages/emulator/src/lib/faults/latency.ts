import { OPERATION_NAMES, type OperationName } from '../operations/operation-name.ts'
import type { Random } from '../random.ts'
import { type Check, REFUSED } from '../validation/check.ts'
import { model, optional, required } from '../validation/containers.ts'
import { integerBetween } from '../validation/scalars.ts'

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

const latency: Check<Latency> = (input, problems) =>
  typeof input === 'object' ? range(input, problems) : milliseconds(input, problems)

const everyOperation = Object.fromEntries(
  OPERATION_NAMES.map((name) => [name, optional<Latency>(latency, 0)]),
)

/** Reads latencies, with 0 for operations that are not named. */
export const latencies: Check<Latencies> = (input, problems) => {
  const read = model<Record<string, Latency>>(everyOperation)(input, problems)
  return read === REFUSED ? REFUSED : read
}
