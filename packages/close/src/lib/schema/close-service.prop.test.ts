import { createClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import { ParsedSeed } from '@sandpit/client/service'
import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { anyCloseData } from '../arbitrary/any-close-data.ts'
import { hostileCloseData } from '../arbitrary/hostile-close-data.ts'
import { invalidCloseData } from '../arbitrary/invalid-close-data.ts'
import type { CloseData } from '../data/close-data.ts'
import { closeSeedSchema } from './close-seed-schema.ts'
import { closeService } from './close-service.ts'
import { checkCloseSeed } from './parse-close-seed.ts'

/** What a client sends for a seed: the body's JSON, or the issues it is refused for. */
async function sentFor(seed: unknown): Promise<unknown> {
  const sent: unknown[] = []
  const answer = JSON.stringify({ sandbox_id: 'one', status: 'occupied' })
  const client = createClient({
    apiKey: 'any',
    transport: async ({ body }) => {
      sent.push(body)
      return { status: 200, header: () => undefined, chunks: () => answered(answer) }
    },
  })
  try {
    await client.initialize(closeService, 'one', seed as CloseData)
  } catch (error) {
    return sent.length === 0 && error instanceof SandpitError ? error.facts.issues : error
  }
  return JSON.parse(sent.join()) as unknown
}

async function* answered(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

/** What zod makes of a seed: the JSON of its output, or the issues. */
function parsedFor(seed: unknown): unknown {
  const { data, issues } = checkCloseSeed(seed)
  if (data !== undefined) return JSON.parse(JSON.stringify(data)) as unknown
  return issues.map(({ path, message }) => ({ path, message }))
}

const email = (value: unknown) => ({ leads: [{ name: 'Acme', contacts: [{ emails: [value] }] }] })
const lead = (fields: object) => ({ leads: [Object.assign(fields, { name: 'Acme' })] })

describe('a Close seed on its way to the service', () => {
  it('is what zod makes of it, or refused for what zod has against it', async () => {
    const invalid = invalidCloseData().map(({ data }) => data)
    const part = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true })
    const seed = fc.oneof(anyCloseData(), hostileCloseData(), invalid, part, part.map(email))
    await fc.assert(
      fc.asyncProperty(seed, async (value) => {
        expect(await sentFor(value)).toEqual(parsedFor(value))
      }),
      { numRuns: 300 },
    )
  })

  it('that was parsed goes the same way, and is not parsed again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyCloseData(), hostileCloseData()), async (value) => {
        const seed = ParsedSeed.of(closeService, value)
        using parse = vi.spyOn(closeSeedSchema, 'safeParse')
        expect(await sentFor(seed)).toEqual(JSON.parse(seed.json))
        expect(parse).not.toHaveBeenCalled()
      }),
    )
  })

  it.each([
    [
      'a class with getters',
      lead(
        new (class {
          get status() {
            return 'Won'
          }
        })(),
      ),
    ],
    ['a hidden field', lead(Object.defineProperty({}, 'status', { value: 'Won' }))],
    ['a hidden toJSON', lead(Object.defineProperty({}, 'toJSON', { value: () => 'odd' }))],
    ['a field without a value', lead({ status: undefined })],
    ['-0', lead({ opportunities: [{ note: '', value: -0 }] })],
    ['NaN', lead({ opportunities: [{ note: '', value: Number.NaN }] })],
    ['a list with a hole', { leads: Object.assign([], { length: 1 }) }],
    ['a list with a field', { leads: Object.assign([{ name: 'Acme' }], { toJSON: () => [] }) }],
    ['__proto__ in a lead', { leads: [JSON.parse('{"name":"Acme","__proto__":{}}') as object] }],
    ['__proto__ in an address', email(JSON.parse('{"email":"a@b.test","__proto__":{"x":1}}'))],
    ['constructor in an address', email({ constructor: SandpitError })],
    ['a symbol in an address', email({ [Symbol('odd')]: 1 })],
    ['a symbol in a lead', lead({ [Symbol('odd')]: 1 })],
    ['an address with a toJSON', email({ toJSON: () => 'odd' })],
    ['a date in an address', email({ since: new Date(0) })],
    ['half a character', lead({ status: '\ud800' })],
    ['a long text', lead({ status: 'x'.repeat(1_000_000) })],
    ['an object of no class', lead(Object.create(null) as object)],
  ])('with %s is what zod makes of it', async (_what, seed) => {
    expect(await sentFor(seed)).toEqual(parsedFor(seed))
  })
})
