import { sampleCloseData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'

// The example of the API reference, ready to use.
test.override('seed', sampleCloseData)

test('the sandbox holds the five companies of the sample', async ({ close }) => {
  const { leads } = await close.dump()

  expect(leads?.map((lead) => lead.name)).toEqual([
    'CloudScale Technologies Inc.',
    'DataFlow Analytics Corp',
    'Phoenix Digital Marketing Agency',
    'Vertex Manufacturing Solutions',
    'Lighthouse Financial Advisors',
  ])
})

test('and everybody and everything that belongs to them', async ({ close }) => {
  const { leads = [] } = await close.dump()

  expect(leads?.flatMap((lead) => lead.contacts ?? [])).toHaveLength(8)
  expect(leads?.flatMap((lead) => lead.opportunities ?? [])).toHaveLength(7)
  expect(leads?.flatMap((lead) => lead.tasks ?? [])).toHaveLength(10)
})

test('what comes out is what went in', async ({ close }) => {
  expect(await close.dump()).toMatchObject(sampleCloseData)
})
