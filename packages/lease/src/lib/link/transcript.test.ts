import type { ToolCall } from '@sandpit/client/tool-call'
import { expect, it } from 'vitest'
import { transcriptOf } from './transcript.ts'

const answered = { server: 'close', outcome: 'answered', startMs: 1, durationMs: 2 } as const

it('numbers ids in the order in which they appear, by kind, and leaves times out', () => {
  const lead = 'lead_oXFjSIiPMhTII8aOtxhbAUpqKoc8ue0bEN0K75bvaiu'
  const other = 'lead_FZ327WGzuck0qY5I43rBgNAvXUIloMJ1YWpdvZPYYQe'
  const calls: readonly ToolCall[] = [
    { ...answered, tool: 'close_get_lead', arguments: { lead_id: other }, answer: { id: other } },
    {
      ...answered,
      tool: 'close_update_lead',
      arguments: { lead_id: lead, name: 'lead_generation' },
    },
    { ...answered, tool: 'close_get_lead', arguments: { lead_id: other } },
    {
      ...answered,
      tool: 'close_create_task',
      arguments: { date: '2025-12-02', at: '2025-12-02T10:00:00.000000+00:00' },
      outcome: 'tool-error',
      error: `${lead} is gone`,
    },
  ]
  expect(transcriptOf(calls)).toBe(
    [
      'close_get_lead {"lead_id":"<lead 1>"}',
      'close_update_lead {"lead_id":"<lead 2>","name":"lead_generation"}',
      'close_get_lead {"lead_id":"<lead 1>"}',
      'close_create_task {"date":"2025-12-02","at":"<moment>"} -> tool-error: <lead 2> is gone',
    ].join('\n'),
  )
})

it('is empty when nothing was called', () => {
  expect(transcriptOf([])).toBe('')
})
