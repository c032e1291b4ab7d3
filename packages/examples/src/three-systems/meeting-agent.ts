import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

/** Where the agent's MCP servers are. */
export interface Servers {
  readonly mail: Server
  readonly crm: Server
  readonly calendar: Server
}

interface Server {
  readonly mcpUrl: string
}

interface Found {
  readonly id: string
  readonly from: string
}

interface Lead {
  readonly id: string
  readonly name: string
}

/**
 * Stands where your agent would: reads who asks for a meeting, looks the company up in the CRM, books
 * an hour, answers. Whoever the CRM does not know gets no meeting. It knows nothing of Sandpit.
 */
export async function bookMeetings(servers: Servers, day: string): Promise<void> {
  const [mail, crm, calendar] = await Promise.all([
    connect(servers.mail),
    connect(servers.crm),
    connect(servers.calendar),
  ])
  const search = { query: 'in:inbox subject:meeting', maxResults: 50 }
  const requests = await call<readonly Found[]>(mail, 'gmail_search_emails', search)
  for (const [index, { id, from }] of requests.entries()) {
    const company = await findCompany(crm, from)
    if (company === undefined) continue
    const hour = String(8 + index).padStart(2, '0')
    await call(calendar, 'google_calendar_create_event', {
      summary: `Meeting with ${company.name}`,
      start_datetime: `${day}T${hour}:00:00Z`,
      end_datetime: `${day}T${hour}:45:00Z`,
      attendees: [from],
    })
    const body = `Shall we say ${hour}:00 on ${day}?`
    const answer = { to: [from], subject: 'Re: meeting', body, threadId: id }
    await call(mail, 'gmail_send_email', answer)
    await call(crm, 'close_create_note_activity', { lead_id: company.id, note: `Met by ${from}` })
  }
  await Promise.all([mail.close(), crm.close(), calendar.close()])
}

/** The company whose contact wrote: the CRM is searched for the address. */
async function findCompany(crm: Client, email: string): Promise<Lead | undefined> {
  const query = `email_address:"${email}"`
  const { leads } = await call<{ leads: readonly Lead[] }>(crm, 'close_search_leads', { query })
  return leads[0]
}

async function connect({ mcpUrl }: Server): Promise<Client> {
  const client = new Client({ name: 'meeting-agent', version: '1.0.0' })
  await client.connect(new StreamableHTTPClientTransport(new URL(mcpUrl)))
  return client
}

async function call<Answer>(
  client: Client,
  name: string,
  args: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const { content, isError } = await client.callTool({ name, arguments: args })
  const [answer] = content
  if (answer?.type !== 'text') throw new TypeError(`${name} answered without text`)
  if (isError === true) throw new Error(answer.text)
  return JSON.parse(answer.text) as Answer
}
