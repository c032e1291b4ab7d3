import type { Dictionary } from '../../validation/containers.ts'
import { type ToolError, unexpectedError } from './tool-error.ts'
import type { Tool, ToolCallOptions } from './tool.ts'

const CREATED = ['date_created__gte', 'date_created__lte']
const UPDATED = ['date_updated__gte', 'date_updated__lte']

/** Arguments that a tool's function takes although its schema does not name them. */
const UNADVERTISED: Readonly<Record<string, readonly string[]>> = {
  search_leads: ['fields'],
  list_activities: UPDATED,
  list_emails: CREATED,
  list_calls: CREATED,
  list_sms: CREATED,
  list_notes: [...CREATED, ...UPDATED],
  create_call: ['voicemail_url', 'recording_url', 'date_created'],
  update_call: ['phone', 'voicemail_url', 'recording_url'],
  create_sms: ['user_id', 'date_created'],
  update_sms: ['remote_phone', 'local_phone'],
  create_note: ['date_created'],
  update_email: ['to', 'cc', 'bcc'],
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

/** The arguments that a tool sends on to Close: those that it takes, without the id and `null`. */
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
      name !== tool.idArgument &&
      !ignored.includes(name) &&
      (tool.extraArguments === 'forwarded' ||
        isAdvertised(tool, name) ||
        unadvertised.includes(name)),
  )
  return Object.fromEntries(sent)
}

function isAdvertised(tool: Tool, name: string): boolean {
  return Object.hasOwn(tool.inputSchema.properties ?? {}, name)
}
