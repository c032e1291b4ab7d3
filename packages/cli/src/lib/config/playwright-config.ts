import type { Node } from '@babel/types'
import {
  calledName,
  type ConfigSource,
  endOf,
  exportedConfig,
  nodesIn,
  parseConfig,
  startOf,
} from './config-source.ts'
import { callsSandpit, importSandpit } from './imported-sandpit.ts'
import { UnreadableConfig } from './unreadable-config.ts'

/** The module of the wrapper. */
export const playwrightWrapper = '@sandpit/playwright/config'

/**
 * Puts `sandpit(...)` around what a Playwright config exports, inside of `defineConfig`; a config
 * that has it already is answered as it is.
 *
 * @throws UnreadableConfig for a shape that is not known
 */
export function wrapPlaywrightConfig(code: string): string {
  const source = parseConfig(code)
  if (callsSandpit(source, playwrightWrapper)) return code
  const config = wrappable(source)
  const name = importSandpit(source, playwrightWrapper)
  source.edits.appendRight(startOf(config), `${name}(`).appendLeft(endOf(config), ')')
  return source.edits.toString()
}

/** One argument of `defineConfig` is the config; several are merged, and their result is wrapped. */
function wrappable(source: ConfigSource): Node {
  const config = exportedConfig(source)
  if (/Function|Class/.test(config.type)) throw new UnreadableConfig('exports a function')
  if (config.type === 'CallExpression' && calledName(config) === 'defineConfig') {
    const [only, ...more] = config.arguments
    if (only !== undefined && only.type !== 'SpreadElement' && more.length === 0) return only
  }
  return whole(source)
}

/** What is exported, with its parentheses and its type. */
function whole({ program }: ConfigSource): Node {
  for (const node of nodesIn(program)) {
    if (node.type === 'ExportDefaultDeclaration') return node.declaration
  }
  throw new UnreadableConfig('has no `export default`')
}
