import fc, { type Arbitrary } from 'fast-check'
import type { SystemServer } from '../../data.ts'
import { type Shape, withoutNull } from '../document/shape.ts'
import { systemShape } from '../document/systems.ts'
import { breakagesOf } from './breakages.ts'
import { HostileValues } from './hostile-data.ts'

/** Data that breaks the contract in one place, and the error that must come back. */
export interface InvalidData {
  readonly data: unknown
  /** Where: `body` first, then names of fields and places in lists. */
  readonly loc: readonly (string | number)[]
  /** The type of the error: one of pydantic's, which the service is taken to be made with. */
  readonly type: string
}

/**
 * Data of a system that breaks the document in exactly one place, with the location and type of the
 * error that must come back. Around the mistake is anything that the document allows.
 *
 * Shrinks to the same mistake with as little as can be around it.
 *
 * @example
 * ```ts
 * fc.asyncProperty(invalidData('hubspot'), async ({ data, loc, type }) => {
 *   const { detail } = await initialize(data)
 *   expect(detail).toMatchObject([{ loc, type }])
 * })
 * ```
 */
export function invalidData(server: SystemServer): Arbitrary<InvalidData> {
  const shape = systemShape(server)
  const breaking = new Breaking()
  // Which mistake it is does not shrink: that is the case.
  return fc.noShrink(fc.constantFrom(...breakagesOf(shape))).chain(({ path, value, type }) =>
    breaking.broken(shape, value, path, []).map((broken) => ({
      data: broken.value,
      loc: ['body', ...broken.loc],
      type,
    })),
  )
}

interface Broken {
  readonly value: unknown
  readonly loc: readonly (string | number)[]
}

/** Puts one wrong value among others that are right. */
class Breaking {
  readonly #others = new HostileValues()

  broken(
    shape: Shape,
    wrong: unknown,
    path: readonly string[],
    within: readonly string[],
  ): Arbitrary<Broken> {
    const [step, ...rest] = path
    if (step === undefined) return fc.constant({ value: wrong, loc: [] })
    const plain = withoutNull(shape)
    const inner = this.broken(partOf(plain, step), wrong, rest, [
      ...within,
      ...(plain.kind === 'object' ? [plain.name] : []),
    ])
    if (plain.kind === 'object')
      return inObject(this.#others.without(step, plain, within), step, inner)
    if (plain.kind === 'list')
      return inList(fc.array(this.#others.value(plain.items, within), { maxLength: 2 }), inner)
    if (plain.kind === 'tuple') {
      const items = plain.items.map((item) => this.#others.value(item, within))
      return inTuple(fc.tuple(...items), Number(step), inner)
    }
    return inMap(this.#others.value(plain, within) as Arbitrary<object>, inner)
  }
}

function partOf(shape: Shape, step: string): Shape {
  const part =
    shape.kind === 'object'
      ? shape.fields.get(step)?.shape
      : shape.kind === 'list'
        ? shape.items
        : shape.kind === 'tuple'
          ? shape.items[Number(step)]
          : shape.kind === 'map'
            ? shape.values
            : undefined
  if (part === undefined) throw new TypeError(`There is nothing at '${step}'.`)
  return part
}

function inObject(
  others: Arbitrary<object>,
  field: string,
  inner: Arbitrary<Broken>,
): Arbitrary<Broken> {
  return fc.tuple(others, inner).map(([fields, { value, loc }]) => ({
    value: value === undefined ? fields : { ...fields, [field]: value },
    loc: [field, ...loc],
  }))
}

function inList(
  others: Arbitrary<readonly unknown[]>,
  inner: Arbitrary<Broken>,
): Arbitrary<Broken> {
  return fc.tuple(others, fc.nat({ max: 2 }), inner).map(([around, place, { value, loc }]) => {
    const at = Math.min(place, around.length)
    return { value: around.toSpliced(at, 0, value), loc: [at, ...loc] }
  })
}

function inTuple(
  others: Arbitrary<readonly unknown[]>,
  at: number,
  inner: Arbitrary<Broken>,
): Arbitrary<Broken> {
  return fc
    .tuple(others, inner)
    .map(([around, { value, loc }]) => ({ value: around.with(at, value), loc: [at, ...loc] }))
}

function inMap(others: Arbitrary<object>, inner: Arbitrary<Broken>): Arbitrary<Broken> {
  const key = fc.stringMatching(/^[a-z]{1,5}$/)
  return fc.tuple(others, key, inner).map(([around, name, { value, loc }]) => ({
    value: { ...around, [name]: value },
    loc: [name, ...loc],
  }))
}
