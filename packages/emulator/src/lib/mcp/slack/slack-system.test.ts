import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { startEmulator } from '../../emulator.ts'
import { SystemSandbox } from '../../systems/system-sandbox.testing.ts'
import { McpClient } from '../systems/mcp-client.testing.ts'

const emulator = await startEmulator({ pools: { slack: 100 } })
let sandbox: SystemSandbox
let slack: McpClient
let general: string

interface Messages {
  readonly messages: readonly { readonly ts: string; readonly text: string }[]
  readonly has_more: boolean
  readonly response_metadata?: { readonly next_cursor: string }
}

afterAll(() => emulator.close())

beforeEach(async () => {
  sandbox = await SystemSandbox.acquire(emulator, 'slack')
  await sandbox.initialize({
    channels: [
      {
        name: 'general',
        messages: [
          { text: 'Hello all', reactions: [{ name: 'wave' }, { name: 'wave' }] },
          { text: 'Who has the contract?', replies: [{ text: 'I do' }] },
        ],
      },
      { name: 'board', is_private: true },
    ],
  })
  slack = await McpClient.connect(sandbox.mcpUrl)
  general = (await channels({}))[0]?.id ?? ''
  return () => slack.client.close()
})

async function channels(input: Record<string, unknown>) {
  const { channels: found } = await slack.json('slack_user_list_channels', input)
  return found as readonly { readonly id: string; readonly name: string }[]
}

function history(input: Record<string, unknown> = {}): Promise<Messages> {
  return slack.json<Messages>('slack_get_channel_history', { channel_id: general, ...input })
}

describe('the tools of Slack', () => {
  it('list channels by kind and name', async () => {
    expect((await channels({})).map(({ name }) => name)).toEqual(['general'])
    const both = { types: 'public_channel,private_channel' }
    expect((await channels(both)).map(({ name }) => name)).toEqual(['general', 'board'])
    expect((await channels({ ...both, channel_name: 'OAR' })).map(({ name }) => name)).toEqual([
      'board',
    ])
    expect(general).toMatch(/^C[0-9A-Z]{10}$/)
  })

  it('read a channel, the newest first, page by page, and a thread', async () => {
    const { messages } = await history()
    expect(messages).toMatchObject([
      { text: 'Who has the contract?', reply_count: 1, is_thread_parent: true },
      { text: 'Hello all', reactions: 'wave * 2' },
    ])
    const first = await history({ limit: 1 })
    expect(first.has_more).toBe(true)
    const second = await history({ limit: 1, cursor: first.response_metadata?.next_cursor })
    expect([...first.messages, ...second.messages]).toEqual(messages)
    expect(second.has_more).toBe(false)
    const ts = messages[1]?.ts ?? ''
    expect((await history({ oldest: ts, latest: ts, inclusive: true })).messages).toHaveLength(1)
    expect((await history({ oldest: ts })).messages).toHaveLength(1)
    const thread = await slack.json<Messages>('slack_get_thread_replies', {
      channel_id: general,
      thread_ts: messages[0]?.ts,
    })
    expect(thread.messages).toMatchObject([
      { text: 'Who has the contract?', is_parent: true, reply_count: 1 },
      { text: 'I do', is_parent: false },
    ])
  })

  it('write messages, replies and reactions, which the dump then shows', async () => {
    const posted = await slack.json<{ ts: string }>('slack_user_post_message', {
      channel_id: general,
      text: 'Grüße',
    })
    await slack.json('slack_bot_reply_to_thread', {
      channel_id: general,
      thread_ts: posted.ts,
      text: 'Thanks',
    })
    await slack.json('slack_user_add_reaction', {
      channel_id: general,
      timestamp: posted.ts,
      reaction: 'heart',
    })
    const { channels: held } = (await sandbox.dump()) as {
      channels: readonly { messages: readonly object[] }[]
    }
    expect(held[0]?.messages[2]).toEqual({
      text: 'Grüße',
      replies: [{ text: 'Thanks' }],
      reactions: [{ name: 'heart' }],
    })
    expect((await history()).messages[0]?.text).toBe('Grüße')
  })

  it.each([
    ['contract', ['Who has the contract?']],
    ['"has the" in:#general', ['Who has the contract?']],
    ['in:board contract', []],
    ['i do', ['I do']],
  ])('find messages by %j', async (query, texts) => {
    const { messages } = await slack.json('slack_user_search_messages', { query })
    const { matches } = messages as { matches: readonly { text: string }[] }
    expect(matches.map(({ text }) => text)).toEqual(texts)
  })

  it('tell failures as Slack does, and refuse a search that they do not understand', async () => {
    const nowhere = { channel_id: 'C0', text: 'x' }
    expect(await slack.json('slack_user_post_message', nowhere)).toEqual({
      ok: false,
      error: 'channel_not_found',
    })
    const lost = { channel_id: general, thread_ts: '1.000001', text: 'x' }
    expect(await slack.json('slack_user_reply_to_thread', lost)).toEqual({
      ok: false,
      error: 'thread_not_found',
    })
    expect(await slack.text('slack_user_search_messages', { query: 'from:@ann' })).toMatch(
      /does not understand/,
    )
  })
})
