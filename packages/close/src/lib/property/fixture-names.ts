import { SandpitError } from '@sandpit/client/errors'
import {
  type ArrowFunctionExpression,
  type Expression,
  type FunctionExpression,
  type ObjectPattern,
  parseExpressionAt,
  type Token,
  tokTypes,
} from 'acorn'

/**
 * The fixtures that a property takes: the keys of its second parameter, which is taken apart as a
 * test's first is, whatever they are renamed to or have within them.
 *
 * @throws SandpitError `configuration` when the source text does not say which they are
 */
export function fixtureNames(property: unknown): readonly string[] {
  const source = sourceOf(Function.prototype.toString.call(property))
  if (source === undefined) throw unreadable('its source text cannot be read')
  const written = writtenIn(source.node)
  const [values, fixtures] = (written ?? source.node).params
  if (values?.type === 'RestElement') throw unreadable('its values are a rest parameter')
  if (fixtures === undefined) {
    if (source.usesArguments && !written) throw unreadable('it reads `arguments`')
    return []
  }
  const pattern = fixtures.type === 'AssignmentPattern' ? fixtures.left : fixtures
  if (pattern.type !== 'ObjectPattern') throw unreadable('its second parameter is not taken apart')
  return namesIn(pattern)
}

type FunctionNode = FunctionExpression | ArrowFunctionExpression

/** A function's source text as it was read. */
interface Source {
  readonly node: FunctionNode
  /** Whether it names `arguments`, by which it may get at parameters that it does not declare. */
  readonly usesArguments: boolean
}

/** A method's source text is one only within an object. */
function sourceOf(text: string): Source | undefined {
  return parsed(`(${text})`) ?? parsed(`({ ${text} })`)
}

function parsed(text: string): Source | undefined {
  const tokens: Token[] = []
  try {
    const node = functionIn(parseExpressionAt(text, 0, { ecmaVersion: 'latest', onToken: tokens }))
    if (node === undefined) return undefined
    const named = tokens.some(
      ({ type, start, end }) => type === tokTypes.name && text.slice(start, end) === 'arguments',
    )
    return { node, usesArguments: named && node.type === 'FunctionExpression' }
  } catch {
    return undefined
  }
}

function functionIn(node: Expression): FunctionNode | undefined {
  if (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression') return node
  const [method] = node.type === 'ObjectExpression' ? node.properties : []
  return method?.type === 'Property' ? functionIn(method.value) : undefined
}

/**
 * The function that was written, where one for an older target hands all of its own parameters on:
 * `(_0, _1) => __async(this, [_0, _1], function* ([data], { page }) { ... })`.
 */
function writtenIn({ body }: FunctionNode): FunctionNode | undefined {
  const [first] = body.type === 'BlockStatement' ? body.body : []
  const call = first?.type === 'ReturnStatement' ? first.argument : body
  if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier') return undefined
  if (!/^_+async/.test(call.callee.name)) return undefined
  const written = call.arguments.at(-1)
  return written?.type === 'FunctionExpression' && written.generator ? written : undefined
}

function namesIn({ properties }: ObjectPattern): readonly string[] {
  return properties.map((property) => {
    if (property.type === 'RestElement') throw unreadable('its fixtures have a rest')
    const { key, computed } = property
    if (key.type === 'Identifier' && !computed) return key.name
    if (key.type === 'Literal' && typeof key.value === 'string') return key.value
    throw unreadable('the name of one of its fixtures is computed')
  })
}

function unreadable(reason: string): SandpitError {
  return new SandpitError(
    'configuration',
    `The fixtures of a property are read from its second parameter, but this one does not name them: ${reason}. Write it as ([data], { close }) => { ... }, with the name of each fixture.`,
  )
}
