import type { ApiDocument } from './documents.ts'

/** What is kept of a query parameter: the name of its shape, or the words it may be. */
type Shape = string | readonly string[]
/** Query parameters by verb and name, of one path. */
type PathFacts = Readonly<Record<string, Readonly<Record<string, Shape>>>>

/** The fields that the document knows of what is listed at a path; it knows none of some. */
export function answerFields(document: ApiDocument, path: string): readonly string[] {
  const schemas = document.components?.schemas ?? {}
  const listed = propertiesOf(answerOf(document, path), schemas)['data']?.items
  const single = answerOf(document, `${path}{id}/`)
  return Object.keys({ ...propertiesOf(listed, schemas), ...propertiesOf(single, schemas) })
}

function answerOf(document: ApiDocument, path: string): Schema | undefined {
  const operation = document.paths[path]?.['get'] as Operation | undefined
  return operation?.responses['200']?.content['application/json']?.schema
}

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}

function propertiesOf(
  schema: Schema | undefined,
  schemas: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Schema>> {
  if (schema === undefined) return {}
  const name = schema.$ref?.slice('#/components/schemas/'.length)
  const parts = [...(schema.allOf ?? []), ...(name === undefined ? [] : [schemas[name] as Schema])]
  return Object.assign({}, schema.properties, ...parts.map((part) => propertiesOf(part, schemas)))
}

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly string[]
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
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
