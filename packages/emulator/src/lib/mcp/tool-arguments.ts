import type { Dictionary } from '../validation/containers.ts'
import type { ToolCallOptions } from './tool-call.ts'
import { type ToolError, unexpectedError } from './tool-error.ts'
import type { Tool } from './tool.ts'

/** Arguments that a tool's function takes although its schema does not name them. */
const UNADVERTISED: Readonly<Record<string, readonly string[]>> = {
  search_leads: ['fields'],
  list_activities: ['date_updated__gte', 'date_updated__lte'],
  list_emails: ['date_created__gte', 'date_created__lte'],
  list_calls: ['disposition', 'date_created__gte', 'date_created__lte'],
  list_sms: ['date_created__gte', 'date_created__lte'],
  list_notes: ['date_created__gte', 'date_created__lte', 'date_updated__gte', 'date_updated__lte'],
}

/** Arguments that a tool advertises and then ignores: a quirk that an agent meets. */
const IGNORED: Readonly<Record<string, readonly string[]>> = {
  search_leads: ['status_id'],
  search_contacts: ['lead_id'],
}

/** The failure of a tool whose function takes no further arguments, if it got some. */
export function refusedArgument(tool: Tool, input: Dictionary): ToolError | undefined {
  if (tool.extraArguments !== 'refused' || tool.action === 'me') return undefined
  const extra = Object.keys(input).find((name) => !isAdvertised(tool, name))
  if (extra === undefined) return undefined
  const message = `${tool.handlerName}() got an unexpected keyword argument '${extra}'`
  return unexpectedError(tool.name, 'TypeError', message)
}

/** What is left of a list's arguments: known ones, without those that the original ignores. */
export function sentArguments(
  tool: Tool,
  input: Dictionary,
  { quirks }: ToolCallOptions,
): Dictionary {
  const ignored = quirks ? (IGNORED[tool.handlerName] ?? []) : []
  const unadvertised = UNADVERTISED[tool.handlerName] ?? []
  const sent = Object.entries(input).filter(
    ([name, value]) =>
      value !== null &&
      !ignored.includes(name) &&
      (isAdvertised(tool, name) || unadvertised.includes(name)),
  )
  return Object.fromEntries(sent)
}

function isAdvertised(tool: Tool, name: string): boolean {
  return Object.hasOwn(tool.inputSchema.properties ?? {}, name)
}
