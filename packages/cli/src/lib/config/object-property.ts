import type { Node, ObjectExpression } from '@babel/types'
import { bare } from './config-source.ts'
import { UnreadableConfig } from './unreadable-config.ts'

/**
 * The value of a property, undefined where there is none.
 *
 * @throws UnreadableConfig where another object that is spread in may decide
 */
export function propertyOf(object: ObjectExpression, name: string): Node | undefined {
  const index = object.properties.findLastIndex(
    (each) => each.type !== 'SpreadElement' && !each.computed && keyOf(each.key) === name,
  )
  if (object.properties.slice(index + 1).some(({ type }) => type === 'SpreadElement')) {
    throw new UnreadableConfig(`may get its '${name}' from an object that is spread into it`)
  }
  const found = object.properties[index]
  if (found === undefined) return undefined
  if (found.type === 'ObjectProperty') return found.value
  throw new UnreadableConfig(`has a method '${name}'`)
}

/** What is written at the end of a path, as far as it is written there; what is spread in is not seen. */
export function literalAt(from: Node, path: readonly string[]): Node | undefined {
  const [name, ...rest] = path
  if (name === undefined) return bare(from)
  if (from.type !== 'ObjectExpression') return undefined
  for (const each of from.properties) {
    if (each.type === 'ObjectProperty' && !each.computed && keyOf(each.key) === name) {
      return literalAt(bare(each.value), rest)
    }
  }
  return undefined
}

/** A property that is a text, where that can be read off. */
export function textOf(node: Node | undefined): string | undefined {
  const value = node === undefined ? undefined : bare(node)
  return value?.type === 'StringLiteral' ? value.value : undefined
}

function keyOf(key: Node): string | undefined {
  if (key.type === 'StringLiteral') return key.value
  return key.type === 'Identifier' ? key.name : undefined
}
