import { systemService } from '@sandpit/systems/schema'
import { expect, it } from 'vitest'
import { gmailSystem } from '../gmail/gmail-system.ts'
import { calendarSystem } from '../google-calendar/calendar-system.ts'
import { slackSystem } from '../slack/slack-system.ts'

it.each([gmailSystem, calendarSystem, slackSystem])(
  'the tools of $server that say that they only read are those that a read-only test may call',
  ({ server, tools }) => {
    const known = systemService(server).readOnlyTools ?? []
    const reading = tools.filter(({ annotations }) => annotations?.['readOnlyHint'] === true)
    const own = new Set(tools.map(({ name }) => name))
    expect(reading.map(({ name }) => name)).toEqual(known.filter((name) => own.has(name)))
  },
)
