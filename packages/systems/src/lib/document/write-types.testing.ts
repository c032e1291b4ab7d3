import type { JsonSchema, SystemSchemas } from './json-schema.ts'

const HEADER = `// Made from the public document by lib/document/generate.testing.ts: edit that, not this.
// Names, optional fields and limits are the document's. A limit that types cannot express is in the
// comment of its field; \`null\`, an empty list and an absent field mean the same.
`

const WIDTH = 100

/** The TypeScript source of the types of all systems; `documentNames` says what each is called there. */
export function typesText(
  { servers, types }: SystemSchemas,
  documentNames: ReadonlyMap<string, string>,
): string {
  const rows = Object.entries(servers).map(
    ([server, { data }]) => `  readonly ${key(server)}: ${data}`,
  )
  return [
    HEADER,
    '/** What a sandbox of each system can be filled with, by the name of its server. */',
    'export interface SystemDataByServer {',
    ...rows,
    '}',
    '',
    '/** The servers whose data the public document describes. */',
    'export type SystemServer = keyof SystemDataByServer',
    '',
    '/**',
    ' * What `initialize` takes for a server. `dump` answers the same: the document says so for most, and',
    ' * lets the dump of the others be any object.',
    ' *',
    ' * @see public document, `POST /sandbox/<server>/{sandbox_id}/initialize`',
    ' */',
    'export type SystemData<Server extends SystemServer> = SystemDataByServer[Server]',
    ...Object.entries(types).flatMap(([name, schema]) => [
      '',
      `/** \`${documentNames.get(name)}\` of the public document. */`,
      ...declaration(name, schema),
    ]),
    '',
  ].join('\n')
}

function declaration(name: string, schema: JsonSchema): readonly string[] {
  if (schema.properties === undefined) return wrapped(`export type ${name} =`, typeOf(schema), 2)
  const required = new Set(schema.required)
  const fields = Object.entries(schema.properties).flatMap(([field, value]) => [
    ...comment(value),
    ...(required.has(field)
      ? wrapped(`  readonly ${key(field)}:`, typeOf(value), 4)
      : wrapped(`  readonly ${key(field)}?:`, `${typeOf(value)} | undefined`, 4)),
  ])
  const open = schema.additionalProperties === true ? ['  readonly [key: string]: unknown'] : []
  return [`export interface ${name} {`, ...fields, ...open, '}']
}

/** A type behind its start; one part of a union a line where that does not fit. */
function wrapped(start: string, type: string, indent: number): readonly string[] {
  if (start.length + 1 + type.length <= WIDTH) return [`${start} ${type}`]
  return [start, ...type.split(' | ').map((part) => `${' '.repeat(indent)}| ${part}`)]
}

/** The limits of a value in words. */
function comment(schema: JsonSchema): readonly string[] {
  const inner = withoutNull(schema)
  const words = [
    between(inner.minLength, inner.maxLength, 'character'),
    between(inner.minItems, inner.maxItems, 'item'),
    between(inner.minimum, inner.maximum, ''),
    inner.exclusiveMinimum === undefined ? '' : `more than ${inner.exclusiveMinimum}`,
    inner.type === 'integer' ? 'whole' : '',
    inner.pattern === undefined ? '' : `like \`${inner.pattern}\``,
    inner.format === 'email' ? 'a mail address' : '',
  ].filter((word) => word !== '')
  const limits = words.join(', ')
  const fallback =
    schema.default === undefined ? '' : `\`${JSON.stringify(schema.default)}\` when absent.`
  const sentence = limits === '' ? '' : `${limits[0]?.toUpperCase()}${limits.slice(1)}.`
  const text = [sentence, fallback].filter((part) => part !== '').join(' ')
  return text === '' ? [] : [`  /** ${text} */`]
}

function between(min: number | undefined, max: number | undefined, unit: string): string {
  const ends = [min, max].filter((end) => end !== undefined)
  if (ends.length === 0) return ''
  const range =
    min === undefined
      ? `at most ${max}`
      : max === undefined
        ? `at least ${min}`
        : `${min} to ${max}`
  const isOne = unit === '' || ends.at(-1) === 1
  return `${range} ${unit}${isOne ? '' : 's'}`.trim()
}

function withoutNull(schema: JsonSchema): JsonSchema {
  const options = (schema.anyOf ?? []).filter(({ type }) => type !== 'null')
  return options.length === 1 && options[0] !== undefined ? options[0] : schema
}

function typeOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/types/', '')
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(' | ')
  if (schema.enum !== undefined) return schema.enum.map((word) => `'${word}'`).join(' | ')
  if (schema.prefixItems !== undefined)
    return `readonly [${schema.prefixItems.map(typeOf).join(', ')}]`
  if (schema.type === 'array') return `readonly ${itemType(schema.items ?? {})}[]`
  if (schema.type === 'object') return mapType(schema.additionalProperties)
  if (schema.type === 'integer') return 'number'
  return schema.type ?? 'unknown'
}

function itemType(items: JsonSchema): string {
  const type = typeOf(items)
  return /[ |]/.test(type) && !type.startsWith('Readonly<') ? `(${type})` : type
}

function mapType(values: boolean | JsonSchema | undefined): string {
  return `Readonly<Record<string, ${typeof values === 'object' ? typeOf(values) : 'unknown'}>>`
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`
}
