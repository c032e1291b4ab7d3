import { SandpitError } from '@sandpit/client/errors'

import { LOCAL_SERVER_NAMES, type LocalServerName } from './local-server-name.ts'

/**
 * How to start a server of local sandboxes: a program that speaks MCP over its standard input and
 * output. It runs with the rights of this process, in the sandbox's workspace. In arguments and
 * variables, `{workspace}` stands for that directory.
 */
export interface LocalCommand {
  readonly command: string
  readonly args?: readonly string[]
  /** What it finds in its environment besides `PATH` and a `HOME` of its own: nothing by default. */
  readonly env?: Readonly<Record<string, string>>
}

/** Commands by the names of servers. */
export type LocalCommands = Readonly<Partial<Record<LocalServerName, LocalCommand>>>

/**
 * Answers the commands it was given.
 *
 * @throws SandpitError `configuration` for a server that local sandboxes have not
 */
export function checkCommands(commands: Readonly<Record<string, LocalCommand>>): LocalCommands {
  const known: readonly string[] = LOCAL_SERVER_NAMES
  const unknown = Object.keys(commands).find((name) => !known.includes(name))
  if (unknown === undefined) return commands
  const message = `Local sandboxes have no server '${unknown}'. They have ${known.join(', ')}.`
  throw new SandpitError('configuration', message, { server: unknown })
}
