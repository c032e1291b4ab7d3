import { type Dictionary, isDictionary } from '../validation/containers.ts'
import { pythonRepr } from './python-text.ts'

/** The part of JSON Schema that the tools' arguments are described with. */
export interface InputSchema {
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'
  readonly properties?: Readonly<Record<string, InputSchema>>
  readonly required?: readonly string[]
  readonly items?: InputSchema
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
}

interface SchemaError {
  readonly depth: number
  readonly message: string
}

/**
 * The one complaint that the original server makes about arguments, in the words of Python's
 * `jsonschema`; `undefined` when they fit. Of several, it picks the one nearest to the root.
 */
export function inputProblem(schema: InputSchema, input: unknown): string | undefined {
  const errors = [...schemaErrors(schema, input, 0)]
  const nearest = errors.reduce<SchemaError | undefined>(
    (best, error) => (best === undefined || error.depth < best.depth ? error : best),
    undefined,
  )
  return nearest?.message
}

function* schemaErrors(schema: InputSchema, input: unknown, depth: number): Generator<SchemaError> {
  if (!isOfType(schema.type, input)) {
    yield { depth, message: `${pythonRepr(input)} is not of type '${schema.type}'` }
  }
  if (schema.enum !== undefined && !(schema.enum as readonly unknown[]).includes(input)) {
    yield { depth, message: `${pythonRepr(input)} is not one of ${pythonRepr(schema.enum)}` }
  }
  if (typeof input === 'number') yield* boundErrors(schema, input, depth)
  if (Array.isArray(input)) yield* itemErrors(schema, input, depth)
  else if (isDictionary(input)) yield* propertyErrors(schema, input, depth)
}

function* boundErrors(schema: InputSchema, input: number, depth: number): Generator<SchemaError> {
  if (schema.minimum !== undefined && input < schema.minimum) {
    yield { depth, message: `${input} is less than the minimum of ${schema.minimum}` }
  }
  if (schema.maximum !== undefined && input > schema.maximum) {
    yield { depth, message: `${input} is greater than the maximum of ${schema.maximum}` }
  }
}

function* itemErrors(
  schema: InputSchema,
  input: readonly unknown[],
  depth: number,
): Generator<SchemaError> {
  if (schema.items === undefined) return
  for (const item of input) yield* schemaErrors(schema.items, item, depth + 1)
}

function* propertyErrors(
  schema: InputSchema,
  input: Dictionary,
  depth: number,
): Generator<SchemaError> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (Object.hasOwn(input, name)) yield* schemaErrors(property, input[name], depth + 1)
  }
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(input, name)) {
      yield { depth, message: `${pythonRepr(name)} is a required property` }
    }
  }
}

function isOfType(type: InputSchema['type'], input: unknown): boolean {
  switch (type) {
    case 'object':
      return isDictionary(input)
    case 'array':
      return Array.isArray(input)
    case 'integer':
      return Number.isInteger(input)
    case 'string':
    case 'number':
    case 'boolean':
      return typeof input === type
  }
}
