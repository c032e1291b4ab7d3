import { describe, expect, it } from 'vitest'
import { closeData } from '../data/close-data-builder.ts'
import type { CloseData } from '../data/close-data.ts'
import { sampleCloseData } from '../data/sample-close-data.ts'
import { sendableSeed } from './sendable-seed.ts'

const withValue = (value: unknown): CloseData =>
  ({ leads: [{ name: 'Acme', opportunities: [{ note: 'deal', value }] }] }) as CloseData

describe('sendableSeed', () => {
  it('leaves what JSON can carry as it is, right or wrong', async () => {
    expect(await sendableSeed(sampleCloseData)).toEqual(sampleCloseData)
    expect(await sendableSeed(closeData().lead('Acme'))).toEqual({ leads: [{ name: 'Acme' }] })
    const wrong = withValue('12.50')
    expect(await sendableSeed(wrong)).toEqual(wrong)
    expect(await sendableSeed(withValue(undefined))).toEqual(withValue(undefined))
  })

  it.each<unknown>([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    10n,
    () => 1,
    Symbol('value'),
    new Map(),
  ])('refuses what JSON would change or lose: %o', async (value) => {
    await expect(sendableSeed(withValue(value))).rejects.toMatchObject({
      code: 'invalid_seed',
      facts: { issues: [{ path: ['leads', 0, 'opportunities', 0, 'value'] }] },
    })
  })

  it.each<unknown>([null, undefined, 5, 'leads', () => 1])(
    'refuses what is no object: %s',
    async (seed) => {
      await expect(sendableSeed(seed as CloseData)).rejects.toMatchObject({
        code: 'invalid_seed',
        message: expect.stringContaining('A seed is an object such as'),
      })
    },
  )

  it('refuses a seed that contains itself', async () => {
    const lead: { name: string; contacts?: unknown } = { name: 'Acme' }
    lead.contacts = [{ name: 'Sarah', emails: [lead] }]
    await expect(sendableSeed({ leads: [lead] } as CloseData)).rejects.toMatchObject({
      code: 'invalid_seed',
    })
  })
})
