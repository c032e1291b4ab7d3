import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SandpitError } from '@sandpit/client/errors'

/** What is known of a project by its package.json and the files around it. */
export interface Project {
  readonly folder: string
  /** True for `"type": "module"`. */
  readonly isModule: boolean
  readonly usesTypeScript: boolean
  readonly packageManager: PackageManager
  /** What its package.json depends on, in whatever way. */
  readonly dependencies: ReadonlySet<string>
}

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun'

const lockFiles: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
]

/** @throws SandpitError `configuration` for a folder without a package.json, or with one that is broken */
export function readProject(folder: string): Project {
  const manifest = readManifest(join(folder, 'package.json'))
  const dependencies = new Set(
    ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].flatMap(
      (field) => Object.keys(manifest[field] ?? {}),
    ),
  )
  return {
    folder,
    isModule: manifest['type'] === 'module',
    usesTypeScript: dependencies.has('typescript') || existsSync(join(folder, 'tsconfig.json')),
    packageManager: packageManagerOf(folder),
    dependencies,
  }
}

/** True for a package that the project depends on, or finds in a folder above it. */
export function hasPackage({ folder, dependencies }: Project, name: string): boolean {
  if (dependencies.has(name)) return true
  return foldersFrom(folder).some((each) => existsSync(join(each, 'node_modules', name)))
}

function readManifest(file: string): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) {
    throw new SandpitError(
      'configuration',
      'There is no package.json in this folder. Go to your project, or make one: npm init -y',
    )
  }
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
    if (typeof manifest === 'object' && manifest !== null) return { ...manifest }
    throw new SyntaxError('it holds no object')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SandpitError('configuration', `package.json cannot be read: ${reason}`, {
      cause: error,
    })
  }
}

function packageManagerOf(folder: string): PackageManager {
  for (const each of foldersFrom(folder)) {
    const found = lockFiles.find(([file]) => existsSync(join(each, file)))
    if (found !== undefined) return found[1]
  }
  return 'npm'
}

/** A folder and those that it is in, up to the root. */
function foldersFrom(folder: string): readonly string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersFrom(parent)]
}
