import { z } from 'zod'
import {
  type NumberShape,
  type ObjectShape,
  type Shape,
  textLength,
  type TextShape,
} from '../document/shape.ts'
import { jsonMistakes } from './json-mistakes.ts'

/** How strictly data is read. */
export type Reading =
  /** What is sent: all limits hold, and a field that the service would drop is a mistake. */
  | 'seed'
  /** What comes back: only the kinds of values count, and unknown fields are kept. */
  | 'dump'
  /** The same where the document lets a dump be any object: nothing has to be there. */
  | 'open dump'

/**
 * Shapes as zod schemas. What `z.fromJSONSchema` makes of the document would do, but for three
 * things: it lets a misspelt field pass, tells of a nullable value's mistake as one of a union, and
 * counts a text's length in UTF-16 units where the service counts characters.
 */
export class SchemaWriter {
  readonly #reading: Reading
  readonly #objects = new Map<ObjectShape, z.ZodType>()

  constructor(reading: Reading) {
    this.#reading = reading
  }

  write(shape: Shape): z.ZodType {
    switch (shape.kind) {
      case 'object':
        return this.#object(shape)
      case 'nullable':
        return this.write(shape.inner).nullable()
      case 'list':
        return this.#isSeed
          ? z.array(this.write(shape.items)).min(shape.minItems)
          : z.array(this.write(shape.items))
      case 'tuple':
        return z.tuple(shape.items.map((item) => this.write(item)) as [z.ZodType])
      case 'union':
        return z.union(
          shape.options.map((option) => this.write(option)),
          { error: ({ input }) => `expected a text, a number or a boolean, got ${kindOf(input)}` },
        )
      case 'map':
        return shape.values.kind === 'any'
          ? jsonValue(z.record(z.string(), z.unknown()))
          : z.record(z.string(), this.write(shape.values))
      case 'choice':
        return this.#isSeed ? z.enum(shape.words) : z.string()
      case 'text':
        return this.#isSeed ? limitedText(shape) : z.string()
      case 'number':
        return this.#isSeed ? limitedNumber(shape) : z.number()
      case 'boolean':
        return z.boolean()
      case 'any':
        return jsonValue(z.unknown())
    }
  }

  get #isSeed(): boolean {
    return this.#reading === 'seed'
  }

  #object(shape: ObjectShape): z.ZodType {
    const known = this.#objects.get(shape)
    if (known !== undefined) return known
    const fields: Record<string, z.ZodType> = {}
    const isClosed = this.#isSeed && !shape.isOpen
    const schema = isClosed
      ? z.strictObject(fields, { error: unknownFields(shape) })
      : z.looseObject(fields)
    this.#objects.set(shape, schema)
    // Getters, for a type may hold itself.
    for (const [name, field] of shape.fields) {
      Object.defineProperty(fields, name, {
        enumerable: true,
        get: () => {
          const value = this.write(field.shape)
          const isRequired = field.isRequired && this.#reading !== 'open dump'
          return isRequired ? value : value.optional()
        },
      })
    }
    return schema
  }
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'an array' : `an ${typeof value}`
}

function jsonValue<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.superRefine((value, context) => {
    for (const { path, message } of jsonMistakes(value)) {
      context.addIssue({ code: 'custom', path: [...path], message })
    }
  })
}

function limitedText({ minLength, maxLength, pattern, isEmail }: TextShape): z.ZodType {
  let text: z.ZodString = z.string()
  if (minLength > 0) text = text.min(minLength)
  if (pattern !== undefined) text = text.regex(new RegExp(pattern, 'u'))
  if (isEmail) text = text.check(z.email())
  if (maxLength === Infinity) return text
  return text.refine((value) => textLength(value) <= maxLength, {
    error: ({ input }) =>
      `expected at most ${maxLength} characters, got ${textLength(String(input))}`,
  })
}

function limitedNumber({ isWhole, min, max, above }: NumberShape): z.ZodType {
  let number: z.ZodNumber = isWhole ? z.int() : z.number()
  if (min > -Infinity) number = number.min(min)
  if (max < Infinity) number = number.max(max)
  return above > -Infinity ? number.gt(above) : number
}

/** One line for each field that the service would drop; other mistakes are told as zod tells them. */
function unknownFields({ name, fields }: ObjectShape) {
  return (issue: {
    readonly code?: string
    readonly keys?: readonly string[]
  }): string | undefined => {
    if (issue.code !== 'unrecognized_keys') return undefined
    const known = [...fields.keys()].join(', ')
    return (issue.keys ?? [])
      .map((key) => `${JSON.stringify(key)} is no field of ${name}, whose fields are ${known}`)
      .join('\n')
  }
}
