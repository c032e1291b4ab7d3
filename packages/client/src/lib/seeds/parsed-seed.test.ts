import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { ParsedSeed } from './parsed-seed.ts'
import { defineService } from './sandbox-service.ts'

const list = z.object({ items: z.array(z.object({ name: z.string().trim() })) })
const service = defineService({ server: 'own', seed: list, dump: z.unknown() })

describe('ParsedSeed', () => {
  it('has what the contract made of the seed, as data and as JSON', () => {
    const given = { items: [{ name: ' a ', extra: 1 }] }
    const seed = ParsedSeed.of(service, given)
    expect(seed.value).toEqual({ items: [{ name: 'a' }] })
    expect(seed.json).toBe('{"items":[{"name":"a"}]}')
    expect(seed.server).toBe('own')
  })

  it('stays what it is when the data it was made of is changed', () => {
    const given = { items: [{ name: 'a' }] }
    const seed = ParsedSeed.of(service, given)
    given.items.pop()
    expect(seed.json).toBe('{"items":[{"name":"a"}]}')
  })

  it('is held against its contract once', () => {
    const seed = ParsedSeed.of(service, { items: [] })
    const parse = vi.spyOn(list, 'safeParse')
    expect(ParsedSeed.of(service, seed)).toBe(seed)
    expect(parse).not.toHaveBeenCalled()
    parse.mockRestore()
  })

  it.each([
    [{ items: [{ name: 5 }] }, 'items[0].name: expected string, got 5'],
    [undefined, '(top level): expected object, got nothing'],
  ])('refuses %j in the words of parseSeed', (seed, message) => {
    expect(() => ParsedSeed.of(service, seed as never)).toThrow(message)
  })

  it('is no seed for another server', () => {
    const seed = ParsedSeed.of(service, { items: [] })
    const another = defineService({ server: 'another', seed: list, dump: z.unknown() })
    expect(() => ParsedSeed.of(another, seed)).toThrow(
      expect.objectContaining({
        code: 'invalid_seed',
        message: expect.stringContaining("'own' is no seed for 'another'") as string,
      }),
    )
  })

  it.each([
    ['a number that JSON has not', 1n, /JSON cannot carry the seed for 'free'.*BigInt/],
    ['a function', () => 1, /no word for a function/],
    ['nothing', undefined, /no word for a undefined/],
  ])('is refused where the contract lets %s pass', (_what, seed, message) => {
    const free = defineService({ server: 'free', seed: z.unknown(), dump: z.unknown() })
    expect(() => ParsedSeed.of(free, seed)).toThrow(message)
  })
})
