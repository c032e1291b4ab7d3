import {
  Comment,
  DeclarationReflection,
  FileRegistry,
  ProjectReflection,
  ReflectionKind,
} from 'typedoc'
import { describe, expect, it } from 'vitest'
import { findUndocumented } from './doc-comments.ts'
import { entries } from './entries.ts'

/** Every entry, of which `specifier` exports one thing. */
function projectWith(
  specifier: string,
  name: string,
  kind: ReflectionKind,
  ...comment: readonly string[]
): ProjectReflection {
  const project = new ProjectReflection('API', new FileRegistry())
  for (const entry of entries) {
    const module = new DeclarationReflection(entry.specifier, ReflectionKind.Module, project)
    project.addChild(module)
    if (entry.specifier !== specifier) continue
    const exported = new DeclarationReflection(name, kind, module)
    if (comment.length > 0) exported.comment = new Comment(comment.map(part))
    module.addChild(exported)
  }
  return project
}

function part(text: string): { readonly kind: 'code' | 'text'; readonly text: string } {
  return { kind: text.startsWith('`') ? 'code' : 'text', text }
}

const { Function: aFunction, Interface: anInterface } = ReflectionKind

describe('findUndocumented', () => {
  it.each([anInterface, aFunction])('misses the doc comment of a %s', (kind) => {
    const faults = findUndocumented(projectWith('@sandpit/gateway', 'one', kind))
    expect(faults).toEqual(['one of @sandpit/gateway has no doc comment'])
  })

  it.each(['@sandpit/close', '@sandpit/gateway'])('misses an example in %s', (specifier) => {
    const found = findUndocumented(
      projectWith(specifier, 'one', aFunction, 'What `it` is.', '`it`'),
    )
    expect(found).toEqual([`one of ${specifier} has a doc comment without an example`])
  })

  it.each([
    ['@sandpit/close', aFunction, ['What it is.', '```ts\none()\n```']],
    ['@sandpit/close', anInterface, ['What it is.']],
    ['@sandpit/close/parameters', aFunction, ['What it is.']],
  ] as const)('is content with %s, %s, %j', (specifier, kind, comment) => {
    expect(findUndocumented(projectWith(specifier, 'one', kind, ...comment))).toEqual([])
  })

  it('names entries that are on one side only', () => {
    const project = projectWith('', '', anInterface)
    const [first] = project.children ?? []
    if (first) first.name = '@sandpit/new'
    expect(findUndocumented(project)).toEqual([
      'packages/site/src/entries.ts does not say what @sandpit/new is for',
      'packages/site/src/entries.ts names @sandpit/vitest, which is no entry',
    ])
  })
})
