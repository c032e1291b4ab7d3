import type { PackedPackage } from './packed-package.ts'

/** What a registry shows of a package, or needs to say where it was built. */
export function fieldFaults({ folder, manifest }: PackedPackage): readonly string[] {
  const { name, keywords = [], publishConfig = {} } = manifest
  const faults = [...addressFaults({ folder, manifest })]
  if (keywords.length < 3) faults.push('has fewer than 3 keywords')
  // A package with a scope is private to its owner unless it says so.
  if (publishConfig.access !== 'public') faults.push('wants publishConfig.access to be "public"')
  if (publishConfig.provenance !== true) faults.push('wants publishConfig.provenance to be true')
  return faults.map((fault) => `${name} ${fault}`)
}

/** The owner sets these three, by the command of docs/releasing.md: all of them, or none yet. */
function addressFaults({ folder, manifest }: Pick<PackedPackage, 'folder' | 'manifest'>): string[] {
  const { homepage, bugs, repository } = manifest
  const set = [homepage, bugs?.url, repository?.url].filter((it) => it !== undefined)
  if (set.length === 0) return []
  if (set.length < 3)
    return ['has some of homepage, bugs and repository: docs/releasing.md sets all']
  return repository?.directory === folder ? [] : [`wants repository.directory to be "${folder}"`]
}
