import type { CloseCall } from '../close/call/close-call.ts'
import { CloseError } from '../close/call/close-error.ts'
import { fieldPicker, type ListParameters, type Page } from '../close/call/page.ts'
import type { Resource } from '../close/call/resource.ts'
import { resources } from '../close/resources/resources.ts'
import { me } from '../close/resources/user-resource.ts'
import type { Dictionary } from '../validation/containers.ts'
import { shaped } from './close-shapes.ts'
import { closeErrorText, ToolError } from './tool-error.ts'
import { sentArguments, refusedArgument } from './tool-arguments.ts'
import { handlerComplaint } from './handler-checks.ts'
import type { Tool } from './tool.ts'

const LIST_LIMIT = 100
const SEARCH_LIMIT = 25

/** Arguments whose name Close spells differently. */
const PARAMETER_NAMES: Readonly<Record<string, string>> = {
  limit: '_limit',
  skip: '_skip',
  fields: '_fields',
  task_type: '_type',
}

export interface ToolCallOptions {
  /** Whether to behave like the original where an agent would notice a bug of its. */
  readonly quirks: boolean
}

/**
 * Runs a tool on arguments that fit its schema, and answers the result's envelope.
 *
 * @throws ToolError for every failure, with the texts that the original gives
 */
export function callTool(
  tool: Tool,
  input: Dictionary,
  call: CloseCall,
  options: ToolCallOptions,
): Dictionary {
  const refused = refusedArgument(tool, input)
  if (refused !== undefined) throw refused
  const complaint = handlerComplaint(tool, input)
  if (complaint !== undefined) throw new ToolError(complaint, '')
  try {
    return ACTIONS[tool.action](tool, input, call, options)
  } catch (error) {
    throw error instanceof CloseError ? closeErrorText(error, options) : error
  }
}

type Action = (
  tool: Tool,
  input: Dictionary,
  call: CloseCall,
  options: ToolCallOptions,
) => Dictionary

const ACTIONS: Readonly<Record<Tool['action'], Action>> = {
  list: (tool, input, call, options) => list(tool, input, call, LIST_LIMIT, options),
  search: (tool, input, call, options) => list(tool, input, call, SEARCH_LIMIT, options),
  get(tool, input, call) {
    const found = act(resourceOf(tool).get)(call, idOf(tool, input))
    return one(tool, fieldPicker(input['fields'] as string | undefined)(found))
  },
  create(tool, input, call) {
    return one(tool, act(resourceOf(tool).create)(call, bodyOf(tool, input)))
  },
  update(tool, input, call) {
    const body = bodyOf(tool, input)
    if (Object.keys(body).length === 0) throw new ToolError('No update data provided', '')
    return one(tool, act(resourceOf(tool).update)(call, idOf(tool, input), body))
  },
  delete(tool, input, call) {
    const id = idOf(tool, input)
    act(resourceOf(tool).delete)(call, id)
    return { success: true, [tool.envelope]: id }
  },
  send(tool, input, call) {
    return one(tool, act(resourceOf(tool).send)(call, idOf(tool, input)))
  },
  me: (tool, _input, call) => one(tool, me(call)),
}

function list(
  tool: Tool,
  input: Dictionary,
  call: CloseCall,
  limit: number,
  options: ToolCallOptions,
): Dictionary {
  const sent = sentArguments(tool, input, options)
  const parameters: ListParameters = Object.fromEntries(
    Object.entries({ limit, ...sent }).map(([name, value]) => [
      PARAMETER_NAMES[name] ?? name,
      String(value),
    ]),
  )
  const page: Page = act(resourceOf(tool).list)(call, parameters)
  return {
    [tool.envelope]: page.data.map((item) => shaped(tool.shape, item)),
    hasMore: page.has_more,
    totalCount: page.total_results ?? null,
  }
}

/** What the tool sends on: every argument but the id, `null` ones left out. */
function bodyOf(tool: Tool, input: Dictionary): Dictionary {
  const known = tool.inputSchema.properties ?? {}
  const body = Object.entries(input).filter(
    ([name, value]) =>
      value !== null &&
      name !== tool.idArgument &&
      (tool.extraArguments === 'forwarded' || Object.hasOwn(known, name)),
  )
  return Object.fromEntries(body)
}

function idOf(tool: Tool, input: Dictionary): string {
  return String(input[tool.idArgument ?? ''])
}

function one(tool: Tool, found: Dictionary): Dictionary {
  return { [tool.envelope]: shaped(tool.shape, found) }
}

function resourceOf(tool: Tool): Resource {
  return resources.get(tool.resource) ?? {}
}

/** Every tool's resource has the tool's action; a test goes through all of them. */
function act<Function>(action: Function | undefined): Function {
  if (action === undefined) throw new TypeError('The resource lacks this action.')
  return action
}
