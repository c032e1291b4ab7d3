import { depthProblem } from '../json/json-depth.ts'
import { pythonJsonError } from '../json/python-json-error.ts'
import { pythonRepr, pythonType } from '../json/python-text.ts'
import { type Check, nullable, REFUSED } from '../validation/check.ts'
import {
  dictionary,
  type Dictionary,
  isDictionary,
  model,
  optional,
  required,
} from '../validation/containers.ts'
import { Problems, type ValidationProblem } from '../validation/problems.ts'
import { integer, literal, string } from '../validation/scalars.ts'

const PARSE_ERROR = -32_700
export const INVALID_REQUEST = -32_600
export const METHOD_NOT_FOUND = -32_601
export const INVALID_PARAMS = -32_602
export const INTERNAL_ERROR = -32_603

/** A message that wants an answer. */
export interface RpcRequest {
  readonly id: number | string
  readonly method: string
  readonly params: Dictionary | null
}

/** A request, and the text that it came as. */
export interface ReadRequest extends RpcRequest {
  readonly text: string
}

/** A text that is no message: with HTTP, 400. */
export class NoMessage extends Error {
  override readonly name = 'NoMessage'
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

const id: Check<number | string> = (input, problems) => {
  const whole = integer(input, new Problems())
  if (whole !== REFUSED) return whole
  if (typeof input === 'string') return input
  problems.at('int', () => integer(input, problems))
  problems.at('str', () => string(input, problems))
  return REFUSED
}

const jsonrpc = required(literal('2.0'))
const method = required(string)
const params = optional(nullable(dictionary), null)
const error = required(model({ code: required(integer), message: required(string) }))

// The fields in the order in which the original complains about them.
const request: Check<RpcRequest> = model({ method, params, jsonrpc, id: required(id) })
const others: Readonly<Record<string, Check<unknown>>> = {
  JSONRPCNotification: model({ method, params, jsonrpc }),
  JSONRPCResponse: model({ jsonrpc, id: required(id), result: required(dictionary) }),
  JSONRPCError: model({ jsonrpc, id: required(id), error }),
}

/**
 * Reads a message. Notifications, and answers to questions that nobody asked, are `undefined`; a
 * request whose id is none is a notification to the original.
 *
 * @throws NoMessage in the words of the original: Python's `json`, then pydantic
 */
export function readMessage(text: string): ReadRequest | undefined {
  const message = parse(text)
  const problems = new Problems()
  const asked = readAs('JSONRPCRequest', request, message, problems)
  if (asked !== REFUSED) return { ...asked, text }
  for (const [kind, check] of Object.entries(others)) {
    if (readAs(kind, check, message, problems) !== REFUSED) return undefined
  }
  const { length } = problems.list
  const told = problems.list.map(problemText).join('\n')
  throw new NoMessage(
    INVALID_PARAMS,
    `Validation error: ${length} validation errors for JSONRPCMessage\n${told}`,
  )
}

function readAs<T>(
  kind: string,
  check: Check<T>,
  message: unknown,
  problems: Problems,
): T | typeof REFUSED {
  return problems.at(kind, () => {
    if (isDictionary(message)) return check(message, problems)
    const msg = `Input should be a valid dictionary or instance of ${kind}`
    problems.report({ type: 'model_type', msg }, message)
    return REFUSED
  })
}

function parse(text: string): unknown {
  const depth = depthProblem(text)
  if (depth !== undefined) throw new NoMessage(PARSE_ERROR, `Parse error: ${depth}`)
  try {
    return JSON.parse(text)
  } catch {
    throw new NoMessage(PARSE_ERROR, `Parse error: ${whereAndWhy(text)}`)
  }
}

/** As Python's `JSONDecodeError` tells it. */
function whereAndWhy(text: string): string {
  const { message, position, line, column } = pythonJsonError(text)
  return `${message}: line ${line} column ${column} (char ${position})`
}

function problemText({ type, loc, msg, input }: ValidationProblem): string {
  const shown = `input_value=${cut(pythonRepr(input))}, input_type=${pythonType(input)}`
  return `${loc.join('.')}\n  ${msg} [type=${type}, ${shown}]\n    For further information visit https://errors.pydantic.dev/2.13/v/${type}`
}

/** Pydantic shows fifty characters at most. */
function cut(text: string): string {
  return text.length <= 50 ? text : `${text.slice(0, 25)}...${text.slice(-24)}`
}
