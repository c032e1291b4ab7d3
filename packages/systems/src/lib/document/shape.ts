/** What a value may be. One shape for each kind that the public document has. */
export type Shape =
  | ObjectShape
  | ListShape
  | TextShape
  | NumberShape
  | { readonly kind: 'boolean' }
  | { readonly kind: 'any' }
  /** Any object; each of its values is of one shape. */
  | { readonly kind: 'map'; readonly values: Shape }
  | { readonly kind: 'tuple'; readonly items: readonly Shape[] }
  | ChoiceShape
  | { readonly kind: 'nullable'; readonly inner: Shape }
  /** One of several; a `null` among them is told by `nullable`. */
  | { readonly kind: 'union'; readonly options: readonly Shape[] }

/** An object with known fields. */
export interface ObjectShape {
  readonly kind: 'object'
  /** The name of its type in `@sandpit/systems/data`. */
  readonly name: string
  /** By name, in the document's order. Read when they are first asked for: a type may hold itself. */
  readonly fields: ReadonlyMap<string, FieldShape>
  /** Whether fields that are not named are kept as they are; otherwise the service drops them. */
  readonly isOpen: boolean
}

/** A field of an object. */
export interface FieldShape {
  readonly shape: Shape
  readonly isRequired: boolean
  /** What the service puts where the field is absent; `undefined` where the document says nothing. */
  readonly fallback: unknown
}

/** A list, and how many items it has at least. */
export interface ListShape {
  readonly kind: 'list'
  readonly items: Shape
  readonly minItems: number
}

/** A text, and what it has to look like. */
export interface TextShape {
  readonly kind: 'text'
  /** In characters, that is code points. */
  readonly minLength: number
  readonly maxLength: number
  readonly pattern: string | undefined
  readonly isEmail: boolean
}

/** A number, and its limits; both are included. */
export interface NumberShape {
  readonly kind: 'number'
  readonly isWhole: boolean
  readonly min: number
  readonly max: number
  /** What it has to be more than. */
  readonly above: number
}

/** A field that takes one of several words. */
export interface ChoiceShape {
  readonly kind: 'choice'
  readonly words: readonly string[]
  /** The type of the service's error for any other: an enumeration's, or that of a list of literals. */
  readonly error: 'enum' | 'literal_error'
}

/**
 * A shape without the `null` that it may allow.
 *
 * @example
 * ```ts
 * import { systemShape, withoutNull } from '@sandpit/systems/shape'
 *
 * const kinds = Object.values(systemShape('jira').fields).map(({ shape }) => withoutNull(shape).kind)
 * ```
 */
export function withoutNull(shape: Shape): Exclude<Shape, { readonly kind: 'nullable' }> {
  return shape.kind === 'nullable' ? withoutNull(shape.inner) : shape
}

/** How long a text is for the service: in code points. */
export function textLength(text: string): number {
  return Array.from(text).length
}
