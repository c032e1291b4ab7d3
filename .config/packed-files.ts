import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import type { PackedPackage } from './packed-package.ts'

/** What is of no use to whoever installs a package. */
const notForPublishing = /\.(test|test-d|testing)\.|\/e2e\/|\.(tsbuildinfo|map)$/

/** Files that should not be in a package, are missing, or are not what the package says of them. */
export function fileFaults(packed: PackedPackage): readonly string[] {
  const { manifest, paths } = packed
  const unwanted = paths.filter((path) => notForPublishing.test(path))
  const missing = ['README.md', 'LICENSE'].filter((path) => !paths.includes(path))
  return [
    ...unwanted.map((path) => `publishes ${path}: leave it out in its "files"`),
    ...missing.map((path) => `publishes no ${path}`),
    ...paths
      .filter((path) => hasLostMap(packed, path))
      .map((path) => `publishes ${path} without its map`),
    ...sideEffectFaults(packed),
  ].map((fault) => `${manifest.name} ${fault}`)
}

/** Whether a file says that it has a map, and that is not published. */
function hasLostMap({ folder, paths }: PackedPackage, path: string): boolean {
  if (!/\.(js|d\.ts)$/.test(path)) return false
  const text = readFileSync(join(folder, path), 'utf8')
  const [, map] = /^\/\/# sourceMappingURL=(.+)$/m.exec(text) ?? []
  return map !== undefined && !paths.includes(posix.join(posix.dirname(path), map))
}

/** Bundlers drop an unused module unless it is named: those with effects are, and no others. */
function sideEffectFaults({ folder, manifest, paths }: PackedPackage): readonly string[] {
  if (manifest.exports === undefined) return []
  const { sideEffects = true } = manifest
  if (sideEffects === true) return ['says nothing of its "sideEffects"']
  const told = (sideEffects || []).map((path) => posix.join(path))
  const found = paths.filter((path) => path.endsWith('.js') && hasSideEffects(join(folder, path)))
  return [
    ...found
      .filter((path) => !told.includes(path))
      .map((path) => `has side effects in ${path}: name it`),
    ...told
      .filter((path) => !found.includes(path))
      .map((path) => `names ${path}, which has no side effects`),
  ]
}

/** Whether a module does something when it is loaded, besides making what is in it. */
function hasSideEffects(file: string): boolean {
  return parseAst(readFileSync(file, 'utf8')).body.some((statement) => {
    if (statement.type !== 'ExpressionStatement') return acts.test(statement.type)
    // The compiler's own: a class that needs another name for itself.
    const { expression } = statement
    return expression.type !== 'AssignmentExpression' || expression.left.type !== 'Identifier'
  })
}

const acts = /^(If|For\w*|While|DoWhile|Try|Switch|Throw|Block)Statement$/
