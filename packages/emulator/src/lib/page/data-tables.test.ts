import { describe, expect, it } from 'vitest'

import { SandboxDocument } from '../systems/document.ts'
import { dataTables } from './data-tables.ts'

const now = new Date()

function textOf(document: SandboxDocument, server = 'slack'): string {
  const { text } = dataTables(server, document)
  return text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

describe('dataTables', () => {
  it('has a table for each list, and within it for lists of its rows', () => {
    const document = new SandboxDocument()
    document.add(
      { channels: [{ name: 'general', messages: [{ text: 'Hi' }, { text: 'Bye' }] }] },
      now,
    )
    expect(textOf(document)).toContain('Data channels name messages general text Hi Bye')
    expect(textOf(document)).toContain('Changes since it was seeded None.')
    expect(dataTables('slack', document).text.match(/<table>/g)).toHaveLength(2)
  })

  it('says what changed since the seed, and escapes it', async () => {
    const document = new SandboxDocument()
    document.add({ channels: [{ name: 'general' }] }, now)
    await document.change(
      ({ channels }) => {
        const [channel] = channels as [Record<string, unknown>]
        channel['messages'] = [{ text: '<img src=x>' }]
      },
      () => undefined,
    )
    const { text } = dataTables('slack', document)
    expect(text).toContain(
      'channels &#34;general&#34;, messages &#34;&#60;img src=x&#62;&#34;: not expected',
    )
    expect(text).not.toContain('<img')
  })

  it('shows free-form objects and texts as they are', () => {
    const document = new SandboxDocument()
    document.add({ users: { 'ann@acme.example': { emails: [] } }, note: 'x', list: ['a', 1] }, now)
    expect(textOf(document, 'poste_email_toolathlon')).toContain(
      'users ann@acme.example emails None.',
    )
    expect(textOf(document, 'calculator')).toContain('Nothing to show')
  })

  it('counts what is too much to show', () => {
    const document = new SandboxDocument()
    document.add(
      { channels: Array.from({ length: 250 }, (_, index) => ({ name: `c${index}` })) },
      now,
    )
    expect(textOf(document)).toContain('And 50 more.')
  })
})
