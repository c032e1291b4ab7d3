import type { ApiDocument } from './documents.ts'

/** What is kept of a query parameter: the name of its shape, or the words it may be. */
type Shape = string | readonly string[]
/** Query parameters by verb and name, of one path. */
type PathFacts = Readonly<Record<string, Readonly<Record<string, Shape>>>>

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly string[]
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
}

/** Close's document as the emulator keeps it: each path's verbs, and their query parameters. */
export function closeOperations(document: ApiDocument): Readonly<Record<string, PathFacts>> {
  const schemas = document.components?.schemas ?? {}
  const facts = Object.entries(document.paths).map(([path, verbs]) => {
    const ofVerbs = Object.entries(verbs).map(([verb, operation]) => {
      const { parameters = [] } = operation as { readonly parameters?: readonly Parameter[] }
      const query = parameters.filter((parameter) => parameter.in === 'query')
      const shapes = query.map((parameter) => [parameter.name, shapeOf(parameter, schemas)])
      return [verb.toUpperCase(), Object.fromEntries(shapes)]
    })
    return [path, Object.fromEntries(ofVerbs)]
  })
  return Object.fromEntries(facts) as Readonly<Record<string, PathFacts>>
}

function shapeOf(
  { schema, required }: Parameter,
  schemas: Readonly<Record<string, unknown>>,
): Shape {
  const shape = shapeOfSchema(schema, schemas)
  return required === true ? `${String(shape)}!` : shape
}

/** That a parameter may be null says nothing: a query string has no null. */
function shapeOfSchema(schema: Schema, schemas: Readonly<Record<string, unknown>>): Shape {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice('#/components/schemas/'.length)
    return shapeOfSchema(schemas[name] as Schema, schemas)
  }
  if (schema.enum !== undefined) return schema.enum
  const type = [schema.type ?? []].flat().find((one) => one !== 'null')
  const choices = (schema.oneOf ?? []).filter((choice) => choice.type !== 'null')
  if (choices.some(({ format }) => format === 'date')) return 'date'
  if (choices[0] !== undefined) return shapeOfSchema(choices[0], schemas)
  if (type !== 'array') return schema.format ?? type ?? 'unknown'
  const item = shapeOfSchema(schema.items ?? {}, schemas)
  return typeof item === 'string' ? `${item}[]` : item
}
