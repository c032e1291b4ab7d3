import type { CallFault } from '@sandpit/client/tool-call'
import { expect, it } from 'vitest'
import { UnstruckFaultCollector } from './unstruck-faults.ts'

function linesOf(...faults: readonly (readonly [label: string, fault: CallFault])[]) {
  const unstruck = new UnstruckFaultCollector()
  for (const [label, fault] of faults) unstruck.add({ label, fault })
  return unstruck.lines
}

it('tells the faults of each test, with what they were for', () => {
  expect(
    linesOf(
      ['one', { kind: 'status', status: 503, tool: 'close_create_task' }],
      ['one', { kind: 'hang', nth: 3 }],
      ['two', { kind: 'drop' }],
    ),
  ).toEqual([
    "2 faults of the test 'one' hit no call: status 503 for close_create_task, hang for any tool, from call 3 on",
    "1 fault of the test 'two' hit no call: drop for any tool",
  ])
})

it('says nothing when all struck', () => {
  expect(linesOf()).toEqual([])
})

it('stays short, and on its lines', () => {
  const many = Array.from({ length: 7 }, (_, n) => [`test ${n}`, { kind: 'drop' }] as const)
  expect(linesOf(...many)).toHaveLength(6)
  expect(linesOf(...many).at(-1)).toBe('and faults of 2 more tests')
  const [line] = linesOf(...Array.from({ length: 5 }, () => ['a\nb', { kind: 'drop' }] as const))
  expect(line).toMatch(
    /^5 faults of the test 'a\\nb' hit no call: drop for any tool(, .*){2} and 2 more$/,
  )
})
