import type { SystemServer } from '@sandpit/systems'
import { anyCast } from '@sandpit/systems/arbitraries'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'

import { startEmulator } from '../../emulator.ts'
import { SystemSandbox } from '../../systems/system-sandbox.testing.ts'
import { McpClient } from './mcp-client.testing.ts'

const emulator = await startEmulator()
afterAll(() => emulator.close())

interface Place {
  readonly sandbox: SystemSandbox
  readonly tools: McpClient
}

async function place(server: SystemServer): Promise<Place> {
  const sandbox = await SystemSandbox.acquire(emulator, server)
  return { sandbox, tools: await McpClient.connect(sandbox.mcpUrl) }
}

/**
 * An agent without a model: it reads who wrote last, finds the company of that person in the CRM,
 * books a meeting with a task beside it, and answers.
 */
async function book(
  mail: McpClient,
  crm: McpClient,
  calendar: McpClient,
): Promise<string | undefined> {
  const [latest] = await mail.json<readonly { id: string; from: string; subject: string }[]>(
    'gmail_search_emails',
    { query: 'in:inbox' },
  )
  if (latest === undefined) return undefined
  const { leads } = await crm.json<{ leads: readonly { id: string; name: string }[] }>(
    'close_search_leads',
    { query: `email_address:"${latest.from}"` },
  )
  const [lead] = leads
  if (lead === undefined) return undefined
  await calendar.json('google_calendar_create_event', {
    summary: `Meeting with ${lead.name}`,
    start_datetime: '2026-12-01T09:00:00Z',
    end_datetime: '2026-12-01T09:30:00Z',
    attendees: [latest.from],
  })
  await crm.json('close_create_task', { lead_id: lead.id, text: 'Prepare the meeting' })
  await mail.json('gmail_send_email', {
    to: [latest.from],
    subject: `Re: ${latest.subject}`,
    body: 'See you on Tuesday.',
  })
  return lead.name
}

describe('an agent that works across a mailbox, a CRM and a calendar', () => {
  it('leaves the meeting, the task and the answer, whoever wrote', async () => {
    const [mail, crm, calendar] = await Promise.all([
      place('gmail'),
      place('close'),
      place('google_calendar'),
    ])
    const cast = anyCast({ mail: 'gmail', calendar: 'google_calendar' })
    await fc.assert(
      fc.asyncProperty(cast, fc.nat({ max: 99 }), async ({ people, seeds }, pick) => {
        const writer = people[pick % people.length]
        if (writer === undefined) throw new RangeError('A cast of nobody.')
        const letter = {
          subject: 'Can we meet?',
          to: 'me@sandbox.example',
          body: '',
          from: writer.email,
        }
        await Promise.all([mail, crm, calendar].map(({ sandbox }) => sandbox.reset()))
        await mail.sandbox.initialize({ messages: [...(seeds.mail.messages ?? []), letter] })
        await calendar.sandbox.initialize(seeds.calendar)
        await crm.sandbox.initialize({
          leads: people.map(({ name, email, company }) => ({
            name: `${company.name} (${name})`,
            contacts: [{ name, emails: [{ email, type: 'office' }] }],
          })),
        })
        const company = await book(mail.tools, crm.tools, calendar.tools)
        expect(company).toBe(`${writer.company.name} (${writer.name})`)
        const { events } = await calendar.sandbox.dump()
        expect(events).toContainEqual(
          expect.objectContaining({
            title: `Meeting with ${company}`,
            attendees: [{ email: writer.email }],
          }),
        )
        const { messages } = await mail.sandbox.dump()
        expect((messages as readonly object[]).at(-1)).toMatchObject({
          to: writer.email,
          labels: ['SENT'],
        })
        const { leads } = await crm.sandbox.dump()
        const busy = (leads as readonly { name: string; tasks?: readonly object[] }[]).filter(
          ({ tasks }) => (tasks ?? []).length > 0,
        )
        expect(busy.map(({ name }) => name)).toEqual([company])
      }),
      { numRuns: 8 },
    )
    await Promise.all([mail, crm, calendar].map(({ tools }) => tools.client.close()))
  })
})
