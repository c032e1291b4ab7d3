import { describe, expect, it } from 'vitest'

import { gmailSystem } from '../gmail/gmail-system.ts'
import { calendarSystem } from '../google-calendar/calendar-system.ts'
import { slackSystem } from '../slack/slack-system.ts'
import type { EmulatedSystem } from './emulated-system.ts'
import publicTools from './public-tools.testing.json' with { type: 'json' }

// Taken from the code of the public servers (Klavis-AI/klavis, mcp_servers, commit 669e95dc), without
// their descriptions.
const theirs = publicTools as Readonly<Record<string, { inputSchema: object; annotations: object }>>
const systems: readonly EmulatedSystem[] = [gmailSystem, calendarSystem, slackSystem]
const ours = systems.flatMap(({ tools }) => tools)

/** Tools of the public servers that need what seeds have not: contacts, attachments, users. */
const LEFT_OUT = [
  'gmail_get_email_attachments',
  'gmail_search_contacts',
  'google_calendar_search_contacts',
  'slack_invite_users_to_channel',
  'slack_list_users',
  'slack_user_get_info',
]

describe('the built-in tools of systems', () => {
  it.each(ours)(
    '$name has the arguments of the public server',
    ({ name, inputSchema, annotations }) => {
      expect(withSortedWords(inputSchema)).toEqual(withSortedWords(theirs[name]?.inputSchema ?? {}))
      expect(annotations).toEqual(theirs[name]?.annotations)
    },
  )

  it('are all that seeds have something for', () => {
    const names = [...ours.map(({ name }) => name), ...LEFT_OUT]
    expect(new Set(names)).toEqual(new Set(Object.keys(theirs)))
  })
})

/** Which arguments are required is a set, and none are where nothing is said. */
function withSortedWords(schema: { readonly required?: readonly string[] }): object {
  return { ...schema, required: new Set(schema.required) }
}
