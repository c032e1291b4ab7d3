import { describe, expect, it } from 'vitest'
import { toStateCode } from './state-code.ts'

describe('toStateCode', () => {
  it('leaves out what is not there', () => {
    const task = { description: 'Call', date: null, completed: false, assignee_id: null }
    const lead = {
      name: 'Acme',
      status: 'Potential',
      contacts: [],
      opportunities: [],
      tasks: [task],
    }
    expect(toStateCode({ leads: [lead] })).toBe(
      "closeData().lead('Acme', (lead) => lead.status('Potential').task('Call', { completed: false }))",
    )
    expect(toStateCode({ leads: [] })).toBe('closeData()')
  })
})
