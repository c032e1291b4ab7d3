import { cpSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

const packages = join(import.meta.dirname, '../../..')

/**
 * Installs one of our packages as a user has it: a copy, so that it finds the project's own runner,
 * whatever this workspace has, with links to what it depends on.
 */
export function installOurs(name: string, modules: string): void {
  const from = join(packages, name)
  const to = join(modules, '@sandpit', name)
  mkdirSync(to, { recursive: true })
  cpSync(join(from, 'package.json'), join(to, 'package.json'))
  cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true })
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(
    readFileSync(join(from, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  for (const dependency of Object.keys({ ...dependencies, ...peerDependencies })) {
    if (!dependency.startsWith('@sandpit/')) {
      installLink(dependency, join(from, 'node_modules', dependency), modules)
    }
  }
}

/** Installs a package as a link to a folder, in the place of what has the name already. */
export function installLink(name: string, folder: string, modules: string): void {
  const path = join(modules, name)
  mkdirSync(dirname(path), { recursive: true })
  rmSync(path, { force: true })
  symlinkSync(realpathSync(folder), path)
}
