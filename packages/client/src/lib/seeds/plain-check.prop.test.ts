import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { plainCheck } from './plain-check.ts'

/** A schema with values that it takes. */
interface Sample {
  readonly schema: z.ZodType
  readonly valid: fc.Arbitrary<unknown>
}

const text = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '\ud800', '"', '\n', '\u{1f600}') })
const key = fc.constantFrom('name', 'a b', '"', '1')

/** Schemas that leave what they take as it is. */
const plain: fc.Arbitrary<Sample> = fc.letrec<{ sample: Sample; leaf: Sample }>((tie) => ({
  leaf: fc.constantFrom<Sample>(
    { schema: z.string(), valid: text },
    { schema: z.string().max(5), valid: fc.string({ maxLength: 5 }) },
    { schema: z.string().refine((value) => value !== 'no'), valid: fc.constantFrom('yes', '') },
    { schema: z.email(), valid: fc.constant('sarah@cloudscale.test') },
    { schema: z.number(), valid: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    { schema: z.int().min(0), valid: fc.nat() },
    { schema: z.boolean(), valid: fc.boolean() },
    { schema: z.unknown(), valid: fc.jsonValue() },
    { schema: z.enum(['monthly', 'annual']), valid: fc.constantFrom('monthly', 'annual') },
    { schema: z.literal(['a', 1]), valid: fc.constantFrom('a', 1) },
  ),
  sample: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    tie('sample').map(({ schema, valid }) => ({ schema: z.array(schema), valid: fc.array(valid) })),
    tie('sample').map(({ schema, valid }) => ({
      schema: schema.nullish(),
      valid: fc.option(valid, { nil: null }),
    })),
    tie('sample').map(({ schema, valid }) => ({
      schema: z.record(z.string(), schema),
      valid: fc.dictionary(key, valid),
    })),
    fc
      .dictionary(key, fc.tuple(tie('sample'), fc.boolean()), { maxKeys: 4 })
      .map((parts) => objectOf(parts)),
  ),
})).sample

function objectOf(parts: Record<string, readonly [Sample, boolean]>): Sample {
  const shape = mapValues(parts, ([{ schema }, isOptional]) =>
    isOptional ? schema.optional() : schema,
  )
  const valid = fc.record(
    mapValues(parts, ([sample]) => sample.valid),
    { requiredKeys: Object.keys(parts).filter((name) => parts[name]?.[1] === false) },
  )
  return { schema: z.strictObject(shape), valid }
}

function mapValues<From, To>(
  parts: Record<string, From>,
  map: (part: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, map(part)]))
}

/** What makes of a schema one that may give something else than it was given. */
const changes: readonly ((schema: z.ZodType) => z.ZodType)[] = [
  (schema) => schema.default('given'),
  (schema) => schema.default('given').optional(),
  (schema) => schema.prefault('given'),
  (schema) => schema.catch('caught'),
  (schema) => schema.catch('caught').optional(),
  (schema) => schema.transform((value) => [value]),
  (schema) => z.preprocess((value) => value ?? 'given', schema),
  (schema) => z.union([z.object({}), schema]),
  (schema) => schema.overwrite((value) => (typeof value === 'string' ? `${value}!` : value)),
  (schema) => schema.superRefine((_value, context) => void (context.value = 'rewritten')),
  (schema) => schema.readonly(),
  (schema) => z.exactOptional(schema),
  (schema) => z.lazy(() => schema),
  (schema) => z.array(schema).min(1),
  (schema) => z.object({ name: schema }),
  (schema) => z.looseObject({ name: schema }),
  (schema) => z.object({ name: schema.optional() }).catchall(schema),
  (schema) => z.record(z.string().toUpperCase(), schema),
  (schema) => z.record(z.enum(['name', '1']), schema),
  (schema) => z.pipe(z.coerce.string(), z.transform(String)).or(schema),
  () => z.coerce.number(),
  (schema) => z.strictObject({ name: schema.optional() }).refine((value) => value.name !== 5),
  (schema) => z.strictObject({ toString: schema.optional() }),
  (schema) => z.strictObject({ [Symbol.for('odd')]: schema }),
  (schema) => z.strictObject({ ['__proto__']: schema.optional(), name: schema }),
  (schema) => schema.refine(fails, { when: () => false }),
]

function fails(): never {
  throw new Error('a check that its own condition holds back')
}

/** Schemas that may be of any kind, with values that are likely to fit. */
const any = fc
  .tuple(plain, fc.array(fc.constantFrom(...changes), { maxLength: 2 }))
  .map(([sample, made]): Sample => {
    const schema = made.reduce((inner, change) => change(inner), sample.schema)
    const part = fc.oneof(sample.valid, fc.constant(undefined))
    const valid = fc.oneof(part, fc.array(part), fc.record({ name: part }, { requiredKeys: [] }))
    return { schema, valid }
  })

/** What a value may have that is not in its JSON, or not in what zod sees of it. */
const oddities: readonly ((object: object) => unknown)[] = [
  (object) => Object.assign(Object.create({ name: 'inherited' }) as object, object),
  (object) => Object.assign(Object.create(null) as object, object),
  (object) => Object.create(object) as unknown,
  (object) => Object.defineProperty({ ...object }, 'name', { get: () => 'got', enumerable: true }),
  (object) => Object.defineProperty({ ...object }, 'name', { value: 'hidden' }),
  (object) => Object.defineProperty({ ...object }, '__proto__', { value: 1, enumerable: true }),
  (object) => Object.defineProperty({ ...object }, 'toJSON', { value: () => 'odd' }),
  (object) => ({ ...object, toJSON: () => 'odd' }),
  (object) => ({ ...object, constructor: Odd }),
  (object) => ({ ...object, constructor: 'text' }),
  (object) => ({ ...object, [Symbol('odd')]: 1 }),
  (object) => ({ ...object, extra: 1 }),
  (object) => ({ ...object, name: undefined }),
  (object) => ({ ...object, name: Number.NaN }),
  (object) => new Proxy(object, {}),
  (object) => Object.freeze({ ...object }),
  (object) => Object.assign([], object),
  (object) => Object.assign([], object, { length: 3, extra: 1 }),
  (object) => (Array.isArray(object) ? Object.setPrototypeOf([...object], Odd.prototype) : object),
  (object) => (Array.isArray(object) ? Object.assign([...object], { toJSON: () => 1 }) : object),
  () => new Map(),
  () => new Date(0),
  () => new String('boxed'),
  () => -0,
  () => 1n,
  () => () => 1,
]

class Odd extends Array<unknown> {
  toJSON(): string {
    return 'odd'
  }
}

/** The value with something odd at one place in it. */
function withOddity(value: unknown, oddity: (object: object) => unknown, at: number): unknown {
  if (typeof value !== 'object' || value === null) return oddity({})
  const keys = Object.keys(value)
  const chosen = keys[at % (keys.length + 1)]
  if (chosen === undefined) return oddity(value)
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...value }
  const part = (value as Record<string, unknown>)[chosen]
  Object.defineProperty(copy, chosen, {
    value: withOddity(part, oddity, Math.floor(at / (keys.length + 1))),
    enumerable: true,
  })
  return copy
}

const odd = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(valid, fc.constantFrom(...oddities), fc.nat(1000))
    .map(([value, oddity, at]) => withOddity(value, oddity, at))

describe('plainCheck', () => {
  it('passes nothing that zod refuses, and nothing whose JSON zod would change', () => {
    fc.assert(
      fc.property(
        any.chain(({ schema, valid }) =>
          fc.tuple(fc.constant(schema), fc.oneof(valid, odd(valid), fc.anything())),
        ),
        ([schema, value]) => {
          if (!plainCheck(schema)(value)) return
          const parsed = schema.safeParse(value)
          expect(parsed.error).toBeUndefined()
          expect(said(value)).toEqual(said(parsed.data))
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('passes all plain values that a schema takes which leaves them as they are', () => {
    fc.assert(
      fc.property(
        plain.chain(({ schema, valid }) => fc.tuple(fc.constant(schema), valid)),
        ([schema, value]) => {
          expect(plainCheck(schema)(value)).toBe(true)
        },
      ),
    )
  })
})

/** What the value's JSON says, in an order of its own. */
function said(value: unknown): unknown {
  try {
    return sorted(JSON.parse(JSON.stringify(value) ?? 'null'))
  } catch (error) {
    return String(error)
  }
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const entries = Object.entries(value).map(([name, part]) => [name, sorted(part)] as const)
  return { object: entries.toSorted(([one], [other]) => (one < other ? -1 : 1)) }
}
