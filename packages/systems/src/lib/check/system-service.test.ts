import { parseSeed } from '@sandpit/client/service'
import { describe, expect, it } from 'vitest'
import { systemService } from './system-service.ts'

describe('systemService', () => {
  it('parses a seed for the client, or says what is wrong with it', () => {
    const seed = { channels: [{ name: 'general', messages: null }] }
    expect(parseSeed(systemService('slack'), seed)).toEqual(seed)
    expect(() => parseSeed(systemService('slack'), { channels: 'general' })).toThrow(
      'The seed for \'slack\' breaks its contract in one place; no call was made.\n  channels: expected array, got "general"',
    )
  })

  it('reads a dump tolerantly, and any object where the document allows it', () => {
    const gmail = systemService('gmail').dump
    expect(gmail.parse({ messages: [], drafts: [], more: 1 })).toMatchObject({ more: 1 })
    expect(gmail.safeParse({ messages: [{ subject: 'Hi' }] }).success).toBe(false)
    expect(gmail.safeParse({ messages: 'none' }).success).toBe(false)
    const slack = systemService('slack').dump
    expect(slack.parse({ channels: [{ id: 'C1' }] })).toEqual({ channels: [{ id: 'C1' }] })
    expect(slack.safeParse({ channels: [{ name: 5 }] }).success).toBe(false)
  })

  it('tells a sandbox that holds its seed from one that does not', () => {
    const service = systemService('slack')
    const seed = { channels: [{ name: 'general', messages: [{ text: 'Hi' }] }] }
    const dump = { channels: [{ name: 'general', is_private: false, messages: [{ text: 'Hi' }] }] }
    expect(service.differences?.(seed, dump)).toEqual([])
    expect(service.differences?.(undefined, {})).toEqual([])
    expect(service.differences?.(undefined, dump)).toEqual(['channels "general" is unexpected'])
    expect(service.changes?.(seed, { channels: [{ name: 'general' }] })).toEqual([
      'channels "general", messages "Hi" is missing',
    ])
  })
})
