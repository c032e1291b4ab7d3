import { describe, expect, it } from 'vitest'
import type { RunEvent, RunEventKind } from './run-event.ts'
import { HighlightCollector } from './run-highlights.ts'

function event(
  kind: RunEventKind,
  startMs: number,
  endMs: number,
  facts: Partial<RunEvent> = {},
): RunEvent {
  return { kind, server: 'close', sandboxId: 'one', startMs, endMs, ...facts }
}

function collect(...events: readonly RunEvent[]): HighlightCollector['highlights'] {
  const collector = new HighlightCollector()
  for (const each of events) collector.add(each)
  return collector.highlights
}

describe('HighlightCollector', () => {
  it('counts a reset as hidden while no test waits for that sandbox', () => {
    const wait = { detail: 'acquire', label: 'test' }
    expect(
      collect(
        event('reset', 0, 100),
        event('seed', 100, 150),
        event('wait', 10, 90, { ...wait, sandboxId: 'two' }),
        event('wait', 120, 160, wait),
        event('lease', 160, 200),
      ),
    ).toMatchObject({ careMs: 150, hiddenCareMs: 120 })
  })

  it('counts none as hidden that a test asked for itself', () => {
    expect(
      collect(
        event('reset', 20, 60),
        event('lease', 0, 100),
        event('reset', 100, 130),
        event('lease', 0, 200, { sandboxId: 'two' }),
      ),
    ).toMatchObject({ careMs: 70, hiddenCareMs: 30 })
  })

  it('counts none as hidden that went on when no test was left', () => {
    const two = { sandboxId: 'two' }
    expect(
      collect(
        event('lease', 0, 100),
        event('reset', 100, 140),
        event('lease', 0, 120, two),
        event('reset', 120, 150, two),
        event('release', 140, 160),
        event('release', 150, 160, two),
      ),
    ).toMatchObject({ careMs: 70, hiddenCareMs: 20 })
  })

  it('remembers the slowest of each kind', () => {
    const { slowest } = collect(event('reset', 0, 5), event('reset', 5, 25), event('reset', 25, 27))
    expect(slowest).toEqual({ reset: event('reset', 5, 25) })
  })
})
