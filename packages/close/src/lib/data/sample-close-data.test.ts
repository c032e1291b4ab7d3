import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sampleCloseData } from './sample-close-data.ts'

describe('sampleCloseData', () => {
  const leads = sampleCloseData.leads ?? []

  it('has the 5 leads, 8 contacts, 7 opportunities and 10 tasks of the reference', () => {
    expect(leads).toHaveLength(5)
    expect(leads.flatMap((lead) => lead.contacts ?? [])).toHaveLength(8)
    expect(leads.flatMap((lead) => lead.opportunities ?? [])).toHaveLength(7)
    expect(leads.flatMap((lead) => lead.tasks ?? [])).toHaveLength(10)
  })

  it('is the example of the reference to the letter', () => {
    // Taken from the example in the API reference, as JSON without white space.
    const digest = createHash('sha256').update(JSON.stringify(sampleCloseData)).digest('hex')
    expect(digest).toBe('897397a8732a48d6da58c8d7bd44c9fed55e861b371d530cc080fb81229866ed')
  })
})
