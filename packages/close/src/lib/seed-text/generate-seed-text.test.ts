import { describe, expect, it } from 'vitest'
import { checkSeedText } from './check-seed-text.ts'
import { generateSeedText } from './generate-seed-text.ts'

describe('generateSeedText', () => {
  it('gives the same text for the same options', () => {
    const options = { seed: 42, leads: 50 } as const
    expect(generateSeedText(options)).toBe(generateSeedText(options))
    expect(generateSeedText({ ...options, seed: 43 })).not.toBe(generateSeedText(options))
  })

  it.each(['realistic', 'hostile'] as const)('gives %s JSON that has no mistakes', (kind) => {
    const { data } = checkSeedText(generateSeedText({ seed: 42, leads: 50, kind }))
    expect(data?.leads).toHaveLength(50)
  })

  it('gives a module on request', () => {
    expect(generateSeedText({ seed: 7, leads: 1, format: 'code' })).toMatchInlineSnapshot(`
      "import { closeData, usd } from '@sandpit/close'

      export const seed = closeData()
        .lead('Zenith Design GmbH', (lead) =>
          lead
            .status('Bad Fit')
            .contact('Sofia Jensen', {
              emails: [
                { email: 'sjensen@zenith-design.example', type: 'office', is_unsubscribed: false },
                { email: 'sofia@zenith-design.example', type: 'office', is_unsubscribed: false },
              ],
              phones: [{ phone: '+13035550137' }],
            })
            .opportunity('Data migration (pilot)', { value: usd(30_000), confidence: 70, period: 'one_time' })
            .task('Review the contract', { date: '2026-12-06', completed: true })
            .task('Plan the onboarding', { date: '2026-11-07', completed: false })
            .task('Review the contract', { completed: false })
            .task('Follow up', { date: '2026-02-18', completed: false }),
        )
      "
    `)
  })
})
