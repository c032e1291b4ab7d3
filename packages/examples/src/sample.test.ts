import { sampleCloseData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

// The example of the API reference, ready to use: five companies and all that belongs to them.
test.override('seed', sampleCloseData)

test('the sandbox holds the sample and nothing else', async ({ close }) => {
  await expect(close).toBeUnchanged()
})

test('with a lead, who works there, what might be sold, and what is to be done', async ({
  close,
}) => {
  const lead = 'Lighthouse Financial Advisors'

  await expect(close).toHaveLead(lead)
  await expect(close).toHaveContact(lead, 'Alexandra Kim')
  await expect(close).toHaveOpportunity(lead, { confidence: 80, period: 'annual' })
  await expect(close).toHaveTask(lead, { description: /ROI analysis/, completed: false })
})

test('5 leads, 8 contacts, 7 opportunities and 10 tasks in all', async ({ close }) => {
  const { leads } = await close.dump()

  expect(leads).toHaveLength(5)
  expect(leads?.flatMap((lead) => lead.contacts ?? [])).toHaveLength(8)
  expect(leads?.flatMap((lead) => lead.opportunities ?? [])).toHaveLength(7)
  expect(leads?.flatMap((lead) => lead.tasks ?? [])).toHaveLength(10)
})
