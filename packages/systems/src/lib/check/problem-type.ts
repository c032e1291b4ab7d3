import { type Shape, textLength, withoutNull } from '../document/shape.ts'

/**
 * The type of the service's error for a value that is not of a shape: one of pydantic's, as an
 * equivalent model on FastAPI answered it. No answer of the service itself is public.
 */
export function problemType(shape: Shape, value: unknown): string {
  if (value === undefined) return 'missing'
  const plain = withoutNull(shape)
  switch (plain.kind) {
    case 'object':
      return 'model_attributes_type'
    case 'map':
      return 'dict_type'
    case 'list':
      return Array.isArray(value) ? 'too_short' : 'list_type'
    case 'tuple':
      if (!Array.isArray(value)) return 'tuple_type'
      return value.length > plain.items.length ? 'too_long' : 'missing'
    case 'choice':
      return plain.error
    case 'text':
      return textType(plain, value)
    case 'number':
      return numberType(plain, value)
    case 'boolean':
      return typeof value === 'string' || typeof value === 'number' ? 'bool_parsing' : 'bool_type'
    case 'union':
      return problemType(plain.options[0] ?? plain, value)
    case 'any':
      return 'value_error'
  }
}

function textType(
  { minLength, maxLength, pattern, isEmail }: Extract<Shape, { kind: 'text' }>,
  value: unknown,
): string {
  if (typeof value !== 'string') return 'string_type'
  const length = textLength(value)
  if (length < minLength) return 'string_too_short'
  if (length > maxLength) return 'string_too_long'
  if (pattern !== undefined) return 'string_pattern_mismatch'
  return isEmail ? 'value_error' : 'string_type'
}

function numberType(
  { isWhole, min, max, above }: Extract<Shape, { kind: 'number' }>,
  value: unknown,
): string {
  const kind = isWhole ? 'int' : 'float'
  if (typeof value === 'string') return `${kind}_parsing`
  if (typeof value !== 'number') return `${kind}_type`
  if (isWhole && !Number.isInteger(value)) return 'int_from_float'
  if (value < min) return 'greater_than_equal'
  if (value > max) return 'less_than_equal'
  return value <= above ? 'greater_than' : `${kind}_type`
}
