import { describe, expect, it } from 'vitest'
import { renamedLead, renamedPerson } from './rename.ts'

const lead = {
  name: 'CloudScale Analytics Inc.',
  contacts: [
    {
      name: 'Zoe Reed',
      emails: [
        { email: 'zreed@cloudscale-analytics.example' },
        { email: 'info@elsewhere.example' },
      ],
    },
  ],
  tasks: [{ description: 'Call Zoe Reed about pricing' }],
}

describe('renamedLead', () => {
  it('moves the mail of its people to the new domain', () => {
    const renamed = renamedLead(lead, 'Acme')
    expect(renamed.name).toBe('Acme')
    expect(renamed.contacts?.[0]?.emails).toEqual([
      { email: 'zreed@acme.example' },
      { email: 'info@elsewhere.example' },
    ])
  })
})

describe('renamedPerson', () => {
  it('changes mail addresses and tasks with the name', () => {
    const renamed = renamedPerson(lead, 'Zoe Reed', 'Ann Lee')
    expect(renamed.contacts?.[0]?.emails?.[0]).toEqual({
      email: 'alee@cloudscale-analytics.example',
    })
    expect(renamed.tasks).toEqual([{ description: 'Call Ann Lee about pricing' }])
  })

  it('leaves others alone', () => {
    const longer = { ...lead, tasks: [{ description: 'Call Zoe Reeder' }] }
    expect(renamedPerson(longer, 'Zoe Reed', 'Ann Lee').tasks).toEqual(longer.tasks)
    expect(renamedPerson(lead, 'Zoe', 'Ann')).toEqual(lead)
  })
})
