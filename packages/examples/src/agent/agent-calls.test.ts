import { sampleCloseData } from '@sandpit/close'
import { expect, test } from '@sandpit/vitest/close'
import { bookCalls } from './renewal-agent.ts'

test.override('seed', sampleCloseData)

test('the agent looks before it writes, and writes nothing but tasks', async ({ close }) => {
  await bookCalls(close.mcpUrl, '2025-12-11')

  await expect(close).toHaveCalled('close_create_task', { date: '2025-12-11' }, { times: 3 })
  await expect(close).toHaveCalledInOrder(['close_list_leads', 'close_create_task'])
  await expect(close).not.toHaveCalled('close_delete_lead')
})

test('what it asked for and what it was told', async ({ close }) => {
  await bookCalls(close.mcpUrl, '2025-12-11')

  const [first] = await close.calls()
  expect(first).toMatchObject({ tool: 'close_list_leads', outcome: 'answered' })
  expect((await close.transcript()).split('\n')[1]).toMatch(
    /^close_create_task \{"lead_id":"<lead 1>"/,
  )
})

test('a CRM that is busy books nothing, and the agent says so', async ({ close }) => {
  await close.setFaults([
    { kind: 'tool-error', message: 'Too many requests', tool: 'close_create_task' },
  ])

  await expect(bookCalls(close.mcpUrl, '2025-12-11')).rejects.toThrow('Too many requests')
  await expect(close).toBeUnchanged()
})

test('an application keeps one address', async ({ close, closeAddress }) => {
  await bookCalls(closeAddress.mcpUrl, '2025-12-11')

  await expect(close).toHaveCalled('close_create_task')
})
