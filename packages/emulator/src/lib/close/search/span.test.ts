import { describe, expect, it } from 'vitest'

import { spanOf } from './span.ts'

const HOUR_MS = 60 * 60 * 1000
/** A Wednesday. */
const now = new Date('2025-03-12T10:30:00Z')

function shown(text: string, utcOffsetMs = 0): string {
  const span = spanOf(text, { now, utcOffsetMs })
  if (span === undefined) return 'nothing'
  const [from, to, at] = [span.from, span.to, span.at].map((moment) =>
    moment === undefined ? '' : new Date(moment).toISOString().slice(0, 16),
  )
  return at === '' ? `${from} to ${to}` : `${at} in ${from} to ${to}`
}

describe('spanOf', () => {
  it.each([
    ['now', '2025-03-12T10:30 in 2025-03-12T10:30 to 2025-03-12T10:31'],
    ['today', '2025-03-12T00:00 to 2025-03-13T00:00'],
    ['Yesterday', '2025-03-11T00:00 to 2025-03-12T00:00'],
    ['tomorrow', '2025-03-13T00:00 to 2025-03-14T00:00'],
    ['this hour', '2025-03-12T10:00 to 2025-03-12T11:00'],
    ['last week', '2025-03-03T00:00 to 2025-03-10T00:00'],
    ['this  month', '2025-03-01T00:00 to 2025-04-01T00:00'],
    ['next quarter', '2025-04-01T00:00 to 2025-07-01T00:00'],
    ['last year', '2024-01-01T00:00 to 2025-01-01T00:00'],
    ['0 hours ago', '2025-03-12T10:30 in 2025-03-12T10:00 to 2025-03-12T11:00'],
    ['2 hours ago', '2025-03-12T08:30 in 2025-03-12T08:00 to 2025-03-12T09:00'],
    ['an hour ago', '2025-03-12T09:30 in 2025-03-12T09:00 to 2025-03-12T10:00'],
    ['7 days from now', '2025-03-19T10:30 in 2025-03-19T00:00 to 2025-03-20T00:00'],
    ['in 1 week', '2025-03-19T10:30 in 2025-03-19T00:00 to 2025-03-20T00:00'],
    ['1 month ago', '2025-02-12T10:30 in 2025-02-12T00:00 to 2025-02-13T00:00'],
    ['2024', '2024-01-01T00:00 to 2025-01-01T00:00'],
    ['2024-02', '2024-02-01T00:00 to 2024-03-01T00:00'],
    ['2024-02-29', '2024-02-29T00:00 to 2024-03-01T00:00'],
    ['2025-01-02T03:04:00+01:00', '2025-01-02T02:04 in 2025-01-02T02:04 to 2025-01-02T02:04'],
  ])('reads %s', (text, span) => {
    expect(shown(text)).toBe(span)
  })

  it.each([
    'soon',
    '13/45/2025',
    '2025-02-30',
    '2025-13',
    '7 days',
    'in 7 days ago',
    '1.5 days ago',
    'last',
    '99999999 days ago',
    'constructor',
    '',
  ])('reads nothing in %j', (text) => {
    expect(shown(text)).toBe('nothing')
  })

  it('keeps to the last day of a shorter month', () => {
    const place = { now: new Date('2025-03-31T10:00:00Z') }
    expect(spanOf('1 month ago', place)?.at).toBe(Date.parse('2025-02-28T10:00:00Z'))
    expect(spanOf('1 month from now', place)?.at).toBe(Date.parse('2025-04-30T10:00:00Z'))
  })

  it('reads the days of the place where it is asked', () => {
    expect(shown('today', -11 * HOUR_MS)).toBe('2025-03-11T11:00 to 2025-03-12T11:00')
    expect(shown('2025-03-12', 2 * HOUR_MS)).toBe('2025-03-11T22:00 to 2025-03-12T22:00')
  })
})
