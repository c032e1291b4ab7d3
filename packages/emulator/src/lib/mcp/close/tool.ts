import type { InputSchema } from '../input-schema.ts'
import table from './close-mcp-tools.json' with { type: 'json' }

/** What a tool does with its resource. */
export type ToolAction = 'list' | 'search' | 'create' | 'get' | 'update' | 'delete' | 'send' | 'me'

/** One of the 63 tools of Close's MCP server. */
export interface Tool {
  readonly name: string
  readonly category: string
  readonly readOnly: boolean
  readonly inputSchema: InputSchema
  readonly action: ToolAction
  /** How it asks Close's API, such as `GET`. */
  readonly method: string
  /** What it asks, under Close's API, such as `activity/email/{email_id}/`. */
  readonly path: string
  /** The argument that carries the id, for actions on one thing. */
  readonly idArgument: string | undefined
  /** The first key of the result, such as `lead`, `leads` or `leadId`. */
  readonly envelope: string
  /** The kind of thing in the result, such as `lead` or `email_activity`. */
  readonly shape: string
  /** The name of the function behind the tool, as its errors give it. */
  readonly handlerName: string
  /** What happens to arguments that the schema does not name. */
  readonly extraArguments: 'forwarded' | 'dropped' | 'refused'
}

export interface ToolCallOptions {
  /** Whether to behave like the original where an agent would notice a bug of its. */
  readonly quirks: boolean
}

/** A row of the table that was extracted from the public server's source. */
interface ToolRow {
  readonly name: string
  readonly category: string
  readonly readOnly: boolean
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, unknown>>
  readonly upstream: string
  readonly resultEnvelope: string
  readonly handler: string
  readonly handlerAcceptsExtra: string | null
}

/** Every tool, in the order in which the server lists them. */
export const TOOLS: readonly Tool[] = (table as readonly ToolRow[]).map(readTool)

const TOOLS_BY_NAME: ReadonlyMap<string, Tool> = new Map(TOOLS.map((tool) => [tool.name, tool]))

export function findTool(name: string): Tool | undefined {
  return TOOLS_BY_NAME.get(name)
}

function readTool(row: ToolRow): Tool {
  const [method = '', path = ''] = row.upstream.split(' ')
  const idArgument = /\{(\w+)\}/.exec(path)?.[1]
  const { envelope = '', shape = '' } = readEnvelope(row.resultEnvelope)
  return {
    name: row.name,
    category: row.category,
    readOnly: row.readOnly,
    inputSchema: {
      type: 'object',
      properties: row.properties as Readonly<Record<string, InputSchema>>,
      ...(row.required.length > 0 && { required: row.required }),
    },
    action: actionOf(row, method, path, idArgument),
    method,
    path: path.slice(1),
    idArgument,
    envelope,
    shape,
    handlerName: row.handler.split('.')[1] ?? row.handler,
    extraArguments: extraArgumentsOf(row),
  }
}

/** From `{lead: lead}`, `{leads: lead[], ...}` or `{success: true, leadId: string}`. */
function readEnvelope(text: string): Record<string, string | undefined> {
  return /^\{(?:success: true, )?(?<envelope>\w+): (?<shape>\w+)/.exec(text)?.groups ?? {}
}

function actionOf(
  row: ToolRow,
  method: string,
  path: string,
  idArgument: string | undefined,
): ToolAction {
  if (path === '/me/') return 'me'
  if (path.endsWith('/send/')) return 'send'
  if (method === 'POST') return 'create'
  if (method === 'PUT') return 'update'
  if (method === 'DELETE') return 'delete'
  if (idArgument !== undefined) return 'get'
  return row.required.includes('query') ? 'search' : 'list'
}

function extraArgumentsOf(row: ToolRow): Tool['extraArguments'] {
  if (row.handlerAcceptsExtra === null) return 'refused'
  return row.handlerAcceptsExtra === 'custom_fields' ? 'forwarded' : 'dropped'
}
