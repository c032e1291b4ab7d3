import { SandpitError } from '@sandpit/client/errors'
import type { SystemData, SystemServer } from '@sandpit/systems'

import type { Origin } from '../../systems/origins.ts'
import type { InputSchema } from '../input-schema.ts'

/** Data that a tool may change. */
export type Editable<Value> = Value extends readonly (infer Item)[]
  ? Editable<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Editable<Value[Key]> }
    : Value

/** What a tool works on. */
export interface ToolContext<Server extends SystemServer> {
  /**
   * What is in the sandbox, in the form of its seed. Change it in place: it is a copy that takes the
   * place of the data when the tool is done, and is dropped when it throws. Calls of a sandbox run
   * one after the other.
   */
  readonly data: Editable<SystemData<Server>>
  /** The emulator's clock. */
  readonly now: Date
  /** The mail address of the sandbox's account: the test account, or `me@sandbox.example`. */
  readonly account: string
  /** A number and a time that stay with a part of the data, to make ids of; the data has none. */
  readonly origin: (part: object) => Origin
}

/** A tool of an emulated system. */
export interface EmulatedTool<Server extends SystemServer> {
  readonly name: string
  readonly description: string
  /** What the arguments have to be, in the words of JSON Schema that {@link InputSchema} has. */
  readonly inputSchema: InputSchema
  /** Such as `{ readOnlyHint: true }`. */
  readonly annotations?: Readonly<Record<string, unknown>>
  /**
   * Does the work. A text is the result as it is, anything else as JSON; an error is told as the
   * result of a tool that failed, and changes nothing.
   */
  call(input: Readonly<Record<string, unknown>>, context: ToolContext<Server>): unknown
}

/** The MCP server of a system, on the data of its sandboxes. */
export interface EmulatedSystem<Server extends SystemServer = SystemServer> {
  /** The name in the API's paths, such as `linear`. */
  readonly server: Server
  readonly tools: readonly EmulatedTool<Server>[]
  /** What clients are told the server is called; `<server>-mcp-server` by default. */
  readonly name?: string
  readonly version?: string
  /** What a client is told about the server when it connects. */
  readonly instructions?: string
  /** How a tool's error is told; as `Error: <message>`, marked as an error, by default. */
  readonly failed?: (error: Error) => FailedCall
}

/** The result of a tool that failed. Many servers do not mark theirs. */
export interface FailedCall {
  readonly text: string
  readonly isError: boolean
}

/**
 * Describes the tools that a system has in the emulator, on the data that its sandboxes are
 * initialized with. Pure; give it to `startEmulator({ systems: [...] })`, or export it from a module
 * for `sandpit emulator --system ./file.js`.
 *
 * @throws SandpitError `configuration` for tools of one name, or for a schema with words that the
 *   emulator does not check
 *
 * @example
 * ```ts
 * defineEmulatedSystem({
 *   server: 'linear',
 *   tools: [
 *     {
 *       name: 'linear_get_projects',
 *       description: 'All projects',
 *       inputSchema: { type: 'object' },
 *       call: (_input, { data }) => data.projects ?? [],
 *     },
 *   ],
 * })
 * ```
 */
export function defineEmulatedSystem<const Server extends SystemServer>(
  system: EmulatedSystem<Server>,
): EmulatedSystem<Server> {
  const names = system.tools.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw wrong(system.server, `has two tools named '${twice}'`)
  for (const { name, inputSchema } of system.tools) {
    const word = unknownWord(inputSchema)
    if (word === undefined) continue
    throw wrong(
      system.server,
      `has a tool '${name}' whose schema says '${word}', which is not checked`,
    )
  }
  return Object.freeze({ ...system })
}

const WORDS = new Set([
  'default',
  'description',
  'enum',
  'items',
  'maximum',
  'minimum',
  'properties',
  'required',
  'type',
])

function unknownWord(schema: InputSchema): string | undefined {
  const parts = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])]
  const own = Object.keys(schema).find((word) => !WORDS.has(word))
  return own ?? parts.map(unknownWord).find((word) => word !== undefined)
}

function wrong(server: string, what: string): SandpitError {
  return new SandpitError('configuration', `The emulated system '${server}' ${what}.`, { server })
}
