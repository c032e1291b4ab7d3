import type { ImportDeclaration, Node } from '@babel/types'
import { calledName, type ConfigSource, endOf, nodesIn, startOf } from './config-source.ts'
import { UnreadableConfig } from './unreadable-config.ts'

/** True for a config that calls `sandpit` of a module already, however it got it. */
export function callsSandpit(source: ConfigSource, module: string): boolean {
  const local = localName(source, module)
  return [...nodesIn(source.program)].some(
    (node) =>
      node.type === 'CallExpression' &&
      (local === undefined
        ? loads(node.arguments[0], node.callee, module)
        : calledName(node) === local),
  )
}

/** The name of `sandpit` in a config, imported where it was not. */
export function importSandpit(source: ConfigSource, module: string): string {
  const local = localName(source, module)
  if (local !== undefined) return local
  const name = /\bsandpit\b/.test(source.code) ? 'sandpitFixtures' : 'sandpit'
  addImport(source, name === 'sandpit' ? name : `sandpit as ${name}`, module)
  return name
}

function localName({ program }: ConfigSource, module: string): string | undefined {
  for (const statement of program.body) {
    if (!isImport(statement) || statement.source.value !== module) continue
    for (const each of statement.specifiers) {
      if (each.type === 'ImportSpecifier' && named(each.imported) === 'sandpit')
        return each.local.name
    }
    throw new UnreadableConfig(`imports ${module} in a way of its own`)
  }
  return undefined
}

function isImport(statement: Node): statement is ImportDeclaration {
  return statement.type === 'ImportDeclaration' && statement.importKind !== 'type'
}

function named(node: Node): string | undefined {
  return node.type === 'Identifier' ? node.name : undefined
}

/** `require('...')` and `import('...')`. */
function loads(argument: Node | undefined, callee: Node, module: string): boolean {
  const isLoad =
    callee.type === 'Import' || (callee.type === 'Identifier' && callee.name === 'require')
  return isLoad && argument?.type === 'StringLiteral' && argument.value === module
}

/** As the other imports are written: their quotes, semicolons and line ends. */
function addImport({ code, program, edits }: ConfigSource, what: string, module: string): void {
  const quote = /from\s*"/.test(code) ? '"' : "'"
  const semicolon = /;[ \t]*\r?$/m.test(code) ? ';' : ''
  const newline = code.includes('\r\n') ? '\r\n' : '\n'
  const line = `import { ${what} } from ${quote}${module}${quote}${semicolon}`
  const last = program.body.findLast((statement) => statement.type === 'ImportDeclaration')
  const first = program.body[0]
  if (last !== undefined) edits.appendLeft(endOf(last), `${newline}${line}`)
  else if (first !== undefined) edits.appendRight(beforeDocs(first), `${line}${newline}${newline}`)
}

/** A doc comment stays with what it is about; what else stands at the top of a file stays there. */
function beforeDocs(statement: Node): number {
  const comment = statement.leadingComments?.at(-1)
  return comment?.type === 'CommentBlock' ? (comment.start ?? 0) : startOf(statement)
}
