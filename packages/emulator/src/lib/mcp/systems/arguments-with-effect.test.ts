import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startEmulator } from '../../emulator.ts'
import { SystemSandbox } from '../../systems/system-sandbox.testing.ts'
import { McpClient } from './mcp-client.testing.ts'

type Input = Record<string, unknown>

const SEEDS = {
  gmail: {
    messages: [
      {
        subject: 'Dinner and movie',
        to: 'me@sandbox.example',
        body: 'Tonight',
        from: 'a@b.example',
      },
      { subject: 'Movie', to: 'me@sandbox.example', body: 'Tomorrow', from: 'c@d.example' },
    ],
  },
  slack: { channels: [{ name: 'general', messages: [{ text: 'Hello' }, { text: 'all' }] }] },
  google_calendar: {
    events: [
      {
        title: 'Daily',
        startTime: '2020-01-01T09:00:00Z',
        endTime: '2020-01-01T09:15:00Z',
        recurrence: ['RRULE:FREQ=DAILY'],
      },
    ],
  },
} as const
type Server = keyof typeof SEEDS

const emulator = await startEmulator({ pools: { gmail: 2, slack: 2, google_calendar: 2 } })
const clients = new Map<string, McpClient>()

beforeAll(async () => {
  for (const server of Object.keys(SEEDS) as Server[]) {
    for (const filled of [true, false]) {
      const sandbox = await SystemSandbox.acquire(emulator, server)
      if (filled) await sandbox.initialize(SEEDS[server])
      clients.set(`${server} ${filled}`, await McpClient.connect(sandbox.mcpUrl))
    }
  }
})

afterAll(async () => {
  for (const { client } of clients.values()) await client.close()
  await emulator.close()
})

function call(server: Server, tool: string, input: Input, filled = true): Promise<string> {
  return clients.get(`${server} ${filled}`)?.text(tool, input) ?? Promise.resolve('')
}

const mails = (query: string): [Server, string, Input] => [
  'gmail',
  'gmail_search_emails',
  { query },
]
const words = (query: string): [Server, string, Input] => [
  'slack',
  'slack_user_search_messages',
  { query },
]
const times = (min_end_datetime: string, more: Input = {}): [Server, string, Input] => [
  'google_calendar',
  'google_calendar_list_events',
  { min_end_datetime, max_start_datetime: '2030-01-01T00:00:00Z', ...more },
]
const year = '2026-01-01T00:00:00Z'

describe('an argument that a tool does not heed', () => {
  it.each<[Server, string, Input]>([
    mails('after:2025/02/30'),
    mails('before:soon'),
    mails('in:drafts'),
    mails('is:loud'),
    mails('(from:a OR from:b)'),
    mails('subject:(movie OR dinner)'),
    mails('{movie dinner}'),
    mails('"movie'),
    mails('movie OR'),
    mails('OR movie'),
    mails('constructor:x'),
    ['gmail', 'gmail_search_emails', { query: 'movie', maxResults: -1 }],
    ['gmail', 'gmail_search_emails', { query: 'movie', maxResults: 1.5 }],
    ['gmail', 'gmail_search_emails', { query: 'movie', max_results: 1 }],
    words('hel*'),
    words('creator:me'),
    words('"hello'),
    ['slack', 'slack_user_search_messages', { query: 'hello', cursor: 'zzz' }],
    ['slack', 'slack_user_search_messages', { query: 'hello', count: 0 }],
    ['slack', 'slack_user_list_channels', { limit: -1 }],
    ['slack', 'slack_user_list_channels', { types: 'publicchannel' }],
    ['slack', 'slack_user_list_channels', { name: 'general' }],
    times('2025-02-30T00:00:00Z'),
    times('March 5'),
    times('5'),
    times(year, { max_results: -1 }),
    times(year, { query: 'Daily' }),
  ])('of %s, is refused: %s %j, found or not', async (server, tool, input) => {
    for (const filled of [true, false]) {
      expect(await call(server, tool, input, filled)).toMatch(
        /does not understand|must be a whole number|has no argument|invalid_|Invalid|less than the minimum/,
      )
    }
  })
})

describe('the tools of systems', () => {
  it('find all words that stand in brackets behind an operator', async () => {
    const found = JSON.parse(await call(...mails('subject:(movie dinner)'))) as Input[]
    expect(found.map(({ subject }) => subject)).toEqual(['Dinner and movie'])
  })

  it('find a day of a series that began years ago', async () => {
    const listed = JSON.parse(await call(...times(year, { max_results: 2 }))) as { count: number }
    expect(listed.count).toBe(2)
  })

  it('end no event before it starts', async () => {
    const event = { start_datetime: year, end_datetime: '2026-01-01T01:00:00Z', summary: 'x' }
    const made = JSON.parse(
      await call('google_calendar', 'google_calendar_create_event', event),
    ) as {
      event: { id: string }
    }
    const later = { event_id: made.event.id, updated_start_datetime: '2026-01-02T00:00:00Z' }
    expect(await call('google_calendar', 'google_calendar_update_event', later)).toContain(
      'range is empty',
    )
  })
})
