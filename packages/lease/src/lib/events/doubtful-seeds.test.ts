import { createClient } from '@sandpit/client'
import { closeService } from '@sandpit/close/schema'
import { startEmulator } from '@sandpit/emulator'
import { expect, it } from 'vitest'
import { startRun } from '../run/run.ts'
import { formatDoubts } from './doubtful-seeds.ts'
import { formatReport } from './run-report.ts'

const lead = (name: string, task: object): object => ({
  name,
  tasks: [{ description: 'Call', ...task }],
})

it.each([
  ['an emulator of its own', false, 1],
  ['a service with a key', true, 0],
])(
  'tells what the hosted service is likely to refuse, each kind once, on %s',
  async (_, isKeyed, times) => {
    await using emulator = await startEmulator()
    const credentials = { apiKey: emulator.apiKey, baseUrl: emulator.url }
    const run = await startRun({
      workers: 1,
      ...(isKeyed && { credentials }),
      service: async () => ({ client: createClient(credentials), services: [closeService] }),
    })
    const link = run.link()
    const seeds = [
      { leads: [lead('One', { date: 'tomorrow' }), lead('Two', { date: 'tomorrow' })] },
      { leads: [lead('One', { date: '2025-12-11' })] },
    ]
    for (const seed of seeds) {
      const { leaseId } = await link.begin({ server: 'close', seed })
      link.end(leaseId, 'returned')
    }
    await link.close()
    const report = await run.end()
    const told = formatReport(report).filter((line) => line.includes('likely to refuse'))
    const expected =
      /^the hosted service is likely to refuse leads\[0\]\.tasks\[0\]\.date of a 'close' seed: .*"tomorrow"/
    expect(told).toHaveLength(times)
    expect(told.filter((line) => !expected.test(line))).toEqual([])
  },
)

it('tells three, and how many more there are', () => {
  expect(formatDoubts(['one', 'two', 'three', 'four', 'five'])).toEqual([
    'the hosted service is likely to refuse one',
    'the hosted service is likely to refuse two',
    'the hosted service is likely to refuse three',
    'and 2 more such values',
  ])
})
