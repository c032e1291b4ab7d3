import { expect, it } from 'vitest'
import { formatLateCalls, LateCallCollector } from './late-calls.ts'

function linesOf(...calls: readonly (readonly [label: string | undefined, tool: string])[]) {
  const late = new LateCallCollector()
  for (const [label, tool] of calls) late.add({ label, server: 'close', tool })
  return formatLateCalls(late.list)
}

it('tells the calls of each test, with its tools', () => {
  expect(linesOf(['one', 'a'], ['one', 'a'], ['one', 'b'], [undefined, 'a'])).toEqual([
    "3 calls came after the test 'one' was over, and were refused: a (2 times), b",
    "1 call came to a worker's address while no test ran, and was refused: a",
  ])
})

it('says nothing when there were none', () => {
  expect(linesOf()).toEqual([])
})

it('stays short, and on its lines, whatever agents call', () => {
  const many = Array.from({ length: 7 }, (_, n) => [`test ${n}`, 'a'] as const)
  expect(linesOf(...many)).toHaveLength(6)
  expect(linesOf(...many).at(-1)).toBe('2 calls came after 2 more tests')
  const [line] = linesOf(['one\nforged', '\u001B[31mred'])
  expect(line).toBe(
    String.raw`1 call came after the test 'one\nforged' was over, and was refused: \x1b[31mred`,
  )
  const tools = Array.from({ length: 30 }, (_, n) => ['one', `tool ${n}`] as const)
  expect(linesOf(...tools)[0]).toContain('others (10 times)')
})
