import type { LeasePhase } from '@sandpit/lease/link'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LeaseWait } from './lease-wait.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

const outOfTime = AbortSignal.abort(new Error('Test timed out in 1000ms.'))

/** What a test with a second of time is told that spends these milliseconds on these phases. */
function told(
  steps: readonly (readonly [phase: LeasePhase | undefined, ms: number])[],
  signal = outOfTime,
): string | undefined {
  const wait = new LeaseWait()
  for (const [phase, ms] of steps) {
    if (phase !== undefined) wait.enter(phase)
    vi.advanceTimersByTime(ms)
  }
  wait.end()
  vi.advanceTimersByTime(5000)
  return wait.explain('close', { task: { timeout: 1000 } as never, signal })?.message
}

describe('a test that ran out of time is told what most of its wait was for', () => {
  test.each([
    [
      'other tests',
      [
        [undefined, 50],
        ['acquire', 300],
        ['reset', 200],
      ],
      /^0\.6 s.*1\.0 s.*other tests had all/,
    ],
    [
      'the service',
      [
        [undefined, 50],
        ['acquire', 100],
        ['reset', 200],
        ['seed', 200],
      ],
      /^0\.6 s.*the service took that long/,
    ],
    [
      'this machine',
      [
        [undefined, 500],
        ['reset', 100],
      ],
      /^0\.6 s.*this machine was that busy/,
    ],
  ] as const)('%s', (_, steps, message) => {
    expect(told(steps)).toMatch(message)
  })

  test('not where it waited for less than a tenth of its time', () => {
    expect(told([['acquire', 99]])).toBeUndefined()
  })

  test('not where it was not its time that ended it', () => {
    expect(told([['acquire', 900]], AbortSignal.abort(new Error('cancelled')))).toBeUndefined()
    expect(told([['acquire', 900]], new AbortController().signal)).toBeUndefined()
  })
})
