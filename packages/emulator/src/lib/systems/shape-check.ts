import type { FieldShape, ObjectShape, Shape } from '@sandpit/systems/shape'

import { type Check, nullable, REFUSED } from '../validation/check.ts'
import {
  dictionary,
  type Dictionary,
  type Field,
  listOf,
  mapOf,
  model,
  optional,
  required,
} from '../validation/containers.ts'
import { count, limitedNumber, limitedText, longList } from '../validation/limits.ts'
import { boolean, integer, literal, number, oneOf } from '../validation/scalars.ts'

/**
 * Shapes as the service checks them: pydantic's lax mode, its errors in the order of the fields. What
 * is not named is dropped, and an absent field gets the document's default.
 *
 * The words of errors that no record shows are pydantic's own (inferred).
 */
export class ShapeChecks {
  readonly #objects = new Map<ObjectShape, Check<unknown>>()

  of(shape: Shape): Check<unknown> {
    switch (shape.kind) {
      case 'object':
        return this.#object(shape)
      case 'nullable':
        return nullable(this.of(shape.inner))
      case 'list':
        return longList(listOf(this.of(shape.items)), shape.minItems)
      case 'tuple':
        return tupleOf(shape.items.map((item) => this.of(item)))
      case 'map':
        return shape.values.kind === 'any' ? dictionary : mapOf(this.of(shape.values))
      case 'union':
        return anyOf(shape.options.map((option) => [nameOf(option), this.of(option)]))
      case 'choice':
        return shape.error === 'enum' ? oneOf(shape.words) : literal(...shape.words)
      case 'text':
        return limitedText(shape)
      case 'number':
        return limitedNumber(shape.isWhole ? integer : number, shape)
      case 'boolean':
        return boolean
      case 'any':
        return (input) => input
    }
  }

  /** Made when it is first needed: a type may hold itself. */
  #object(shape: ObjectShape): Check<unknown> {
    const known = this.#objects.get(shape)
    if (known !== undefined) return known
    let made: Check<object> | undefined
    const check: Check<unknown> = (input, problems) => {
      made ??= this.#model(shape)
      const read = made(input, problems)
      if (read === REFUSED) return read
      const fields = withoutNothing(read)
      return shape.isOpen ? { ...(input as Dictionary), ...fields } : fields
    }
    this.#objects.set(shape, check)
    return check
  }

  #model({ fields }: ObjectShape): Check<object> {
    const checks = [...fields].map(([name, field]) => [name, this.#field(field)] as const)
    return model(Object.fromEntries(checks) as Readonly<Record<string, Field<unknown>>>)
  }

  #field({ shape, isRequired, fallback }: FieldShape): Field<unknown> {
    return isRequired ? required(this.of(shape)) : optional(this.of(shape), fallback)
  }
}

/** The object without the fields that were not given. */
function withoutNothing(read: object): Dictionary {
  return Object.fromEntries(
    Object.entries(read).filter(([, value]) => value !== undefined),
  ) as Dictionary
}

function tupleOf(checks: readonly Check<unknown>[]): Check<readonly unknown[]> {
  const most = checks.length
  return (input, problems) => {
    if (!Array.isArray(input)) {
      problems.report({ type: 'tuple_type', msg: 'Input should be a valid tuple' }, input)
      return REFUSED
    }
    const read = checks.map((check, place) =>
      problems.at(place, () => {
        if (place < input.length) return check(input[place], problems)
        problems.report({ type: 'missing', msg: 'Field required' }, input)
        return REFUSED
      }),
    )
    if (input.length > most) {
      const msg = `Tuple should have at most ${count(most, 'item')} after validation, not ${input.length}`
      const ctx = { field_type: 'Tuple', max_length: most, actual_length: input.length }
      problems.report({ type: 'too_long', msg, ctx }, input)
      return REFUSED
    }
    return read.includes(REFUSED) ? REFUSED : read
  }
}

/** The first that takes a value as it is; each of them complains where none does. */
function anyOf(options: readonly (readonly [string, Check<unknown>])[]): Check<unknown> {
  return (input, problems) => {
    if (typeof input === 'number' || typeof input === 'boolean' || typeof input === 'string')
      return input
    for (const [name, check] of options) problems.at(name, () => check(input, problems))
    return REFUSED
  }
}

/** What pydantic calls an option of a union in a problem's place. */
function nameOf(shape: Shape): string {
  if (shape.kind === 'number') return shape.isWhole ? 'int' : 'float'
  return shape.kind === 'text' ? 'str' : shape.kind === 'boolean' ? 'bool' : shape.kind
}
