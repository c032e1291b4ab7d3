import { type DocumentSystem, documentSystems, type PublicDocument } from './document.testing.ts'
import type { JsonSchema } from './json-schema.ts'

/**
 * Names every type that a seed of a system reaches. The document's name stays where it begins with
 * a system's; others, such as `Account`, are put behind it: `SalesforceAccount`.
 */
export function nameTypes(
  document: PublicDocument,
  systems: readonly DocumentSystem[],
): ReadonlyMap<string, string> {
  const prefixes = systems.map(({ input }) => prefixOf(input))
  const names = new Map<string, string>()
  for (const { input } of systems) {
    for (const type of typesReached(document, input)) {
      if (!names.has(type)) names.set(type, nameOf(type, prefixOf(input), prefixes))
    }
  }
  if (new Set(names.values()).size !== names.size) throw new TypeError('Two types have one name.')
  return names
}

/** What each of our types is called in the document. */
export function documentNames(document: PublicDocument): ReadonlyMap<string, string> {
  const names = nameTypes(document, documentSystems(document))
  return new Map([...names].map(([theirs, ours]) => [ours, theirs]))
}

function prefixOf(input: string): string {
  return input.replace(/Data(-Input)?$/, '')
}

function nameOf(type: string, prefix: string, prefixes: readonly string[]): string {
  const isQualified = type.includes('__')
  const plain = (type.split('__').at(-1) ?? type).replace(/-Input$/, '')
  if (!isQualified && prefixes.some((known) => plain.startsWith(known))) return plain
  const [firstWord = ''] = /^[A-Z][a-z0-9]+/.exec(plain) ?? []
  return prefix.endsWith(firstWord) ? prefix + plain.slice(firstWord.length) : prefix + plain
}

/** A type, and all that it leads to, each once, in the order in which they are met. */
function typesReached({ components }: PublicDocument, root: string): readonly string[] {
  const reached = new Set<string>()
  const visit = (name: string): void => {
    if (reached.has(name)) return
    reached.add(name)
    for (const ref of refsIn(components.schemas[name])) visit(ref)
  }
  visit(root)
  return [...reached]
}

function refsIn(schema: JsonSchema | undefined): readonly string[] {
  const text = JSON.stringify(schema ?? {})
  return [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name = '']) => name,
  )
}
