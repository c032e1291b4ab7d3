import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { startEmulator } from '../../emulator.ts'
import { SystemSandbox } from '../../systems/system-sandbox.testing.ts'
import { McpClient } from '../systems/mcp-client.testing.ts'

const emulator = await startEmulator({ pools: { google_calendar: 100 } })
let sandbox: SystemSandbox
let calendar: McpClient

afterAll(() => emulator.close())

beforeEach(async () => {
  emulator.setClock(new Date('2025-12-01T08:00:00Z'))
  sandbox = await SystemSandbox.acquire(emulator, 'google_calendar')
  await sandbox.initialize({
    events: [
      {
        title: 'Demo',
        startTime: '2025-12-02T10:00:00Z',
        endTime: '2025-12-02T11:00:00Z',
        attendees: [{ email: 'ann@acme.example', name: 'Ann Lee', accepted: 'accepted' }],
      },
      {
        title: 'Sync',
        startTime: '2025-12-02T14:00:00Z',
        endTime: '2025-12-02T14:30:00Z',
        recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
      },
      { title: 'Holiday', startDate: '2025-12-25', endDate: '2025-12-26' },
    ],
  })
  calendar = await McpClient.connect(sandbox.mcpUrl)
  return () => calendar.client.close()
})

interface Listed {
  readonly count: number
  readonly events: readonly {
    readonly id: string
    readonly title: string
    readonly startTime?: string
  }[]
}

function list(from: string, to: string, more: object = {}): Promise<Listed> {
  return calendar.json<Listed>('google_calendar_list_events', {
    min_end_datetime: from,
    max_start_datetime: to,
    ...more,
  })
}

describe('the tools of Google Calendar', () => {
  it('list events by time, each time of a series too, with the fields of the public server', async () => {
    const { events } = await list('2025-12-01T00:00:00', '2025-12-31T00:00:00')
    expect(events.map(({ title, startTime }) => [title, startTime])).toEqual([
      ['Demo', '2025-12-02T10:00:00Z'],
      ['Sync', '2025-12-02T14:00:00Z'],
      ['Sync', '2025-12-09T14:00:00Z'],
      ['Sync', '2025-12-16T14:00:00Z'],
      ['Holiday', undefined],
    ])
    expect(events[0]).toMatchObject({
      status: 'confirmed',
      endTime: '2025-12-02T11:00:00Z',
      timezone: 'UTC',
      attendees: [{ email: 'ann@acme.example', name: 'Ann Lee', responseStatus: 'accepted' }],
      dayOfWeek: 'Tuesday',
    })
    expect(events[4]).toMatchObject({ startDate: '2025-12-25', endDate: '2025-12-26' })
    expect((await list('2025-12-02T11:00:00Z', '2025-12-02T14:00:00Z')).count).toBe(0)
    expect((await list('2025-12-31', '2025-12-01', { max_results: 2 })).count).toBe(2)
  })

  it('make, change and delete an event, which the dump then shows', async () => {
    const { event } = await calendar.json<{ event: { id: string } }>(
      'google_calendar_create_event',
      {
        summary: 'Kick-off',
        start_datetime: '2025-12-03T09:00:00+01:00',
        end_datetime: '2025-12-03T10:00:00+01:00',
        attendees: ['ben@globex.example'],
      },
    )
    expect(event).toMatchObject({ title: 'Kick-off', startTime: '2025-12-03T08:00:00Z' })
    const updated = await calendar.text('google_calendar_update_event', {
      event_id: event.id,
      updated_summary: 'Start',
      attendees_to_add: ['BEN@globex.example', 'ann@acme.example'],
    })
    expect(updated).toContain(`Event with ID ${event.id} successfully updated at 2025-12-01T08:00`)
    const added = { event_id: event.id, attendees: ['cara@acme.example'], send_updates: 'none' }
    expect(await calendar.text('google_calendar_add_attendees_to_event', added)).toMatch(
      /^Successfully added 1 new attendees .* No notifications were sent to attendees\./,
    )
    expect(await calendar.text('google_calendar_add_attendees_to_event', added)).toMatch(
      /^No new attendees/,
    )
    const { events } = await sandbox.dump()
    expect((events as readonly object[])[3]).toMatchObject({
      title: 'Start',
      endTime: '2025-12-03T09:00:00Z',
      attendees: ['ben@globex.example', 'ann@acme.example', 'cara@acme.example'].map((email) => ({
        email,
      })),
    })
    await calendar.text('google_calendar_delete_event', { event_id: event.id })
    expect((await sandbox.dump())['events']).toHaveLength(3)
  })

  it('find what is taken and what is free', async () => {
    const day = { time_min: '2025-12-02T09:00:00Z', time_max: '2025-12-02T14:10:00Z' }
    const { calendars } = await calendar.json('google_calendar_find_free_slots', {
      ...day,
      items: ['primary', 'ben@globex.example'],
    })
    expect(calendars).toEqual({
      primary: {
        busy: [
          { start: '2025-12-02T10:00:00+00:00', end: '2025-12-02T11:00:00+00:00' },
          { start: '2025-12-02T14:00:00+00:00', end: '2025-12-02T14:10:00+00:00' },
        ],
        free: [
          { start: '2025-12-02T09:00:00+00:00', end: '2025-12-02T10:00:00+00:00' },
          { start: '2025-12-02T11:00:00+00:00', end: '2025-12-02T14:00:00+00:00' },
        ],
      },
      'ben@globex.example': { error: 'notFound', busy: [], free: [] },
    })
    expect(await calendar.json('google_calendar_get_current_time')).toMatchObject({
      date: '2025-12-01',
      timezone: 'UTC',
      dayOfWeek: 'Monday',
    })
    expect(await calendar.json('google_calendar_list_calendars')).toMatchObject({ count: 1 })
  })

  it('tell failures as texts, and change nothing by them', async () => {
    const before = await sandbox.dump()
    const create = {
      summary: 'A',
      start_datetime: '2025-12-03T09:00:00Z',
      end_datetime: '2025-12-03T08:00:00Z',
    }
    expect(await calendar.text('google_calendar_create_event', create)).toMatch(/^Error: .*empty/)
    const bad = { ...create, start_datetime: 'soon' }
    expect(await calendar.text('google_calendar_create_event', bad)).toBe(
      'Error: Invalid datetime format: soon',
    )
    const yearly = {
      ...create,
      end_datetime: '2025-12-03T10:00:00Z',
      recurrence: ['RRULE:FREQ=YEARLY'],
    }
    expect(await calendar.text('google_calendar_create_event', yearly)).toMatch(
      /does not understand/,
    )
    expect(await calendar.text('google_calendar_delete_event', { event_id: 'x' })).toMatch(
      /^Error: Event with ID x not found/,
    )
    expect(await sandbox.dump()).toEqual(before)
  })
})
