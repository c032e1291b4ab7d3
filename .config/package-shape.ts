// Packs every published package as it would be published, and has the tarballs judged.
import { execFile } from 'node:child_process'
import { globSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { budgetFaults } from './install-budget.ts'
import { fileFaults } from './packed-files.ts'
import type { Manifest, PackedPackage } from './packed-package.ts'
import { fieldFaults } from './published-fields.ts'

/** Where the tarball of a package is put. */
function tarballOf({ name }: Manifest): string {
  return `${process.cwd()}/.sandpit/tarballs/${name.replace('/', '-')}.tgz`
}

async function pack(folder: string, manifest: Manifest): Promise<PackedPackage> {
  const tarball = tarballOf(manifest)
  const { failed, output } = await run('pnpm', '--dir', folder, 'pack', '--json', '--out', tarball)
  if (failed) throw new Error(output)
  const { files } = JSON.parse(output) as { files: { path: string }[] }
  const paths = files.map(({ path }) => path)
  return { folder, manifest, paths, tarballBytes: statSync(tarball).size }
}

async function findFaults(packed: PackedPackage): Promise<readonly string[]> {
  const { manifest } = packed
  const tarball = tarballOf(manifest)
  const judges = [await run('publint', 'run', tarball, '--strict')]
  // A command has nothing to import, so no types that could be wrong.
  if (manifest.exports !== undefined) {
    judges.push(await run('attw', tarball, '--profile', 'esm-only'))
  }
  const failures = judges.filter(({ failed }) => failed).map(({ output }) => output)
  return [...fieldFaults(packed), ...fileFaults(packed), ...failures]
}

interface Ran {
  readonly failed: boolean
  readonly output: string
}

async function run(command: string, ...args: readonly string[]): Promise<Ran> {
  try {
    const { stdout } = await promisify(execFile)(command, args)
    return { failed: false, output: stdout }
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    return { failed: true, output: `$ ${[command, ...args].join(' ')}\n${stdout}${stderr}` }
  }
}

const published: PackedPackage[] = []
for (const file of globSync('packages/*/package.json')) {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  if (manifest.private !== true) published.push(await pack(dirname(file), manifest))
}
const faults = [
  ...(await Promise.all(published.map(findFaults))).flat(),
  ...budgetFaults(published),
]
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
