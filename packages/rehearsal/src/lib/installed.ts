import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { StrangersProject } from './strangers-project.ts'

/** What npm has installed. */
export interface Installed {
  readonly packages: number
  /** Of all files of all packages. */
  readonly bytes: number
}

/** Counts what npm has installed in a project. */
export function installedIn({ folder }: StrangersProject): Installed {
  const modules = join(folder, 'node_modules')
  const lock = readFileSync(join(modules, '.package-lock.json'), 'utf8')
  const { packages } = JSON.parse(lock) as { readonly packages: object }
  const bytes = globSync('**/*', { cwd: modules, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
  return { packages: Object.keys(packages).length, bytes }
}
