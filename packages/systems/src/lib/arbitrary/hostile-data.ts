import fc, { type Arbitrary } from 'fast-check'
import type { SystemData, SystemServer } from '../../data.ts'
import type { NumberShape, ObjectShape, Shape, TextShape } from '../document/shape.ts'
import { systemShape } from '../document/systems.ts'

/**
 * Data with anything that the document allows: texts of every kind and length, numbers at their
 * limits, `null`, empty and absent lists, free-form objects with anything in them. A service that
 * follows the document must take it.
 *
 * Shrinks towards nothing.
 *
 * @example
 * ```ts
 * fc.asyncProperty(hostileData('slack'), async (seed) => {
 *   await initialize(seed)
 * })
 * ```
 */
export function hostileData<const Server extends SystemServer>(
  server: Server,
): Arbitrary<SystemData<Server>> {
  return new HostileValues().value(systemShape(server), []) as Arbitrary<SystemData<Server>>
}

/** How often a type may stand within itself. */
const DEEPEST = 2

/** Hostile values of shapes. Those of a type are made once: there are hundreds of places for them. */
export class HostileValues {
  readonly #objects = new Map<string, Arbitrary<unknown>>()

  /** Any value of a shape, within types of these names. */
  value(shape: Shape, within: readonly string[]): Arbitrary<unknown> {
    switch (shape.kind) {
      case 'object':
        return this.#object(shape, within)
      case 'nullable':
        return fc.option(this.value(shape.inner, within), { nil: null })
      case 'list':
        return fc.array(this.value(shape.items, within), {
          minLength: shape.minItems,
          maxLength: Math.max(3, shape.minItems),
        })
      case 'map':
        return fc.dictionary(key, this.value(shape.values, within), { maxKeys: 3 })
      case 'tuple':
        return fc.tuple(...shape.items.map((item) => this.value(item, within)))
      case 'union':
        return fc.oneof(...shape.options.map((option) => this.value(option, within)))
      case 'choice':
        return fc.constantFrom(...shape.words)
      case 'text':
        return hostileText(shape)
      case 'number':
        return hostileNumber(shape)
      case 'boolean':
        return fc.boolean()
      case 'any':
        return json
    }
  }

  /** An object without one of its fields. */
  without(field: string, shape: ObjectShape, within: readonly string[]): Arbitrary<object> {
    return this.#fields(shape, within, (name) => name !== field)
  }

  #object(shape: ObjectShape, within: readonly string[]): Arbitrary<unknown> {
    // No type stands within itself by way of another, so that this tells what is left of its depth.
    const id = `${within.filter((name) => name === shape.name).length} ${shape.name}`
    const known = this.#objects.get(id) ?? this.#fields(shape, within, () => true)
    this.#objects.set(id, known)
    return known
  }

  #fields(
    { name, fields }: ObjectShape,
    around: readonly string[],
    isWanted: (field: string) => boolean,
  ): Arbitrary<object> {
    const within = [...around, name]
    const wanted = [...fields].filter(
      ([field, { shape }]) => isWanted(field) && !isTooDeep(shape, within),
    )
    const model = Object.fromEntries(
      wanted.map(([field, { shape }]) => [field, this.value(shape, within)]),
    )
    const required = wanted.filter(([, { isRequired }]) => isRequired)
    return fc.record(model, { requiredKeys: required.map(([field]) => field) })
  }
}

function isTooDeep(shape: Shape, within: readonly string[]): boolean {
  if (shape.kind === 'nullable') return isTooDeep(shape.inner, within)
  if (shape.kind === 'list') return isTooDeep(shape.items, within)
  return shape.kind === 'object' && within.filter((name) => name === shape.name).length >= DEEPEST
}

/** Characters that are often handled wrongly, and any other. Half a surrogate pair is none. */
const character = fc.oneof(
  fc.constantFrom(
    ...Array.from(
      'ab 0"\'\\<&%\u0000\n\u007f\u00a0é\u0301ß\u200b\u200d\u202e\u2028\ufeff\uffff😀𝒳',
    ),
  ),
  fc
    .nat({ max: 0x10_ffff - 0x800 })
    .map((code) => String.fromCodePoint(code < 0xd8_00 ? code : code + 0x800)),
)

// Zod drops the key that would set the prototype of an object.
const key = fc.string({ unit: character, maxLength: 8 }).filter((text) => text !== '__proto__')

/** JSON says nothing of a zero's sign. */
const json = fc
  .jsonValue({ maxDepth: 2, depthSize: 'small' })
  .map((value): unknown => JSON.parse(JSON.stringify(value).replaceAll('"__proto__"', '"proto"')))

function hostileText({ minLength, maxLength, pattern, isEmail }: TextShape): Arbitrary<string> {
  if (isEmail) return email
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  const any = fc.string({ unit: character, minLength, maxLength: Math.min(maxLength, 20) })
  if (maxLength > 1000) return any
  // As long as it may be, of characters that are two units each.
  return fc.oneof(
    { weight: 9, arbitrary: any },
    { weight: 1, arbitrary: fc.constant('😀'.repeat(maxLength)) },
  )
}

const email = fc
  .tuple(
    fc.stringMatching(/^[a-z0-9]{1,12}(?:[._-][a-z0-9]{1,8})?$/),
    fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
    fc.constantFrom('example', 'co.example', 'example.com'),
  )
  .map(([user, company, top]) => `${user}@${company}.${top}`)

function hostileNumber({ isWhole, min, max, above }: NumberShape): Arbitrary<number> {
  if (isWhole) {
    return fc.integer({
      min: Math.max(min, Number.MIN_SAFE_INTEGER),
      max: Math.min(max, Number.MAX_SAFE_INTEGER),
    })
  }
  return fc
    .double({
      noNaN: true,
      noDefaultInfinity: true,
      min: Math.max(min, above, -Number.MAX_VALUE),
      max: Math.min(max, Number.MAX_VALUE),
      minExcluded: above > -Infinity,
    })
    .map((value) => (value === 0 ? 0 : value))
}
