import { type NumberShape, type Shape, type TextShape, withoutNull } from '../document/shape.ts'

/** One way to break the contract. */
export interface Breakage {
  /** The way to the broken value: names of fields, `[]` for an item of a list, `{}` for one of a map. */
  readonly path: readonly string[]
  /** What stands there instead; `undefined` leaves it out. */
  readonly value: unknown
  /** The type of the error that the service answers. */
  readonly type: string
}

/**
 * Every kind of break that a system's document knows, at every place, with the type of pydantic's
 * error for it. The types were observed on an equivalent model, since no answer of the service itself
 * is public.
 *
 * A union is left out: the service tells of it once for each of its options.
 */
export function breakagesOf(root: Shape): readonly Breakage[] {
  return breakagesAt(root, [], [])
}

function breakagesAt(
  shape: Shape,
  path: readonly string[],
  within: readonly string[],
): readonly Breakage[] {
  const plain = withoutNull(shape)
  const here = wrongValues(plain).map(([value, type]) => ({ path, value, type }))
  if (plain.kind === 'list') return [...here, ...breakagesAt(plain.items, [...path, '[]'], within)]
  if (plain.kind === 'map') return [...here, ...breakagesAt(plain.values, [...path, '{}'], within)]
  if (plain.kind === 'tuple') {
    const items = plain.items.map((item, place) =>
      breakagesAt(item, [...path, String(place)], within),
    )
    return [...here, ...items.flat()]
  }
  if (plain.kind !== 'object' || within.includes(plain.name)) return here
  const fields = [...plain.fields].flatMap(([name, field]) => {
    const at = [...path, name]
    const missing = field.isRequired ? [{ path: at, value: undefined, type: 'missing' }] : []
    return [...missing, ...breakagesAt(field.shape, at, [...within, plain.name])]
  })
  return [...here, ...fields]
}

type Wrong = readonly (readonly [value: unknown, type: string])[]

function wrongValues(shape: Shape): Wrong {
  switch (shape.kind) {
    case 'object':
      return [
        ['text', 'model_attributes_type'],
        [[], 'model_attributes_type'],
      ]
    case 'map':
      return [['text', 'dict_type']]
    case 'list':
      return [
        [{}, 'list_type'],
        ['text', 'list_type'],
        ...(shape.minItems > 0 ? ([[[], 'too_short']] as const) : []),
      ]
    case 'tuple':
      return [['text', 'tuple_type']]
    case 'choice':
      return [['no such word', shape.error]]
    case 'text':
      return wrongTexts(shape)
    case 'number':
      return wrongNumbers(shape)
    case 'boolean':
      return [
        ['perhaps', 'bool_parsing'],
        [2, 'bool_parsing'],
        [[], 'bool_type'],
      ]
    case 'any':
    case 'union':
    case 'nullable':
      return []
  }
}

function wrongTexts({ minLength, maxLength, pattern, isEmail }: TextShape): Wrong {
  return [
    [5, 'string_type'],
    [['text'], 'string_type'],
    ...(minLength > 0 ? ([['', 'string_too_short']] as const) : []),
    ...(maxLength < Infinity ? ([['é'.repeat(maxLength + 1), 'string_too_long']] as const) : []),
    ...(pattern === undefined ? [] : ([['some day', 'string_pattern_mismatch']] as const)),
    ...(isEmail ? ([['nobody', 'value_error']] as const) : []),
  ]
}

function wrongNumbers({ isWhole, min, max, above }: NumberShape): Wrong {
  const kind = isWhole ? 'int' : 'float'
  return [
    ['a lot', `${kind}_parsing`],
    [[1], `${kind}_type`],
    ...(isWhole ? ([[1.5, 'int_from_float']] as const) : []),
    ...(min > -Infinity ? ([[min - 1, 'greater_than_equal']] as const) : []),
    ...(max < Infinity ? ([[max + 1, 'less_than_equal']] as const) : []),
    ...(above > -Infinity ? ([[above, 'greater_than']] as const) : []),
  ]
}
