import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../events/run-event.ts'
import { timelineHtml } from './timeline-html.ts'
import { timelineJson } from './timeline.ts'

const server = 'close'

function page(events: readonly RunEvent[]): string {
  return timelineHtml({ runId: 'run', startedAt: '2026-01-01T00:00:00.000Z', events })
}

/** A sandbox that served one test, and what came before and after. */
function served(sandboxId: string, label: string, from = 0): readonly RunEvent[] {
  const facts = { server, sandboxId }
  return [
    { kind: 'acquire', ...facts, startMs: from, endMs: from + 100 },
    { kind: 'wait', ...facts, label, detail: 'acquire', startMs: from, endMs: from + 100 },
    { kind: 'seed', ...facts, startMs: from + 100, endMs: from + 150 },
    { kind: 'lease', ...facts, label, detail: 'returned', startMs: from + 150, endMs: from + 200 },
    { kind: 'reset', ...facts, startMs: from + 200, endMs: from + 250 },
    { kind: 'release', ...facts, startMs: from + 250, endMs: from + 300 },
  ]
}

function fact(html: string, name: string): string | undefined {
  return new RegExp(`<dt>${name}</dt><dd>(.*?)</dd>`).exec(html)?.[1]
}

describe('timelineHtml', () => {
  it('has a row for each sandbox, with bars where things happened', () => {
    const html = page([
      ...served('one', 'a.test.ts > first'),
      ...served('two', 'a.test.ts > second', 300),
    ])
    expect(html.match(/<div class="row"><span/g)).toHaveLength(2)
    expect(html).toContain(
      'class="lease" style="left:25.0000%;width:8.3333%" title="first · 50 ms · at 150 ms · a.test.ts &gt; first"',
    )
  })

  it('adds up what a run cost', () => {
    const waited: RunEvent = {
      kind: 'wait',
      server,
      sandboxId: 'one',
      detail: 'reset',
      startMs: 220,
      endMs: 290,
    }
    const next: RunEvent = { kind: 'lease', server, sandboxId: 'one', startMs: 290, endMs: 300 }
    const html = page(served('one', 'test').toSpliced(-1, 0, waited, next))
    expect(fact(html, 'Resets and seeds took')).toBe('100 ms, 70 ms of it hidden behind tests')
    expect(fact(html, 'Tests waited')).toBe('170 ms')
    expect(fact(html, 'Left behind')).toBe('nothing')
  })

  it('says what a run left behind, and which calls failed', () => {
    const kept = served('one', 'test').filter(({ kind }) => kind !== 'release')
    const fault: RunEvent = {
      kind: 'fault',
      server,
      detail: 'acquire 503',
      code: 'service',
      startMs: 0,
      endMs: 10,
    }
    const html = page([...kept, fault, fault])
    expect(fact(html, 'Left behind')).toBe('1 sandbox')
    expect(html).toContain('<td>2 ×</td><td>acquire 503: service</td>')
    expect(html).toContain('no sandbox yet')
  })

  it('leads from the slowest to their bars', () => {
    const html = page(served('one', 'test'))
    const links = [...html.matchAll(/href="#(.*?)"/g)].map(([, id]) => id)
    expect(links).toHaveLength(2)
    for (const id of links) expect(html).toContain(`<i id="${id}"`)
  })

  it('is a page for a run without events', () => {
    expect(fact(page([]), 'Tests')).toBe('0')
  })

  it('needs nothing from anywhere', () => {
    const html = page(served('one', 'test'))
    expect(html).toContain(`content="default-src 'none'`)
    expect(html).not.toMatch(/https?:|src=|@import|url\(|<link/)
  })

  it('shows any text as text', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '"><script>', "'</i>&amp;"), (any, nasty) => {
        const html = page(served(any + nasty, nasty + any))
        expect(html.match(/<script/g)).toHaveLength(1)
        expect(html.match(/<i /g)).toHaveLength(6 + 8)
      }),
    )
  })

  it('stays small with 2,000 tests', () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      served(
        `sandbox ${index % 10}`,
        `file-${index % 100}.test.ts > suite > test ${index}`,
        index * 300,
      ),
    )
    expect(page(many.flat()).length).toBeLessThan(2_500_000)
  })
})

describe('timelineJson', () => {
  it('is what happened, as data, and what that adds up to', () => {
    const events = [...served('one', 'test'), ...served('two', 'other', 300)].slice(0, -1)
    const timeline = { runId: 'run', startedAt: '2026-01-01T00:00:00.000Z', events }
    expect(JSON.parse(timelineJson(timeline))).toEqual({
      version: 1,
      ...timeline,
      totals: {
        sandboxes: 2,
        tests: 2,
        resets: 2,
        seeds: 2,
        waitedMs: 200,
        careMs: 200,
        hiddenCareMs: 150,
        failedCalls: 0,
        leftBehind: 1,
      },
    })
  })
})
