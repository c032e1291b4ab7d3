import { closeData, sampleCloseData, usd } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

// Every step answers a new seed and leaves the old one as it was, so seeds build on each other.
const tradeFair = closeData(sampleCloseData)
  .extend('CloudScale Technologies Inc.', (lead) =>
    lead.task('Invite to our booth', { date: '2026-02-03' }),
  )
  .merge(closeData().lead('Northwind', { status: 'Qualified' }))
  .repeat(20, (data, index) =>
    data.lead(`Visitor ${index + 1}`, (lead) =>
      lead.opportunity('Starter plan', { value: usd(19.99), period: 'monthly' }),
    ),
  )

test.override('seed', tradeFair)

test('five companies of the sample, one more, and twenty visitors', async ({ close }) => {
  const { leads } = await close.dump()

  expect(leads).toHaveLength(5 + 1 + 20)
})

test('a lead of the sample has a task more', async ({ close }) => {
  await expect(close).toHaveTask('CloudScale Technologies Inc.', 'Invite to our booth')
})

test('and the sample itself does not', () => {
  expect(JSON.stringify(sampleCloseData)).not.toContain('Invite to our booth')
})
