import {
  type Comment,
  type DeclarationReflection,
  type ProjectReflection,
  ReflectionKind,
} from 'typedoc'
import { entries } from './entries.ts'

/** What a test or an adapter calls or passes on. */
const callable: ReadonlySet<ReflectionKind> = new Set([
  ReflectionKind.Function,
  ReflectionKind.Class,
  ReflectionKind.Variable,
])

/**
 * Exports without a doc comment; functions, classes and values without an example, unless only our
 * packages import them; and entries that `entries.ts` leaves out or invents.
 */
export function findUndocumented(project: ProjectReflection): readonly string[] {
  const readers = new Map(entries.map(({ specifier, reader }) => [specifier, reader]))
  const modules = project.children ?? []
  const found = new Set(modules.map(({ name }) => name))
  return [
    ...modules.flatMap((module) => {
      const reader = readers.get(module.name)
      if (reader === undefined)
        return [`packages/site/src/entries.ts does not say what ${module.name} is for`]
      const exported = module.children ?? []
      return exported.flatMap((one) => findFaults(module.name, one, reader !== 'packages'))
    }),
    ...[...readers.keys()]
      .filter((specifier) => !found.has(specifier))
      .map((specifier) => `packages/site/src/entries.ts names ${specifier}, which is no entry`),
  ]
}

function findFaults(
  specifier: string,
  exported: DeclarationReflection,
  wantsExample: boolean,
): readonly string[] {
  if (exported.kindOf(ReflectionKind.Reference)) return []
  const comments = [exported, ...(exported.signatures ?? [])].flatMap(
    ({ comment }) => comment ?? [],
  )
  const name = `${exported.name} of ${specifier}`
  if (comments.length === 0) return [`${name} has no doc comment`]
  if (!wantsExample || !callable.has(exported.kind) || comments.some(hasExample)) return []
  return [`${name} has a doc comment without an example`]
}

function hasExample(comment: Comment): boolean {
  const parts = [comment.summary, ...comment.blockTags.map(({ content }) => content)].flat()
  return parts.some(({ kind, text }) => kind === 'code' && text.startsWith('```'))
}
