// How much a package brings along when it is installed: counted in what is installed here.
import { globSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest, PackedPackage } from './packed-package.ts'

const megabyte = 1_000_000

/** The most that each package may weigh as a tarball, in kB; a fifth more than it was when this was written. */
const packedKilobytes: Readonly<Record<string, number>> = {
  '@sandpit/cli': 65,
  '@sandpit/client': 80,
  '@sandpit/close': 132,
  '@sandpit/emulator': 280,
  '@sandpit/gateway': 37,
  '@sandpit/lease': 155,
  '@sandpit/playwright': 46,
  '@sandpit/systems': 82,
  '@sandpit/vitest': 44,
}

/** What `npm install` of an adapter may add: peers are what the project has anyway. */
const installed: Readonly<Record<string, { readonly packages: number; readonly bytes: number }>> = {
  '@sandpit/playwright': { packages: 25, bytes: 12 * megabyte },
  '@sandpit/vitest': { packages: 25, bytes: 12 * megabyte },
}

/** What weighs more than its budget. */
export function budgetFaults(all: readonly PackedPackage[]): readonly string[] {
  return [...all.flatMap(packedFaults), ...all.flatMap((packed) => installFaults(packed, all))]
}

function packedFaults({ manifest, tarballBytes }: PackedPackage): readonly string[] {
  const budget = packedKilobytes[manifest.name]
  if (budget === undefined) return [`${manifest.name} has no budget in .config/install-budget.ts`]
  const kilobytes = Math.ceil(tarballBytes / 1000)
  if (kilobytes <= budget) return []
  return [`${manifest.name} weighs ${kilobytes} kB packed; its budget is ${budget} kB`]
}

function installFaults(packed: PackedPackage, all: readonly PackedPackage[]): readonly string[] {
  const budget = installed[packed.manifest.name]
  if (budget === undefined) return []
  const sizes = installedSizes(packed, all)
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  if (sizes.size <= budget.packages && bytes <= budget.bytes) return []
  const heaviest = [...sizes].sort(([, one], [, other]) => other - one)
  return [
    `${packed.manifest.name} installs ${sizes.size} packages of ${inMegabytes(bytes)} together; ` +
      `its budget is ${budget.packages} packages of ${inMegabytes(budget.bytes)}. The heaviest: ` +
      heaviest
        .slice(0, 5)
        .map(([path, size]) => `${path} ${inMegabytes(size)}`)
        .join(', '),
  ]
}

/** The bytes of each package that is needed, by its name, or for others' by where it is. */
function installedSizes(
  packed: PackedPackage,
  all: readonly PackedPackage[],
  sizes: Map<string, number> = new Map(),
): ReadonlyMap<string, number> {
  sizes.set(packed.manifest.name, bytesOf(packed.folder, packed.paths))
  for (const name of Object.keys(packed.manifest.dependencies ?? {})) {
    const own = all.find(({ manifest }) => manifest.name === name)
    if (own === undefined) addInstalled(name, packed.folder, sizes)
    else if (!sizes.has(name)) installedSizes(own, all, sizes)
  }
  return sizes
}

/** A package of others, and what it depends on, which pnpm has beside it. */
function addInstalled(name: string, from: string, sizes: Map<string, number>): void {
  const folder = realpathSync(join(from, 'node_modules', name))
  if (sizes.has(folder)) return
  sizes.set(folder, bytesOf(folder, globSync('**/*', { cwd: folder })))
  const { dependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest
  const beside = folder.slice(0, folder.lastIndexOf('node_modules') - 1)
  for (const dependency of Object.keys(dependencies)) addInstalled(dependency, beside, sizes)
}

function bytesOf(folder: string, paths: readonly string[]): number {
  return paths
    .map((path) => statSync(join(folder, path), { throwIfNoEntry: false }))
    .reduce((sum, file) => sum + (file?.isFile() === true ? file.size : 0), 0)
}

function inMegabytes(bytes: number): string {
  return `${(bytes / megabyte).toFixed(1)} MB`
}
