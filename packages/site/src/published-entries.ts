import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, { readonly types?: string } | string>>
}

/** The built declarations of every entry of every published package, by what it is imported as. */
export function publishedEntries(root: string): ReadonlyMap<string, string> {
  return new Map(globSync(join(root, 'packages/*/package.json')).flatMap(entriesOf))
}

function entriesOf(file: string): readonly (readonly [string, string])[] {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  if (manifest.private) return []
  return Object.entries(manifest.exports ?? {}).flatMap(([path, target]) =>
    typeof target === 'string' || target.types === undefined
      ? []
      : [[join(manifest.name, path), join(dirname(file), target.types)] as const],
  )
}
