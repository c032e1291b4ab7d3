import type { CloseCall } from '../../close/call/close-call.ts'
import { CloseError } from '../../close/call/close-error.ts'
import type { ListParameters } from '../../close/call/page.ts'
import { callClose } from '../../rest/close-rest.ts'
import type { RestRequest } from '../../rest/rest-request.ts'
import type { Dictionary } from '../../validation/containers.ts'
import { closePath } from './close-path.ts'
import { shaped } from './close-shapes.ts'
import { handlerComplaint } from './handler-checks.ts'
import { refusedArgument, sentArguments } from './tool-arguments.ts'
import { closeErrorText, ToolError } from './tool-error.ts'
import type { Tool, ToolCallOptions } from './tool.ts'

const LIST_LIMIT = 100
const SEARCH_LIMIT = 25

/** Arguments whose name Close spells differently. */
const PARAMETER_NAMES: Readonly<Record<string, string>> = {
  limit: '_limit',
  skip: '_skip',
  fields: '_fields',
  task_type: '_type',
}

/** The one argument of a tool that writes which is sent in the query. */
const IN_QUERY = 'send_to_inbox'

/** No parameter comes twice, and times without an offset are in UTC. */
const PLAIN = { repeated: [], utcOffsetMs: 0 }

/** The arguments of a call, and the same ones with numbers as Python spells them. */
export interface ToolArguments {
  readonly input: Dictionary
  readonly spelled: Dictionary
}

/**
 * Runs a tool on arguments that fit its schema, and answers the result's envelope. Like the
 * original, it makes one request to Close's API of them, and shows what is answered.
 *
 * @throws ToolError for every failure, with the texts that the original gives
 */
export function callTool(
  tool: Tool,
  given: ToolArguments,
  call: CloseCall,
  options: ToolCallOptions,
): Dictionary {
  const refused = refusedArgument(tool, given.input)
  if (refused !== undefined) throw refused
  const complaint = handlerComplaint(tool, given.input)
  if (complaint !== undefined) throw new ToolError(complaint, '')
  const request = requestOf(tool, given, options)
  try {
    return enveloped(tool, given.input, callClose(request, call).body as Dictionary)
  } catch (error) {
    throw error instanceof CloseError ? closeErrorText(error, options) : error
  }
}

function requestOf(
  tool: Tool,
  { input, spelled }: ToolArguments,
  options: ToolCallOptions,
): RestRequest {
  const path = pathOf(tool, String(input[tool.idArgument ?? '']), options)
  const { method } = tool
  if (method === 'GET') {
    const parameters = listParameters(tool, sentArguments(tool, spelled, options))
    return { ...PLAIN, method, path, parameters, body: {} }
  }
  const isBodiless = tool.action === 'send' || tool.action === 'delete'
  const body = isBodiless ? {} : sentArguments(tool, input, options)
  if (tool.action === 'update' && Object.keys(body).length === 0) {
    throw new ToolError('No update data provided', '')
  }
  const { [IN_QUERY]: flag, ...rest } = body
  const parameters = flag === undefined ? {} : { [IN_QUERY]: flag === true ? 'true' : 'false' }
  return { ...PLAIN, method, path, parameters, body: rest }
}

/** With quirks, an id may call something else: an empty one stands for the whole list. */
function pathOf(
  { idArgument = '', name, path }: Tool,
  id: string,
  options: ToolCallOptions,
): string {
  const pathWith = (step: string): string => path.replace(/\{\w+\}/, () => step)
  if (options.quirks) return closePath(name, pathWith(id))
  if (id === '') throw new ToolError(`${idArgument} must not be empty`, '')
  return pathWith(id.replaceAll('/', '%2F'))
}

function listParameters({ action }: Tool, sent: Dictionary): ListParameters {
  const limits = { list: { limit: LIST_LIMIT }, search: { limit: SEARCH_LIMIT } }
  const limit = action === 'list' || action === 'search' ? limits[action] : {}
  const parameters = Object.entries({ ...limit, ...sent })
  return Object.fromEntries(
    parameters.map(([name, value]) => [PARAMETER_NAMES[name] ?? name, String(value)]),
  )
}

function enveloped(
  { action, envelope, idArgument, shape }: Tool,
  input: Dictionary,
  answer: Dictionary,
): Dictionary {
  switch (action) {
    case 'list':
    case 'search':
      return {
        [envelope]: ((answer['data'] ?? []) as Dictionary[]).map((item) => shaped(shape, item)),
        hasMore: answer['has_more'] ?? false,
        totalCount: answer['total_results'] ?? null,
      }
    case 'delete':
      return { success: true, [envelope]: input[idArgument ?? ''] }
    case 'create':
    case 'get':
    case 'me':
    case 'send':
    case 'update':
      return { [envelope]: shaped(shape, answer) }
  }
}
