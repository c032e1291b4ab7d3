import { closeData } from '@sandpit/close'
import { expect, sandboxTest } from '@sandpit/vitest'
import { bookMeetings } from './meeting-agent.ts'

const test = sandboxTest({ crm: 'close', mail: 'gmail', calendar: 'google_calendar' })

const ann = 'ann.lee@acme.example'
const mailFrom = (from: string) => ({
  subject: 'A meeting?',
  from,
  to: 'me@sandbox.example',
  body: 'Could we meet this week?',
  labels: ['INBOX'],
})

test.override('seeds', {
  crm: closeData().lead('Acme', (lead) => lead.contact('Ann Lee', { emails: [{ email: ann }] })),
  mail: { messages: [mailFrom(ann)] },
})

test('a customer who asks for a meeting gets one', async ({ crm, mail, calendar }) => {
  await bookMeetings({ crm, mail, calendar }, '2025-12-11')

  await expect(calendar).toHave('events', {
    title: 'Meeting with Acme',
    startTime: '2025-12-11T08:00:00Z',
    attendees: [{ email: ann }],
  })
  await expect(mail).toHave('messages', { to: ann, body: /08:00 on 2025-12-11/, labels: ['SENT'] })
  await expect(crm).toHaveCalledInOrder(['close_search_leads', 'close_create_note_activity'])
  await expect(mail).toHaveCalled('gmail_send_email', { to: [ann] }, { times: 1 })
})

test.describe('somebody the CRM does not know', () => {
  test.override('seeds', { crm: closeData().lead('Globex'), mail: { messages: [mailFrom(ann)] } })

  test('gets none', async ({ crm, mail, calendar }) => {
    await bookMeetings({ crm, mail, calendar }, '2025-12-11')

    await expect(calendar).not.toHaveCalled()
    await expect(mail).toBeUnchanged()
    await expect(crm).toBeUnchanged()
  })
})

test('nobody is promised a meeting that is not booked', async ({ crm, mail, calendar }) => {
  await calendar.setFaults([{ kind: 'tool-error', message: 'Backend Error' }])

  await expect(bookMeetings({ crm, mail, calendar }, '2025-12-11')).rejects.toThrow('Backend Error')
  await expect(mail).not.toHaveCalled('gmail_send_email')
})
