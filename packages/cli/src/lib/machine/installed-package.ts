import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { join } from 'node:path'

/** A package as it is installed. */
export interface InstalledPackage {
  readonly version: string
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** The package that the modules of a project find by a name; `undefined` for none. */
export function installedPackage(folder: string, name: string): InstalledPackage | undefined {
  try {
    const file = findPackageJSON(name, join(folder, 'package.json'))
    if (file === undefined) return undefined
    return JSON.parse(readFileSync(file, 'utf8')) as InstalledPackage
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && isNotFound(error.code)
    if (isMissing) return undefined
    throw error
  }
}

function isNotFound(code: unknown): boolean {
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
}
