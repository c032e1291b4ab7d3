import type { Node } from '@babel/types'
import { configObject } from './config-object.ts'
import { parseConfig } from './config-source.ts'
import { literalAt, textOf } from './object-property.ts'
import { UnreadableConfig } from './unreadable-config.ts'

/** The paths and patterns that tests are looked for by, as far as a config says so in plain texts. */
export function testPlaces(code: string): readonly string[] {
  try {
    const root = configOrWrapped(code)
    return [['test', 'include'], ['test', 'dir'], ['testDir']].flatMap((path) =>
      textsOf(literalAt(root, path)),
    )
  } catch (error) {
    if (error instanceof UnreadableConfig) return []
    throw error
  }
}

/** The wrapper of Playwright is looked through. */
function configOrWrapped(code: string): Node {
  return configObject(parseConfig(code.replaceAll(/\bsandpit(?=\()/g, 'defineConfig')))
}

function textsOf(node: Node | undefined): readonly string[] {
  const all = node?.type === 'ArrayExpression' ? node.elements : [node]
  return all.flatMap((each) => textOf(each ?? undefined) ?? [])
}
