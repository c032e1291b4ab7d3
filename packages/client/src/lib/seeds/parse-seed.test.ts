import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseSeed } from './parse-seed.ts'
import { defineService } from './sandbox-service.ts'
import { SandpitError } from '../errors/sandpit-error.ts'

const service = defineService({
  server: 'close',
  seed: z.object({
    leads: z.array(
      z.strictObject({
        name: z.string(),
        value: z.int().min(0).optional(),
        period: z.enum(['monthly', 'annual']).optional(),
        owner: z.union([z.string(), z.object({ id: z.string() })]).optional(),
      }),
    ),
  }),
  dump: z.unknown(),
})

function refusal(seed: unknown): SandpitError {
  try {
    parseSeed(service, seed)
  } catch (error) {
    if (error instanceof SandpitError) return error
  }
  throw new Error('the seed was taken')
}

function issueOf(lead: unknown): unknown {
  return refusal({ leads: [lead] }).facts.issues?.[0]
}

describe('parseSeed', () => {
  it('gives back what initialize would send', () => {
    expect(parseSeed(service, { leads: [{ name: 'A' }], unknown: 1 })).toEqual({
      leads: [{ name: 'A' }],
    })
  })

  it.each([
    [{ name: 5 }, ['leads', 0, 'name'], 'expected string, got 5'],
    [{}, ['leads', 0, 'name'], 'expected string, got nothing'],
    [{ name: null }, ['leads', 0, 'name'], 'expected string, got null'],
    [{ name: ['x'] }, ['leads', 0, 'name'], 'expected string, got an array'],
    [
      { name: 'A', value: -5 },
      ['leads', 0, 'value'],
      'Too small: expected number to be >=0, got -5',
    ],
    [{ name: 'A', value: 1.5 }, ['leads', 0, 'value'], 'expected int, got 1.5'],
    [{ name: 'A', value: Number.NaN }, ['leads', 0, 'value'], 'expected number, got NaN'],
    [
      { name: 'A', period: 'weekly' },
      ['leads', 0, 'period'],
      'Invalid option: expected one of "monthly"|"annual", got "weekly"',
    ],
    [{ name: 'A', owner: { id: 7 } }, ['leads', 0, 'owner', 'id'], 'expected string, got 7'],
    [
      { name: 'A', statsu: 'x' },
      ['leads', 0, 'statsu'],
      'no such field; expected one of those the contract names',
    ],
    ['lead', ['leads', 0], 'expected object, got "lead"'],
    ['x'.repeat(100), ['leads', 0], `expected object, got "${'x'.repeat(56)}...`],
  ])(
    'says of %j where it is wrong, what was expected and what was found',
    (lead, path, message) => {
      expect(issueOf(lead)).toEqual({ path, message })
    },
  )

  it('leaves the wording to a contract that has its own', () => {
    const strict = z.strictObject({}, { error: () => "'a' is no field\n'b' neither" })
    const own = defineService({
      server: 'own',
      seed: z.object({ size: z.int({ error: 'a whole number, please' }), rest: strict }),
      dump: z.unknown(),
    })
    expect(() => parseSeed(own, { size: 'x', rest: { a: 1, b: 2 } })).toThrow(
      expect.objectContaining({
        facts: {
          server: 'own',
          issues: [
            { path: ['size'], message: 'a whole number, please' },
            { path: ['rest', 'a'], message: "'a' is no field" },
            { path: ['rest', 'b'], message: "'b' neither" },
          ],
        },
      }) as Error,
    )
  })

  it('names the server, counts the places and shows the first ten of them', () => {
    const { message, facts } = refusal({ leads: Array.from({ length: 12 }, () => ({})) })
    expect(facts.issues).toHaveLength(12)
    expect(message).toMatch(
      /^The seed for 'close' breaks its contract in 12 places; no call was made\.\n/,
    )
    expect(message).toContain('  leads[9].name: expected string, got nothing\n  and 2 more')
  })

  it('speaks of the top level when the seed itself is wrong', () => {
    expect(refusal(undefined).message).toContain('(top level): expected object, got nothing')
  })
})
