import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Where the runs of a project leave what they learned: where other tools of the package keep their
 * caches; undefined where there is no package.
 */
export function memoryPath(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json')))
    return join(folder, 'node_modules', '.cache', 'sandpit', 'learned.json')
  const parent = dirname(folder)
  return parent === folder ? undefined : memoryPath(parent)
}
