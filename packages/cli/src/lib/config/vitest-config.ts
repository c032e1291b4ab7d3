import type { Node, ObjectExpression } from '@babel/types'
import { configObject } from './config-object.ts'
import { bare, type ConfigSource, endOf, parseConfig, startOf } from './config-source.ts'
import { callsSandpit, importSandpit } from './imported-sandpit.ts'
import { literalAt, propertyOf, textOf } from './object-property.ts'

/** The module of the plugin. */
export const vitestPlugin = '@sandpit/vitest/plugin'

/** A config with the line that it lacked. */
export interface EditedConfig {
  readonly code: string
  /** Other configs that want the line too, as the config names them. */
  readonly others: readonly string[]
}

/**
 * Adds the plugin to a Vitest config, and to each of its projects that does not extend it; a config
 * that has it already is answered as it is.
 *
 * @throws UnreadableConfig for a shape that is not known
 */
export function addVitestPlugin(code: string): EditedConfig {
  const source = parseConfig(code)
  if (callsSandpit(source, vitestPlugin)) return { code, others: [] }
  const root = configObject(source)
  const projects = projectsOf(root)
  const call = `${importSandpit(source, vitestPlugin)}()`
  for (const object of [root, ...projects.flatMap(ownPlugins)]) addPlugin(source, object, call)
  const others = projects.flatMap((project) => textOf(project) ?? [])
  return { code: source.edits.toString(), others }
}

function projectsOf(root: ObjectExpression): readonly Node[] {
  const list = literalAt(root, ['test', 'projects'])
  if (list?.type !== 'ArrayExpression') return []
  return list.elements.flatMap((element) => (element === null ? [] : [bare(element)]))
}

/** A project that extends nothing has the plugins that it names, and no others. */
function ownPlugins(project: Node): readonly ObjectExpression[] {
  if (project.type !== 'ObjectExpression') return []
  const extended = literalAt(project, ['extends'])
  return extended?.type === 'BooleanLiteral' && extended.value ? [] : [project]
}

function addPlugin({ code, edits }: ConfigSource, object: ObjectExpression, call: string): void {
  const plugins = propertyOf(object, 'plugins')
  if (plugins === undefined) {
    const inside = startOf(object) + 1
    const [first] = object.properties
    const rest = first === undefined ? ' ' : ','
    edits.appendLeft(inside, `${gap(code, inside, first)}plugins: [${call}]${rest}`)
    return
  }
  const list = bare(plugins)
  if (list.type !== 'ArrayExpression') {
    const key = isShorthand(object, plugins) ? 'plugins: ' : ''
    edits.appendRight(startOf(plugins), `${key}[`).appendLeft(endOf(plugins), `, ${call}]`)
    return
  }
  const last = list.elements.findLast((element) => element !== null)
  if (last === undefined || last === null) edits.appendLeft(startOf(list) + 1, call)
  else edits.appendLeft(endOf(last), `,${gap(code, startOf(list) + 1, list.elements[0])}${call}`)
}

/** `{ plugins }` */
function isShorthand({ properties }: ObjectExpression, value: Node): boolean {
  return properties.some(
    (each) => each.type === 'ObjectProperty' && each.value === value && each.shorthand,
  )
}

/** What stands before the first of a list, to be repeated before another: a space, or a new line. */
function gap(code: string, from: number, first: Node | null | undefined): string {
  if (!first) return ' '
  const between = code.slice(from, startOf(first))
  const indent = /\r?\n[ \t]*$/.exec(between)
  if (indent !== null) return indent[0]
  return between.includes('\n') ? '\n' : ' '
}
