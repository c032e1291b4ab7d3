import type { Shape } from '../document/shape.ts'
import { OTHER_FAMILIES } from './other-families.ts'
import type { Family } from './family.ts'
import { TEXT_FAMILIES } from './text-families.ts'

/** The family of a field's values, if it has one: its type's own, or that of all fields of the name. */
export function familyOf(type: string, field: string, shape: Shape): Family | undefined {
  const families = shape.kind === 'text' ? TEXT_FAMILIES : OTHER_FAMILIES
  return families[`${type}.${field}`] ?? (holdsParts(shape) ? undefined : families[field])
}

/** Objects with known fields are made of these, unless a family is named for the very field. */
function holdsParts(shape: Shape): boolean {
  if (shape.kind === 'list') return shape.items.kind === 'object'
  if (shape.kind === 'map') return shape.values.kind === 'object'
  return shape.kind === 'object' || shape.kind === 'boolean' || shape.kind === 'choice'
}
