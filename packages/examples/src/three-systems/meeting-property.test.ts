import type { CloseSeed } from '@sandpit/close'
import type { SystemData } from '@sandpit/systems'
import { anyCast, type Cast } from '@sandpit/systems/arbitraries'
import { expect, sandboxTest } from '@sandpit/vitest'
import fc from 'fast-check'
import { bookMeetings } from './meeting-agent.ts'

const test = sandboxTest({ crm: 'close', mail: 'gmail', calendar: 'google_calendar' })

// One cast for three systems: whoever writes a mail may be a contact in the CRM, and comes to the meeting.
test('whoever asks, those the CRM knows get a meeting, and nobody else', async ({
  crm,
  mail,
  calendar,
}) => {
  await fc.assert(
    fc.asyncProperty(anyCast(), async (cast) => {
      await Promise.all([
        crm.reseed(crmOf(cast)),
        mail.reseed(mailOf(cast)),
        calendar.reseed({ events: [] }),
      ])
      await bookMeetings({ crm, mail, calendar }, '2025-12-11')
      const { events } = await calendar.dump()
      const invited = (events ?? []).map(({ attendees }) => attendees?.[0]?.email)
      expect(new Set(invited)).toEqual(new Set(customersOf(cast)))
      expect(invited).toHaveLength(customersOf(cast).length)
    }),
    { numRuns: 5 },
  )
})

/** Everybody but those of the first company is a customer. */
function customersOf({ people, companies: [first] }: Cast): readonly string[] {
  return people.filter(({ company }) => company !== first).map(({ email }) => email)
}

function crmOf({ companies: [, ...customers], people }: Cast): CloseSeed {
  return {
    leads: customers.map((company) => ({
      name: company.name,
      contacts: people
        .filter((person) => person.company === company)
        .map(({ name, email }) => ({ name, emails: [{ email }] })),
    })),
  }
}

function mailOf({ people }: Cast): SystemData<'gmail'> {
  return {
    messages: people.map(({ email, name }) => ({
      subject: 'A meeting?',
      from: email,
      to: 'me@sandbox.example',
      body: `Could we meet? ${name}`,
      labels: ['INBOX'],
    })),
  }
}
