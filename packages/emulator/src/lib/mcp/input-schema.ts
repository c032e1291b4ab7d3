import { PythonNumber } from '../json/python-number.ts'
import { pythonRepr } from '../json/python-text.ts'
import { type Dictionary, isDictionary } from '../validation/containers.ts'

/** The part of JSON Schema that the tools' arguments are described with. */
export interface InputSchema {
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'
  readonly properties?: Readonly<Record<string, InputSchema>>
  readonly required?: readonly string[]
  readonly items?: InputSchema
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  /** For whoever reads it; so is the default, which a tool applies itself. */
  readonly description?: string
  readonly default?: unknown
}

type Place = readonly (string | number)[]

interface SchemaError {
  readonly place: Place
  readonly message: string
}

/**
 * The one complaint that the original server makes about arguments, in the words of Python's
 * `jsonschema`; `undefined` when they fit. Of several, it picks the one nearest to the root, and
 * of those the one whose place sorts last.
 */
export function inputProblem(schema: InputSchema, input: unknown): string | undefined {
  let best: SchemaError | undefined
  for (const error of schemaErrors(schema, input, [])) {
    if (best === undefined || isPreferred(error.place, best.place)) best = error
  }
  return best?.message
}

function isPreferred(place: Place, other: Place): boolean {
  if (place.length !== other.length) return place.length < other.length
  const index = place.findIndex((step, at) => step !== other[at])
  return index !== -1 && (place[index] ?? '') > (other[index] ?? '')
}

function* schemaErrors(schema: InputSchema, input: unknown, place: Place): Generator<SchemaError> {
  if (!isOfType(schema.type, input)) {
    yield { place, message: `${pythonRepr(input)} is not of type '${schema.type}'` }
  }
  if (schema.enum !== undefined && !(schema.enum as readonly unknown[]).includes(input)) {
    yield { place, message: `${pythonRepr(input)} is not one of ${pythonRepr(schema.enum)}` }
  }
  if (isNumber(input)) yield* boundErrors(schema, input, place)
  else if (Array.isArray(input)) yield* itemErrors(schema, input, place)
  else if (isDictionary(input)) yield* propertyErrors(schema, input, place)
}

function* boundErrors(
  { minimum, maximum }: InputSchema,
  input: number | PythonNumber,
  place: Place,
): Generator<SchemaError> {
  if (minimum !== undefined && Number(input) < minimum) {
    yield { place, message: `${pythonRepr(input)} is less than the minimum of ${minimum}` }
  }
  if (maximum !== undefined && Number(input) > maximum) {
    yield { place, message: `${pythonRepr(input)} is greater than the maximum of ${maximum}` }
  }
}

function* itemErrors(
  { items }: InputSchema,
  input: readonly unknown[],
  place: Place,
): Generator<SchemaError> {
  if (items === undefined) return
  for (const [index, item] of input.entries()) yield* schemaErrors(items, item, [...place, index])
}

function* propertyErrors(
  { properties = {}, required = [] }: InputSchema,
  input: Dictionary,
  place: Place,
): Generator<SchemaError> {
  for (const [name, property] of Object.entries(properties)) {
    if (Object.hasOwn(input, name)) yield* schemaErrors(property, input[name], [...place, name])
  }
  for (const name of required) {
    if (!Object.hasOwn(input, name)) {
      yield { place, message: `${pythonRepr(name)} is a required property` }
    }
  }
}

function isNumber(input: unknown): input is number | PythonNumber {
  return typeof input === 'number' || input instanceof PythonNumber
}

function isOfType(type: InputSchema['type'], input: unknown): boolean {
  switch (type) {
    case 'object':
      return isDictionary(input) && !isNumber(input)
    case 'array':
      return Array.isArray(input)
    case 'integer':
      return isNumber(input) && Number.isInteger(Number(input))
    case 'number':
      return isNumber(input)
    case 'string':
    case 'boolean':
      return typeof input === type
  }
}
