import { documentSystems, type PublicDocument } from './document.testing.ts'
import type { JsonSchema, SystemEntry, SystemSchemas } from './json-schema.ts'
import { nameTypes } from './type-names.testing.ts'

/** The part of the document that is needed at run time: what each system's seed is. */
export function systemSchemas(document: PublicDocument): SystemSchemas {
  const systems = documentSystems(document)
  const names = nameTypes(document, systems)
  const { schemas } = document.components
  const servers = systems.map(({ server, isLocal, input, output }): [string, SystemEntry] => [
    server,
    {
      data: names.get(input) ?? input,
      ...(isLocal && { isLocal }),
      ...(isOpen(document, input, output) && { isDumpOpen: true }),
    },
  ])
  const types = [...names].map(([type, name]) => [name, renamed(schemas[type] ?? {}, names)])
  return {
    servers: Object.fromEntries(servers),
    types: Object.fromEntries(types) as Record<string, JsonSchema>,
  }
}

/** The schemas as a file, one type a line. */
export function schemasText({ servers, types }: SystemSchemas): string {
  return `{\n  "servers": {\n${lines(servers)}\n  },\n  "types": {\n${lines(types)}\n  }\n}\n`
}

function lines(entries: object): string {
  return Object.entries(entries)
    .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(',\n')
}

/**
 * Whether a dump may be any object. Where it may not, it has the schema of the seed: were that
 * otherwise, one type would not do for both, and this throws.
 */
function isOpen({ components }: PublicDocument, input: string, output: string): boolean {
  const [seed, dump] = [components.schemas[input], components.schemas[output]]
  if (dump?.properties === undefined) return dump?.additionalProperties === true
  if (plain(seed, '-Input') === plain(dump, '-Output')) return false
  throw new TypeError(`${output} is not ${input}: seed and dump need types of their own.`)
}

function plain(schema: JsonSchema | undefined, suffix: string): string {
  return JSON.stringify(schema).replaceAll(suffix, '')
}

function renamed(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  const text = JSON.stringify(schema).replaceAll(
    /#\/components\/schemas\/([^"]+)/g,
    (_, name: string) => `#/types/${names.get(name)}`,
  )
  return JSON.parse(text) as JsonSchema
}
