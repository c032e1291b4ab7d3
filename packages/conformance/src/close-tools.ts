/** A tool as an MCP server lists it. */
export interface ListedTool {
  readonly name: string
  readonly inputSchema: Schema
  readonly annotations?: { readonly readOnlyHint?: boolean }
}

interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly string[]
}

/** As the formatter has it. */
const longestLine = 100

/** The source of a file with the types of what each tool takes, and which of them only read. */
export function writeToolTypes(tools: readonly ListedTool[]): string {
  const types = tools.map(({ name, inputSchema }) => `  ${name}: ${typeOf(inputSchema, '  ')}`)
  const given = tools.map(({ name, inputSchema }) => {
    const names = Object.keys(inputSchema.properties ?? {}).map((each) => `'${each}'`)
    const line = `  ${name}: [${names.join(', ')}],`
    const isLong = line.length > longestLine
    return isLong ? `  ${name}: [\n${names.map((each) => `    ${each},\n`).join('')}  ],` : line
  })
  const reading = tools.filter(({ annotations }) => annotations?.readOnlyHint === true)
  return `// Made from the list of Close's MCP server by the test close-tools.test.ts of @sandpit/conformance.

/** What each tool of Close's MCP server takes. */
export interface CloseTools {
${types.join('\n')}
}

/** The names of what each tool takes. */
export const closeToolArguments: Readonly<Record<keyof CloseTools, readonly string[]>> = {
${given.join('\n')}
}

/** The tools that only read, as the server marks them. */
export const readOnlyCloseTools: readonly (keyof CloseTools)[] = [
${reading.map(({ name }) => `  '${name}',`).join('\n')}
]
`
}

function typeOf(schema: Schema, indent: string): string {
  if (schema.enum !== undefined) return choices(schema).join(' | ')
  const { type = 'none' } = schema
  switch (type) {
    case 'object':
      return objectType(schema, indent)
    case 'array':
      return `readonly ${elementType(schema.items ?? {}, indent)}[]`
    case 'integer':
    case 'number':
      return 'number'
    case 'string':
    case 'boolean':
      return type
    default:
      throw new Error(`There is no type for ${JSON.stringify(schema)}.`)
  }
}

function elementType(schema: Schema, indent: string): string {
  const type = typeOf(schema, indent)
  return schema.enum === undefined ? type : `(${type})`
}

function objectType({ properties = {}, required = [] }: Schema, indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(([name, schema]) => {
    const start = `${inner}readonly ${name}${required.includes(name) ? '' : '?'}:`
    const line = `${start} ${typeOf(schema, inner)}`
    const isLong = schema.enum !== undefined && line.length > longestLine
    return isLong
      ? [start, ...choices(schema).map((each) => `${inner}  | ${each}`)].join('\n')
      : line
  })
  return lines.length === 0
    ? 'Readonly<Record<string, never>>'
    : `{\n${lines.join('\n')}\n${indent}}`
}

function choices({ enum: values = [] }: Schema): readonly string[] {
  return values.map((each) => `'${each}'`)
}
