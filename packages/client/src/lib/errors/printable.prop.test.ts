import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable } from './printable.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 400 })
const hostile = fc.constantFrom(
  '\u001b[2J',
  '\n',
  '\r',
  '\u0085',
  '\u2028',
  '\u202e',
  '\ud800',
  '\u009b',
)

describe('printable', () => {
  it('leaves nothing that steers a terminal, ends a line or turns text round', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText, hostile)), (parts) => {
        expect(printable(parts.join(''))).not.toMatch(
          /\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
        )
      }),
    )
  })

  it('is never longer than it may be, and says where it was cut', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 500 }), (text, longest) => {
        expect(printable(text, longest).length).toBeLessThanOrEqual(longest + 3)
      }),
    )
    expect(printable('x'.repeat(1000))).toBe(`${'x'.repeat(300)}...`)
  })

  it('leaves words of every language alone', () => {
    for (const text of ['Zoë said: "ok" \\n', 'naïve café', '日本語', 'שלום', '🙂 👩‍💻'])
      expect(printable(text)).toBe(text)
  })

  it.each([
    ['a\u001b[2Jb', 'a\\x1b[2Jb'],
    ['a\r\n\tb', 'a\\r\\n\\tb'],
    ['a\u202eb', 'a\\u202eb'],
  ])('shows %j as %s', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })
})
