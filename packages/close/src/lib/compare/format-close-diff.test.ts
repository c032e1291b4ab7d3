import { describe, expect, it } from 'vitest'
import { closeData } from '../data/close-data-builder.ts'
import { diffCloseData } from './diff-close-data.ts'
import { formatCloseDiff } from './format-close-diff.ts'
import { usd } from '../data/usd.ts'

const expected = {
  leads: [
    {
      name: 'CloudScale',
      opportunities: [{ note: 'Renewal', value: usd(480) }],
      tasks: [{ description: /follow up/i, completed: false }, { description: 'Call' }],
    },
    { name: 'DataFlow' },
  ],
}
const actual = closeData().lead('CloudScale', (lead) =>
  lead.opportunity('Renewal', { value: usd(4.8) }).task('Call'),
)
const differences = diffCloseData(expected, actual, { mode: 'partial' })

/** A lead with a key that clears a terminal. */
const withOddKey = (value: string) => ({
  leads: [
    {
      name: 'A',
      contacts: [{ name: 'Ann', emails: [{ email: 'a@a.test', '\u001b[2J': value }] }],
    },
  ],
})

describe('formatCloseDiff', () => {
  it('lists what differs under the lead it belongs to', () => {
    expect(formatCloseDiff(differences)).toMatchInlineSnapshot(`
      "lead "CloudScale"
        ~ opportunity "Renewal" › value: expected usd(480), got usd(4.8)
        - task /follow up/i is missing: { completed: false }
      - lead "DataFlow" is missing"
    `)
  })

  it('uses colour only when asked to', () => {
    const escape = '\u001b['
    expect(formatCloseDiff(differences)).not.toContain(escape)
    expect(formatCloseDiff(differences, { color: true })).toContain(`${escape}31m- `)
  })

  it('says how many it left out', () => {
    expect(formatCloseDiff(differences, { limit: 1 })).toContain('and 2 more')
  })

  it('shows nothing that hides or reorders text, or moves the cursor', () => {
    const odd = { leads: [{ name: 'a\u202eb\u001b[2J', status: '\u0007' }] }
    const text = formatCloseDiff(
      diffCloseData(odd, { leads: [{ name: odd.leads[0]?.name ?? '' }] }),
    )
    expect(text).toBe(
      [
        String.raw`lead "a\u{202e}b\u001b[2J"`,
        String.raw`  ~ status: expected "\u0007", got nothing`,
      ].join('\n'),
    )
  })

  it('shows no such keys of an address either', () => {
    const text = formatCloseDiff(diffCloseData(withOddKey('x'), withOddKey('y')))
    expect(text.split('\n')[1]).toBe(
      String.raw`  ~ contact "Ann" › email "a@a.test" › "\u001b[2J": expected "x", got "y"`,
    )
    const missing = formatCloseDiff(
      diffCloseData(withOddKey('x'), { leads: [{ name: 'A', contacts: [{ name: 'Ann' }] }] }),
    )
    expect(missing).toContain(String.raw`{ "\u001b[2J": "x" }`)
  })

  it('says nothing about no differences', () => {
    expect(formatCloseDiff([])).toBe('')
  })
})
