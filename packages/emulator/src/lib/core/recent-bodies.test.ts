import { describe, expect, it } from 'vitest'

import { RecentBodies } from './recent-bodies.ts'

const long = (name: string, length = 300): string => JSON.stringify(name.padEnd(length))

function measured(text: string): object {
  return { length: text.length }
}

describe('recent bodies', () => {
  it('parse a text once, and give the same value again', () => {
    const bodies = new RecentBodies()
    const parsed: string[] = []
    const parse = (text: string): unknown => {
      parsed.push(text)
      return { text }
    }
    const [first, second] = [long('a'), long('b')]
    const value = bodies.read(first, parse)
    expect(bodies.read(second, parse)).toEqual({ text: second })
    expect(bodies.read(first, parse)).toBe(value)
    expect(parsed).toEqual([first, second])
  })

  it('remember nothing that is no JSON', () => {
    const bodies = new RecentBodies()
    const broken = `{${long('a')}`
    expect(() => bodies.read(broken, JSON.parse)).toThrow(SyntaxError)
    expect(() => bodies.read(broken, JSON.parse)).toThrow(SyntaxError)
  })

  it('forget what was not asked for the longest', () => {
    const bodies = new RecentBodies()
    const large = 6 * 1024 * 1024
    const texts = ['a', 'b', 'c'].map((name) => long(name, large))
    const [first = '', second = '', third = ''] = texts
    const [one, two] = [bodies.read(first, measured), bodies.read(second, measured)]
    expect(bodies.read(first, measured)).toBe(one)
    bodies.read(third, measured)
    expect(bodies.read(first, measured)).toBe(one)
    expect(bodies.read(second, measured)).not.toBe(two)
  })

  it('are no more than a few', () => {
    const bodies = new RecentBodies()
    const value = bodies.read('first', measured)
    for (let count = 0; count < 63; count += 1) bodies.read(String(count), measured)
    expect(bodies.read('first', measured)).toBe(value)
    for (let count = 100; count < 164; count += 1) bodies.read(String(count), measured)
    expect(bodies.read('first', measured)).not.toBe(value)
  })
})
