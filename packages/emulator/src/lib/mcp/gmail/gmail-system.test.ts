import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { startEmulator } from '../../emulator.ts'
import { SystemSandbox } from '../../systems/system-sandbox.testing.ts'
import { McpClient } from '../systems/mcp-client.testing.ts'

const emulator = await startEmulator({ pools: { gmail: 100 } })
let sandbox: SystemSandbox
let gmail: McpClient

interface Found {
  readonly id: string
  readonly subject: string
}

afterAll(() => emulator.close())

beforeEach(async () => {
  sandbox = await SystemSandbox.acquire(emulator, 'gmail')
  await sandbox.initialize({
    messages: [
      mail('Offer', { from: 'ann.lee@acme.example', labels: ['INBOX', 'UNREAD'] }),
      mail('Invoice 7', { from: 'ben@globex.example', cc: 'cara@acme.example' }),
      mail('Win a prize', { from: 'spam@spam.example', labels: ['SPAM'] }),
    ],
  })
  gmail = await McpClient.connect(sandbox.mcpUrl)
  return () => gmail.client.close()
})

function mail(subject: string, fields: object): object {
  return { subject, to: 'me@sandbox.example', body: `About ${subject.toLowerCase()}.`, ...fields }
}

async function search(query: string): Promise<readonly string[]> {
  const found = await gmail.json<readonly Found[]>('gmail_search_emails', { query })
  return found.map(({ subject }) => subject)
}

async function idOf(subject: string): Promise<string> {
  const [found] = await gmail.json<readonly Found[]>('gmail_search_emails', {
    query: `subject:"${subject}"`,
  })
  return found?.id ?? ''
}

describe('the tools of Gmail', () => {
  it('have the names of the public server', async () => {
    const { tools } = await gmail.client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'gmail_send_email',
      'gmail_draft_email',
      'gmail_read_email',
      'gmail_search_emails',
      'gmail_modify_email',
      'gmail_delete_email',
      'gmail_batch_modify_emails',
      'gmail_batch_delete_emails',
    ])
    expect(gmail.client.getServerVersion()?.name).toBe('gmail')
  })

  it.each([
    ['', ['Invoice 7', 'Offer']],
    ['from:ann', ['Offer']],
    ['from:ann.lee@acme.example is:unread', ['Offer']],
    ['-from:ann', ['Invoice 7']],
    ['cc:cara', ['Invoice 7']],
    ['"about offer"', ['Offer']],
    ['offer OR invoice', ['Invoice 7', 'Offer']],
    ['invoice offer', []],
    ['in:inbox is:read', ['Invoice 7']],
    ['in:spam', ['Win a prize']],
    ['in:anywhere prize', ['Win a prize']],
    ['after:2020/01/01 before:2020/02/01', []],
  ])('find mails by %j', async (query, subjects) => {
    expect(await search(query)).toEqual(subjects)
  })

  it('refuse a search that they do not understand', async () => {
    for (const query of ['has:attachment', 'is:muted', 'after:yesterday']) {
      const { error } = await gmail.json('gmail_search_emails', { query })
      expect(error).toMatch(/does not understand/)
    }
  })

  it('read a mail with its thread, reply to it, and leave both in the dump', async () => {
    const messageId = await idOf('Offer')
    const { threadId } = await gmail.json('gmail_read_email', { messageId })
    expect(threadId).toBe(messageId)
    const sent = await gmail.json<{ messageId: string }>('gmail_send_email', {
      to: ['ann.lee@acme.example'],
      subject: 'Re: Offer',
      body: 'Thank you.',
      threadId,
    })
    const thread = await gmail.json('gmail_read_email', { messageId: sent.messageId })
    expect(thread).toMatchObject({
      threadId: messageId,
      messageCount: 2,
      emails: [
        {
          messageId,
          subject: 'Offer',
          body: { text: 'About offer.', preferredFormat: 'text/plain' },
        },
        { messageId: sent.messageId, from: 'me@sandbox.example' },
      ],
    })
    const { messages } = await sandbox.dump()
    expect((messages as readonly object[]).at(-1)).toEqual({
      subject: 'Re: Offer',
      to: 'ann.lee@acme.example',
      body: 'Thank you.',
      from: 'me@sandbox.example',
      labels: ['SENT'],
    })
  })

  it('write drafts, change labels and delete, one by one and in batches', async () => {
    await gmail.json('gmail_draft_email', { to: ['a@b.example'], subject: 'Later', body: '' })
    const [offer, invoice] = [await idOf('Offer'), await idOf('Invoice 7')]
    await gmail.json('gmail_modify_email', {
      messageId: offer,
      addLabelIds: ['STARRED'],
      removeLabelIds: ['UNREAD'],
    })
    expect(await search('is:starred')).toEqual(['Offer'])
    expect(await search('is:unread')).toEqual([])
    const batch = await gmail.json('gmail_batch_modify_emails', {
      messageIds: [offer, 'nobody', invoice],
      addLabelIds: ['IMPORTANT'],
    })
    expect(batch).toMatchObject({
      successCount: 2,
      failureCount: 1,
      failures: [{ messageId: 'nobody', error: 'Requested entity was not found.' }],
    })
    expect(await search('is:important')).toEqual(['Invoice 7', 'Offer'])
    await gmail.json('gmail_delete_email', { messageId: offer })
    await gmail.json('gmail_batch_delete_emails', { messageIds: [invoice] })
    expect(await search('in:anywhere')).toEqual(['Win a prize'])
    expect(await sandbox.dump()).toMatchObject({ drafts: [{ subject: 'Later' }] })
  })

  it('tell what is missing in their way', async () => {
    expect(await gmail.json('gmail_read_email', { messageId: 'x' })).toEqual({
      error: 'Requested entity was not found.',
    })
    expect(await gmail.text('gmail_read_email')).toMatch(/Input validation error.*messageId/)
  })
})
