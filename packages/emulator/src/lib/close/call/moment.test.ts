import { describe, expect, it } from 'vitest'

import { momentOf } from './moment.ts'

const HOUR_MS = 60 * 60 * 1000

describe('momentOf', () => {
  it.each([
    ['2025-01-02', '2025-01-02T00:00:00Z'],
    ['2025-01-02T23:30:00-08:00', '2025-01-03T07:30:00Z'],
    ['2025-01-02T23:30:00-0800', '2025-01-03T07:30:00Z'],
    ['2025-01-02 10:00', '2025-01-02T10:00:00Z'],
    ['2025-01-02t10:00:00.123456z', '2025-01-02T10:00:00.123Z'],
    ['2024-02-29T12:00:00', '2024-02-29T12:00:00Z'],
  ])('reads %s as %s', (text, moment) => {
    expect(momentOf(text)).toBe(Date.parse(moment))
  })

  it.each([
    '2025-02-30',
    '2025-02-29T10:00:00Z',
    '2025-13-01',
    '2025-1-2',
    '2025-01-02T25:00',
    '2025-01-02T10:61',
    '2025-01-02T10',
    '2025-01-02T10:00+00:00 ',
    '2025',
    '13/45/2025',
    'Jan 2 2025',
    'soon',
    '',
  ])('reads nothing in %j', (text) => {
    expect(momentOf(text)).toBeUndefined()
  })

  it('takes a day for the one of a place ahead of UTC, a date-time for UTC', () => {
    expect(momentOf('2015-01-12', -8 * HOUR_MS)).toBe(Date.parse('2015-01-12T08:00:00Z'))
    expect(momentOf('2015-01-12T08:00:00', -8 * HOUR_MS)).toBe(Date.parse('2015-01-12T08:00:00Z'))
  })
})
