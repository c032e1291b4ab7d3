import fc, { type Arbitrary } from 'fast-check'
import { type ObjectShape, type Shape, withoutNull } from '../document/shape.ts'
import { familyOf } from '../families/family-of.ts'
import { Members, NUMBER, number } from '../families/later.ts'
import { pick } from '../families/pick.ts'

/** How many parts the lists of generated data have. */
export interface Count {
  readonly min: number
  readonly max: number
}

/** Fields that the document leaves open, and without which a part makes no sense. */
const ALWAYS = new Set(['GoogleFormsItem.question'])

/** How often a type may stand within itself. */
const DEEPEST = 2

/** Drafts of realistic data: people and companies are not yet chosen, references not yet followed. */
export function draftOf(shape: ObjectShape, count: Count): Arbitrary<unknown> {
  return new Drafting(count).object(shape, [])
}

class Drafting {
  readonly #count: Count

  constructor(count: Count) {
    this.#count = count
  }

  object(shape: ObjectShape, around: readonly string[]): Arbitrary<unknown> {
    const within = [...around, shape.name]
    const fields = [...shape.fields].flatMap(([name, field]) => {
      const value = this.#field(shape, name, withoutNull(field.shape), within)
      if (value === undefined) return []
      const isNeeded = field.isRequired || ALWAYS.has(`${shape.name}.${name}`)
      return [{ name, value, isRequired: isNeeded || this.#isCounted(field.shape) }]
    })
    const model = Object.fromEntries(fields.map(({ name, value }) => [name, value]))
    const requiredKeys = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)
    return fc
      .tuple(number, fc.record(model, { requiredKeys }))
      .map(([own, draft]) => ({ ...draft, [NUMBER]: own }))
  }

  #field(
    { name: type, fields }: ObjectShape,
    name: string,
    shape: Shape,
    within: readonly string[],
  ): Arbitrary<unknown> | undefined {
    const family = familyOf(type, name, shape)
    if (family === undefined) return this.#value(shape, within)
    if (family !== 'absent') return family
    return fields.get(name)?.isRequired === true ? fc.constant('1') : undefined
  }

  /** Nothing for what would stand within itself too often. */
  #value(shape: Shape, within: readonly string[]): Arbitrary<unknown> | undefined {
    if (shape.kind === 'nullable') return this.#value(shape.inner, within)
    if (shape.kind === 'object') {
      const depth = within.filter((name) => name === shape.name).length
      return depth < DEEPEST ? this.object(shape, within) : undefined
    }
    if (shape.kind === 'list') return this.#list(shape.items, shape.minItems, within)
    if (shape.kind === 'map') return this.#members(shape.values, within)
    if (shape.kind === 'choice') return pick(shape.words)
    if (shape.kind === 'boolean') return fc.boolean()
    if (shape.kind === 'text') return pick(['one', 'two', 'three'])
    return shape.kind === 'number' ? fc.integer({ min: 1, max: 10 }) : undefined
  }

  #list(items: Shape, fewest: number, within: readonly string[]): Arbitrary<unknown> | undefined {
    const item = this.#value(items, within)
    if (item === undefined) return undefined
    const minLength = Math.max(fewest, within.length === 1 ? this.#count.min : 0)
    return fc.array(item, { minLength, maxLength: Math.max(minLength, this.#count.max) })
  }

  #members(values: Shape, within: readonly string[]): Arbitrary<unknown> | undefined {
    const member = this.#value(values, within)
    if (member === undefined || values.kind !== 'object') return undefined
    return fc
      .array(fc.tuple(number, member), { minLength: this.#count.min, maxLength: this.#count.max })
      .map((members) => new Members(members))
  }

  /** With a least number of parts, lists are always there. */
  #isCounted(shape: Shape): boolean {
    return this.#count.min > 0 && ['list', 'map'].includes(withoutNull(shape).kind)
  }
}
