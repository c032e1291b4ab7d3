import { type CloseTask, sampleCloseData } from '@sandpit/close'
import { expect, test as base } from '@sandpit/vitest/close'

// `test` is Vitest's own: extend it, and your fixtures build on ours.
const test = base
  .override('seed', sampleCloseData)
  .extend('today', '2025-12-04')
  .extend('overdue', async ({ close, today }): Promise<readonly CloseTask[]> => {
    const { leads } = await close.dump()
    const tasks = leads?.flatMap((lead) => lead.tasks ?? []) ?? []
    return tasks.filter((task) => !task.completed && (task.date ?? today) < today)
  })

test('on the fourth, four tasks are overdue', ({ overdue }) => {
  expect(overdue).toHaveLength(4)
})

test.describe('a day earlier', () => {
  test.override('today', '2025-12-03')

  test('it is the two of the second', ({ overdue }) => {
    expect(overdue).toMatchObject([{ date: '2025-12-02' }, { date: '2025-12-02' }])
  })
})
