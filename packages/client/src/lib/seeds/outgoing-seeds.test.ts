import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { OutgoingSeeds } from './outgoing-seeds.ts'
import { defineService } from './sandbox-service.ts'

const item = z.strictObject({ name: z.string(), size: z.int().optional() })
const list = z.strictObject({ items: z.array(item) })

function described<Seed>(seed: z.ZodType<Seed>) {
  return defineService({ server: 'own', seed, dump: z.unknown() })
}

describe('OutgoingSeeds', () => {
  it('gives plain data back as it is, and asks zod for nothing', () => {
    const service = described(list)
    const parse = vi.spyOn(list, 'safeParse')
    const seeds = new OutgoingSeeds()
    const seed = { items: [{ name: 'a' }, { name: 'b', size: 2 }] }
    expect(seeds.parse(service, seed)).toBe(seed)
    expect(seeds.parse(service, seed)).toBe(seed)
    expect(parse).not.toHaveBeenCalled()
  })

  it('looks at what a preprocess makes of a builder', () => {
    const made = { items: [{ name: 'a' }] }
    const preprocessed = z.preprocess((value) => (value instanceof Map ? made : value), list)
    expect(new OutgoingSeeds().parse(described(preprocessed), new Map())).toBe(made)
  })

  it.each([
    ['a default', z.object({ name: z.string().default('given') }), {}, { name: 'given' }],
    ['an unknown field', z.object({ name: z.string() }), { name: 'a', other: 1 }, { name: 'a' }],
    ['a transform', z.object({ name: z.string().trim() }), { name: ' a ' }, { name: 'a' }],
    [
      'a class',
      item,
      new (class {
        name = 'a'
      })(),
      { name: 'a' },
    ],
    ['a preprocess with a check', preprocessedTwice(), 'a', 'a!?'],
  ])('sends what zod makes of %s', (_what, schema: z.ZodType, seed: unknown, sent) => {
    expect(new OutgoingSeeds().parse(described(schema), seed)).toEqual(sent)
  })

  it.each([
    [{ items: [{ name: 5 }] }, 'items[0].name: expected string, got 5'],
    [{ items: [{ name: 'a', size: 1.5 }] }, 'items[0].size: expected int, got 1.5'],
    [{ items: [{ name: 'a', other: 1 }] }, 'items[0].other: no such field'],
    [undefined, '(top level): expected object, got nothing'],
  ])('refuses %j in the words of parseSeed', (seed, message) => {
    expect(() => new OutgoingSeeds().parse(described(list), seed)).toThrow(message)
  })
})

function preprocessedTwice(): z.ZodType {
  return z.preprocess((value) => `${value as string}!`, z.string()).overwrite((text) => `${text}?`)
}
