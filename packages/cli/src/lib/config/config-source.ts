import { parse } from '@babel/parser'
import type { Expression, Node, Program } from '@babel/types'
import { MagicString } from 'magic-string'
import { UnreadableConfig } from './unreadable-config.ts'

/** A config as it was written, and what is to be put into it; everything else stays byte for byte. */
export interface ConfigSource {
  readonly code: string
  readonly program: Program
  readonly edits: MagicString
}

/** @throws UnreadableConfig for what is no JavaScript or TypeScript */
export function parseConfig(code: string): ConfigSource {
  try {
    const { program } = parse(code, {
      sourceType: 'unambiguous',
      plugins: ['typescript'],
      createParenthesizedExpressions: true,
    })
    return { code, program, edits: new MagicString(code) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UnreadableConfig(`has a mistake: ${reason}`)
  }
}

/** What `export default` exports: an expression, or a function. */
export function exportedConfig({ program }: ConfigSource): Node {
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') return bare(statement.declaration)
  }
  throw new UnreadableConfig('has no `export default`')
}

/** Without parentheses and without what TypeScript is told of its type. */
export function bare(node: Node): Node {
  return isWrapper(node) ? bare(node.expression) : node
}

type Wrapper = Extract<Node, { type: (typeof wrappers)[number] }>

const wrappers = [
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
  'TSNonNullExpression',
] as const

function isWrapper(node: Node): node is Wrapper {
  return wrappers.some((type) => type === node.type)
}

/** A node and everything in it, as it stands in the text. */
export function* nodesIn(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of [value].flat() as unknown[]) {
      if (isNode(child)) yield* nodesIn(child)
    }
  }
}

function isNode(value: unknown): value is Node {
  if (typeof value !== 'object' || value === null) return false
  return 'type' in value && 'start' in value && typeof value.start === 'number'
}

/** Where a node begins in the text. */
export function startOf({ start }: Node): number {
  return start ?? 0
}

/** Where a node ends in the text. */
export function endOf({ end }: Node): number {
  return end ?? 0
}

/** What a call is of, where that is a plain name. */
export function calledName(call: { readonly callee: Node | Expression }): string | undefined {
  return call.callee.type === 'Identifier' ? call.callee.name : undefined
}
