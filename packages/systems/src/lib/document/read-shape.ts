import type { JsonSchema } from './json-schema.ts'
import type { FieldShape, ObjectShape, Shape } from './shape.ts'

/** The words of JSON Schema that are read here. Any other would be a limit that nothing checks. */
const KNOWN_WORDS = new Set([
  '$ref',
  'additionalProperties',
  'anyOf',
  'default',
  'enum',
  'exclusiveMinimum',
  'format',
  'items',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'pattern',
  'prefixItems',
  'properties',
  'required',
  'type',
])

/** Reads schemas into shapes, each type once. */
export class ShapeReader {
  readonly #types: Readonly<Record<string, JsonSchema>>
  readonly #known = new Map<string, Shape>()

  constructor(types: Readonly<Record<string, JsonSchema>>) {
    this.#types = types
  }

  /** The shape of a type. */
  type(name: string): Shape {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const schema = this.#types[name]
    if (schema === undefined) throw new TypeError(`There is no type '${name}'.`)
    const shape =
      schema.properties === undefined ? this.#read(schema, 'enum') : this.#object(name, schema)
    this.#known.set(name, shape)
    return shape
  }

  #object(name: string, schema: JsonSchema): ObjectShape {
    refuseUnknownWords(schema)
    const readFields = (): ReadonlyMap<string, FieldShape> => this.#fields(schema)
    let fields: ReadonlyMap<string, FieldShape> | undefined
    return {
      kind: 'object',
      name,
      isOpen: schema.additionalProperties === true,
      get fields() {
        return (fields ??= readFields())
      },
    }
  }

  #fields({ properties = {}, required = [] }: JsonSchema): ReadonlyMap<string, FieldShape> {
    return new Map(
      Object.entries(properties).map(([name, schema]) => [
        name,
        {
          shape: this.#read(schema, 'literal_error'),
          isRequired: required.includes(name),
          fallback: schema.default,
        },
      ]),
    )
  }

  #read(schema: JsonSchema, choiceError: 'enum' | 'literal_error'): Shape {
    refuseUnknownWords(schema)
    if (schema.$ref !== undefined) return this.type(schema.$ref.replace('#/types/', ''))
    if (schema.anyOf !== undefined) return this.#anyOf(schema.anyOf)
    if (schema.enum !== undefined) return { kind: 'choice', words: schema.enum, error: choiceError }
    if (schema.type === 'array') return this.#list(schema)
    if (schema.type === 'object') return this.#map(schema)
    return scalar(schema)
  }

  #anyOf(options: readonly JsonSchema[]): Shape {
    const shapes = options
      .filter(({ type }) => type !== 'null')
      .map((option) => this.#read(option, 'literal_error'))
    const [first, ...others] = shapes
    if (first === undefined) throw new TypeError('A value that can only be null.')
    const inner: Shape = others.length === 0 ? first : { kind: 'union', options: shapes }
    return shapes.length === options.length ? inner : { kind: 'nullable', inner }
  }

  #list({ items, prefixItems, minItems = 0, maxItems }: JsonSchema): Shape {
    if (prefixItems !== undefined) {
      if (minItems !== prefixItems.length || maxItems !== minItems)
        throw new TypeError('A list that begins with known items and may go on.')
      return {
        kind: 'tuple',
        items: prefixItems.map((item) => this.#read(item, 'literal_error')),
      }
    }
    if (maxItems !== undefined) throw new TypeError('A list that may not be long.')
    return { kind: 'list', items: this.#read(items ?? {}, 'literal_error'), minItems }
  }

  #map({ additionalProperties }: JsonSchema): Shape {
    const values: Shape =
      typeof additionalProperties === 'object'
        ? this.#read(additionalProperties, 'literal_error')
        : { kind: 'any' }
    return { kind: 'map', values }
  }
}

function scalar(schema: JsonSchema): Shape {
  const { type, format } = schema
  if (type === 'string') {
    if (format !== undefined && format !== 'email')
      throw new TypeError(`A text in the form of a ${format}.`)
    return {
      kind: 'text',
      minLength: schema.minLength ?? 0,
      maxLength: schema.maxLength ?? Infinity,
      pattern: schema.pattern,
      isEmail: format === 'email',
    }
  }
  if (type === 'integer' || type === 'number') {
    return {
      kind: 'number',
      isWhole: type === 'integer',
      min: schema.minimum ?? -Infinity,
      max: schema.maximum ?? Infinity,
      above: schema.exclusiveMinimum ?? -Infinity,
    }
  }
  if (type === 'boolean') return { kind: 'boolean' }
  if (type === undefined) return { kind: 'any' }
  throw new TypeError(`A value of type '${type}'.`)
}

function refuseUnknownWords(schema: JsonSchema): void {
  const unknown = Object.keys(schema).find((word) => !KNOWN_WORDS.has(word))
  if (unknown !== undefined)
    throw new TypeError(`The schemas say '${unknown}', which nothing reads.`)
}
