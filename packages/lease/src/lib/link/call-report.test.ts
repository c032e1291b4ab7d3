import type { ToolCall } from '@sandpit/client/tool-call'
import { expect, it } from 'vitest'
import { reportCalls } from './call-report.ts'

const call: ToolCall = {
  server: 'close',
  tool: 'close_get_lead',
  arguments: { lead_id: 'lead_1' },
  outcome: 'answered',
  answer: { lead: { name: 'Acme' } },
  startMs: 123,
  durationMs: 45.6,
}

it('tells when each call was, what it asked for and what it was told', () => {
  const failed: ToolCall = {
    ...call,
    arguments: {},
    outcome: 'error',
    answer: undefined,
    error: 'HTTP 503\nsecond line',
    fault: 'status',
  }
  expect(reportCalls([call, failed])).toBe(
    [
      '   0.12 s  close_get_lead: answered after 46 ms',
      '           arguments: {"lead_id":"lead_1"}',
      '           answer: {"lead":{"name":"Acme"}}',
      '   0.12 s  close_get_lead: error, HTTP 503 second line after 46 ms, as a fault of the test: status',
      '           arguments: {}',
      '',
    ].join('\n'),
  )
})

it('cuts what is large, and says how large it is', () => {
  const report = reportCalls([{ ...call, answer: 'x'.repeat(5000) }])
  expect(report).toMatch(/answer: x{2000}\.\.\. \[cut: 5000 letters in all\]\n$/)
})

it('says that there were none', () => {
  expect(reportCalls([])).toBe('none\n')
})
