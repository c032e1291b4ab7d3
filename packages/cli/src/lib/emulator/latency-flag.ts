import { InvalidArgumentError } from 'commander'

/** Milliseconds: always the same, or evenly spread over a range. */
export type LatencyFlag = number | { readonly from: number; readonly to: number }

const ITEM = /^(?<name>[^=\s]+)=(?<from>\d+)(?:\.\.(?<to>\d+))?$/

/**
 * Reads `acquire=1000,reset=200..400`, adding to what the same flag gave before.
 *
 * @throws InvalidArgumentError for anything that is not a list of `operation=milliseconds`
 */
export function parseLatencyFlag(
  text: string,
  before: Readonly<Record<string, LatencyFlag>> = {},
): Record<string, LatencyFlag> {
  const latencies: Record<string, LatencyFlag> = { ...before }
  for (const item of text.split(',')) {
    const { name, from, to } = ITEM.exec(item.trim())?.groups ?? {}
    if (name === undefined || from === undefined) {
      throw new InvalidArgumentError(
        `'${item}' is not of the form operation=milliseconds, such as acquire=1000 or reset=200..400.`,
      )
    }
    latencies[name] = to === undefined ? Number(from) : { from: Number(from), to: Number(to) }
  }
  return latencies
}
