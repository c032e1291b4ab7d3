import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const dist = path.join(import.meta.dirname, '..', 'dist')

/** The packages that the types of an entry name, in any of the files that they are in. */
async function packagesNamedBy(file: string, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(file)) return new Set()
  seen.add(file)
  const text = await readFile(path.join(dist, file), 'utf8')
  const packages = new Set<string>()
  for (const [, specifier = ''] of text.matchAll(/(?:from|import\()\s*'([^']+)'/g)) {
    if (!specifier.startsWith('.')) packages.add(specifier)
    else {
      const next = path.join(path.dirname(file), specifier.replace(/\.[jt]s$/, '.d.ts'))
      for (const name of await packagesNamedBy(next, seen)) packages.add(name)
    }
  }
  return packages
}

describe('the types of every entry but the arbitraries', () => {
  // Whoever has "skipLibCheck": false could not compile without it.
  it.each([
    'index',
    'code',
    'compare',
    'matchers',
    'parameters',
    'presets',
    'property',
    'property-fixtures',
    'sandbox',
    'schema',
    'seed-file',
  ])('name no fast-check, which is optional: %s', async (entry) => {
    expect(await packagesNamedBy(`${entry}.d.ts`)).not.toContain('fast-check')
  })

  it('is told apart from those of the arbitraries', async () => {
    expect(await packagesNamedBy('arbitraries.d.ts')).toContain('fast-check')
  })
})
