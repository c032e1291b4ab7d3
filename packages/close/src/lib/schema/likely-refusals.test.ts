import { describe, expect, it } from 'vitest'

import { closeData } from '../data/close-data-builder.ts'
import { sampleCloseData } from '../data/sample-close-data.ts'
import type { CloseData } from '../data/close-data.ts'
import { mediumCloseData } from '../generate/presets.ts'
import { likelyRefusals } from './likely-refusals.ts'

const lead = (parts: object): CloseData => ({ leads: [{ name: 'Acme', ...parts }] })

describe('likelyRefusals', () => {
  it('finds nothing in what Close takes', () => {
    expect(likelyRefusals(sampleCloseData)).toEqual([])
    expect(likelyRefusals({})).toEqual([])
    expect(likelyRefusals(mediumCloseData())).toEqual([])
    const built = closeData().lead('Acme', (one) =>
      one.contact('Ada', (ada) => ada.email('ada@acme.test').phone('+14155550100')),
    )
    expect(likelyRefusals(built.toJSON())).toEqual([])
  })

  it.each([
    ['tasks[0].date', lead({ tasks: [{ description: 'x', date: 'tomorrow' }] })],
    ['tasks[0].date', lead({ tasks: [{ description: 'x', date: '2025-02-30' }] })],
    ['tasks[0].assignee_id', lead({ tasks: [{ description: 'x', assignee_id: 'Ada' }] })],
    ['opportunities[0].confidence', lead({ opportunities: [{ note: 'x', confidence: 900 }] })],
    ['opportunities[0].period', lead({ opportunities: [{ note: 'x', period: 'weekly' }] })],
    ['opportunities[0].value', lead({ opportunities: [{ note: 'x', value: -1 }] })],
    [
      'contacts[0].emails[0].email',
      lead({ contacts: [{ emails: [{ email: 'zzz', type: 'home' }] }] }),
    ],
    [
      'contacts[0].phones[0].phone',
      lead({ contacts: [{ phones: [{ phone: 'me', type: 'home' }] }] }),
    ],
    ['status', lead({ status: 'Potentail' })],
  ])('finds %s', (where, data) => {
    const [found, ...more] = likelyRefusals(data)
    expect(more).toEqual([])
    expect(found?.path.join('.').replaceAll(/\.(\d+)/g, '[$1]')).toBe(`leads[0].${where}`)
    expect(found?.message).toMatch(/^Close takes .*; got /)
    expect(found?.source).not.toBe('')
  })
})
