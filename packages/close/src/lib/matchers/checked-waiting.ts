import { SandpitError } from '@sandpit/client/errors'
import { nearMiss } from '@sandpit/client/near-miss'
import { showName, showValue } from '@sandpit/client/show-text'
import type { PollOptions } from './poll-state.ts'

/** How long a matcher may wait, and how often it looks; all in milliseconds. */
export type Waiting = Pick<PollOptions, 'timeoutMs' | 'timeout' | 'intervalMs'>

const KEYS = ['timeoutMs', 'timeout', 'intervalMs'] as const

/**
 * What a matcher was told of waiting, as it was given.
 *
 * @param others what else this matcher may be told, which is for it to check
 *
 * @throws SandpitError `configuration` when it says something else, or twice how long
 */
export function checkedWaiting<Options extends Waiting>(
  waiting: Options,
  others: readonly (keyof Options & string)[] = [],
): Options {
  if (typeof waiting !== 'object' || waiting === null) {
    throw refusal(`expected an object such as { timeoutMs: 5000 }, got ${showValue(waiting)}`)
  }
  const keys: readonly string[] = [...KEYS, ...others]
  for (const [key, value] of Object.entries(waiting)) {
    if (others.some((known) => known === key)) continue
    if (!keys.includes(key)) throw unknownKey(key, keys)
    if (value !== undefined && !(typeof value === 'number' && value >= 0)) {
      throw refusal(`${key} is a number of milliseconds from 0 up, got ${showValue(value)}`)
    }
  }
  if (waiting.timeoutMs !== undefined && waiting.timeout !== undefined) {
    throw refusal('timeout and timeoutMs say the same; give one of them')
  }
  return waiting
}

function unknownKey(key: string, keys: readonly string[]): SandpitError {
  const meant = nearMiss(key, keys)
  const advice = meant === undefined ? `there are ${keys.join(', ')}` : `did you mean ${meant}?`
  return refusal(`there is no option ${showName(key)}; ${advice}`)
}

function refusal(reason: string): SandpitError {
  return new SandpitError('configuration', `The options of a matcher: ${reason}`)
}
