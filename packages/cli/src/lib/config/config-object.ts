import type { Function as FunctionNode, Node, ObjectExpression, Statement } from '@babel/types'
import { bare, calledName, type ConfigSource, exportedConfig } from './config-source.ts'
import { UnreadableConfig } from './unreadable-config.ts'

/** The object that a config is made of, through `defineConfig`, constants and functions. */
export function configObject(source: ConfigSource): ObjectExpression {
  return objectOf(exportedConfig(source), [source.program.body])
}

/** Functions that answer their last argument, as a config, whatever else they do. */
const definers = new Set(['defineConfig', 'defineProject', 'mergeConfig'])

/** @param scopes the statements in which a name may be declared, from the inside out */
function objectOf(given: Node, scopes: readonly (readonly Statement[])[]): ObjectExpression {
  const node = bare(given)
  if (node.type === 'ObjectExpression') return node
  if (node.type === 'Identifier') return objectOf(...constant(node.name, scopes))
  if (node.type === 'CallExpression') {
    return objectOf(definedConfig(calledName(node), node.arguments), scopes)
  }
  if (isFunction(node)) return objectOf(...returned(node, scopes))
  throw new UnreadableConfig(`exports what is not an object as it stands (${node.type})`)
}

function isFunction(
  node: Node,
): node is Extract<
  FunctionNode,
  { type: 'ArrowFunctionExpression' | 'FunctionExpression' | 'FunctionDeclaration' }
> {
  return /^(ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(node.type)
}

function definedConfig(name: string | undefined, given: readonly Node[]): Node {
  const last = given.at(-1)
  if (name !== undefined && definers.has(name) && last !== undefined) return last
  throw new UnreadableConfig(`is made by ${name === undefined ? 'a call' : `${name}()`}`)
}

/** The value of a name, with the statements around it; those before it alone, so that this ends. */
function constant(
  name: string,
  scopes: readonly (readonly Statement[])[],
): [Node, readonly (readonly Statement[])[]] {
  for (const [depth, statements] of scopes.entries()) {
    for (const [index, statement] of statements.entries()) {
      const value = declared(name, statement)
      if (value !== undefined)
        return [value, [statements.slice(0, index), ...scopes.slice(depth + 1)]]
    }
  }
  throw new UnreadableConfig(`takes '${name}' from elsewhere, or may change it`)
}

function declared(name: string, statement: Statement): Node | undefined {
  if (statement.type === 'FunctionDeclaration') {
    return statement.id?.name === name ? statement : undefined
  }
  if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') return undefined
  const found = statement.declarations.find(
    ({ id }) => id.type === 'Identifier' && id.name === name,
  )
  return found?.init ?? undefined
}

function returned(
  { body }: FunctionNode,
  scopes: readonly (readonly Statement[])[],
): [Node, readonly (readonly Statement[])[]] {
  if (body.type !== 'BlockStatement') return [body, scopes]
  const only = body.body.findLast((statement) => statement.type === 'ReturnStatement')
  const branches = body.body.some(({ type }) => branching.has(type))
  if (branches || only?.type !== 'ReturnStatement' || !only.argument) {
    throw new UnreadableConfig('is a function that may answer several configs')
  }
  return [only.argument, [body.body, ...scopes]]
}

/** Statements in which a function may answer something else. */
const branching = new Set([
  'IfStatement',
  'SwitchStatement',
  'TryStatement',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'WhileStatement',
  'BlockStatement',
])
