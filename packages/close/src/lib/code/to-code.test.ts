import { describe, expect, it } from 'vitest'
import { closeData } from '../data/close-data-builder.ts'
import { pasted } from './pasted-code.testing.ts'
import { sampleCloseData } from '../data/sample-close-data.ts'
import { toCode } from './to-code.ts'
import { usd } from '../data/usd.ts'

describe('toCode', () => {
  it('writes a small seed on one line', () => {
    expect(toCode(closeData().lead('Acme', (lead) => lead.task('Call')))).toBe(
      "closeData().lead('Acme', (lead) => lead.task('Call'))",
    )
  })

  it('breaks a long chain the way a formatter would', () => {
    const seed = closeData().lead('CloudScale', (lead) =>
      lead
        .status('Potential')
        .contact('Sarah Mitchell', (contact) =>
          contact
            .email('sarah@cloudscale.test')
            .email('sarah.mitchell@cloudscale.test', { type: 'home' })
            .phone('+15550100', { type: 'mobile' }),
        )
        .opportunity('Annual renewal', { value: usd(480), confidence: 85, period: 'annual' }),
    )
    expect(toCode(seed)).toMatchInlineSnapshot(`
      "closeData()
        .lead('CloudScale', (lead) =>
          lead
            .status('Potential')
            .contact('Sarah Mitchell', (contact) =>
              contact
                .email('sarah@cloudscale.test')
                .email('sarah.mitchell@cloudscale.test', { type: 'home' })
                .phone('+15550100', { type: 'mobile' }),
            )
            .opportunity('Annual renewal', { value: usd(480), confidence: 85, period: 'annual' }),
        )"
    `)
  })

  it.each([
    ['no data', {}],
    ['null for leads', { leads: null }],
    ['no leads', { leads: [] }],
    ['null for a list', { leads: [{ name: '', contacts: null, tasks: [] }] }],
    ['a nameless contact', { leads: [{ name: 'Acme', contacts: [{ phones: null }, {}] }] }],
    [
      'an address without a type',
      { leads: [{ name: 'Acme', contacts: [{ name: 'Ann', emails: [{ email: 'a@b' }, {}] }] }] },
    ],
    ['a status of null', { leads: [{ name: 'Acme', status: null }] }],
    [
      'a key that would set the prototype',
      {
        leads: [
          {
            name: 'Acme',
            contacts: [{ name: 'Ann', emails: [JSON.parse('{"__proto__":{"a":1}}')] }],
          },
        ],
      },
    ],
    [
      'text that cannot be seen',
      { leads: [{ name: 'a\u202eb\u0000c\u2028\'"`${x}\\ \ud800 e\u0301' }] },
    ],
    [
      'cents beyond dollars',
      {
        leads: [
          {
            name: 'Acme',
            opportunities: [
              { note: '', value: 2 ** 53 - 1 },
              { note: '', value: -1999 },
            ],
          },
        ],
      },
    ],
    ['the sample', sampleCloseData],
  ])('says %s', (_what, data) => {
    expect(pasted(toCode(data))).toEqual(data)
  })

  it('shows nothing that hides or reorders text', () => {
    expect(toCode({ leads: [{ name: 'a\u202eb' }] })).toBe(
      String.raw`closeData().lead('a\u{202e}b')`,
    )
  })
})
