import { closeData, sampleCloseData, usd } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

// Every step answers a new seed and leaves the old one as it was, so seeds build on each other.
const lateInTheQuarter = closeData(sampleCloseData)
  .extend('CloudScale Technologies Inc.', (lead) =>
    lead.task('Call before the quarter ends', { date: '2025-12-30' }),
  )
  .merge(closeData().lead('Northwind', { status: 'Qualified' }))
  .repeat(20, (data, index) =>
    data.lead(`Trade fair visitor ${index + 1}`, (lead) =>
      lead.opportunity('Starter plan', { value: usd(19.99), period: 'monthly' }),
    ),
  )

test.override('seed', lateInTheQuarter)

test('five companies of the sample, one more, and twenty visitors', async ({ close }) => {
  const { leads } = await close.dump()

  expect(leads).toHaveLength(5 + 1 + 20)
})

test('a lead of the sample has one task more', async ({ close }) => {
  const { leads } = await close.dump()
  const cloudScale = leads?.find((lead) => lead.name === 'CloudScale Technologies Inc.')

  expect(cloudScale?.tasks?.map((task) => task.description)).toContain(
    'Call before the quarter ends',
  )
})
