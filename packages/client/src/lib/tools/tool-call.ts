/**
 * What became of a call.
 *
 * - `answered`: the tool gave a result.
 * - `tool-error`: the tool said that it failed.
 * - `error`: there was another answer, such as a JSON-RPC error or a status of HTTP.
 * - `refused`: the gateway did not let it through.
 * - `lost`: the connection ended before there was an answer.
 * - `pending`: there is no answer yet.
 */
export type CallOutcome = 'answered' | 'tool-error' | 'error' | 'refused' | 'lost' | 'pending'

/** A call of a tool, whoever made it. */
export interface ToolCall {
  /** The MCP server, such as `close`. */
  readonly server: string
  readonly tool: string
  /** As they were sent; where they are too large to be kept, a text that says so. */
  readonly arguments: unknown
  readonly outcome: CallOutcome
  /** What the tool said, parsed where it is JSON; where it is too large to be kept, how it begins. */
  readonly answer?: unknown
  /** What went wrong, where something did. */
  readonly error?: string
  /** When the gateway had read it, in milliseconds since the lease began. */
  readonly startMs: number
  /** Until the answer was there as a whole; missing while there is none. */
  readonly durationMs?: number
  /** The fault that was asked for and struck it. */
  readonly fault?: string
}
