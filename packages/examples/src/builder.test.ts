import { closeData, usd } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

// A seed of your own: typed, and read from top to bottom.
const renewal = closeData().lead('CloudScale', (lead) =>
  lead
    .status('Potential')
    .contact('Sarah Mitchell', (contact) =>
      contact.email('sarah@cloudscale.test').phone('+15550100'),
    )
    .opportunity('Annual renewal', { value: usd(480), confidence: 85, period: 'annual' })
    .task('Send proposal', { date: '2025-12-02' }),
)

test.override('seed', renewal)

test('the renewal is worth 480 dollars, in cents', async ({ close }) => {
  await expect(close).toHaveOpportunity('CloudScale', { note: 'Annual renewal', value: 48_000 })
})

test('the proposal is still to be sent', async ({ close }) => {
  await expect(close).toHaveTask('CloudScale', { date: '2025-12-02', completed: false })
})

test('Sarah can be written to', async ({ close }) => {
  await expect(close).toHaveContact('CloudScale', {
    name: 'Sarah Mitchell',
    emails: [{ email: 'sarah@cloudscale.test' }],
  })
})
