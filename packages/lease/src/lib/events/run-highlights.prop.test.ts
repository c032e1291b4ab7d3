import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RunEvent, RunEventKind } from './run-event.ts'
import { HighlightCollector } from './run-highlights.ts'

/** One test on a sandbox, in whole milliseconds. */
interface Round {
  readonly resetMs: number
  readonly seedMs: number
  /** When the test asks for its sandbox, after the reset began. */
  readonly askedAfterMs: number
  readonly testMs: number
  /** A reset that the test asks for itself. */
  readonly ownResetMs: number
}

const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max })

const anyRound: fc.Arbitrary<Round> = fc.record({
  resetMs: upTo(30),
  seedMs: upTo(30),
  askedAfterMs: upTo(80),
  testMs: upTo(60),
  ownResetMs: upTo(20),
})

/** What happens to one sandbox: a test after the other, and at the end what nobody asks for any more. */
function eventsOf(sandboxId: string, rounds: readonly Round[], lastCareMs: number): RunEvent[] {
  const events: RunEvent[] = []
  const add = (kind: RunEventKind, startMs: number, endMs: number): void => {
    events.push({ kind, server: 'close', sandboxId, startMs, endMs })
  }
  let now = 0
  for (const { resetMs, seedMs, askedAfterMs, testMs, ownResetMs } of rounds) {
    const [asked, reset, ready] = [now + askedAfterMs, now + resetMs, now + resetMs + seedMs]
    add('reset', now, reset)
    add('seed', reset, ready)
    if (asked < ready) add('wait', asked, ready)
    const began = Math.max(asked, ready)
    now = began + ownResetMs + testMs
    add('reset', began, began + ownResetMs)
    add('lease', began, now)
  }
  add('reset', now, now + lastCareMs)
  add('release', now + lastCareMs, now + lastCareMs)
  return events
}

/** Millisecond by millisecond, by the meaning of the word. */
function hiddenMs(events: readonly RunEvent[]): number {
  const leases = events.filter(({ kind }) => kind === 'lease')
  const lastEnd = Math.max(0, ...leases.map(({ endMs }) => endMs))
  let hidden = 0
  for (const care of events.filter(({ kind }) => kind === 'reset' || kind === 'seed')) {
    const noticed = events.filter(
      ({ kind, sandboxId }) =>
        sandboxId === care.sandboxId && (kind === 'wait' || kind === 'lease'),
    )
    for (let ms = care.startMs; ms < care.endMs; ms++) {
      const isNoticed = noticed.some(({ startMs, endMs }) => startMs <= ms && ms < endMs)
      if (!isNoticed && ms < lastEnd) hidden++
    }
  }
  return hidden
}

it('what is hidden is the care that no test waited for or had, while there were tests', () => {
  const anySandbox = fc.tuple(fc.array(anyRound, { maxLength: 5 }), upTo(40))
  fc.assert(
    fc.property(fc.array(anySandbox, { maxLength: 4 }), (sandboxes) => {
      const events = sandboxes
        .flatMap(([rounds, lastCareMs], index) => eventsOf(`${index}`, rounds, lastCareMs))
        // Events are told when they are over.
        .toSorted((one, other) => one.endMs - other.endMs)
      const collector = new HighlightCollector()
      for (const event of events) collector.add(event)
      expect(collector.highlights.hiddenCareMs).toBe(hiddenMs(events))
    }),
  )
})
