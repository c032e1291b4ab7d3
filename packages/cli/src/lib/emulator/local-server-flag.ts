import { InvalidArgumentError } from 'commander'

/** How a server of local sandboxes is started. */
interface LocalCommand {
  readonly command: string
  readonly args: readonly string[]
}

/**
 * Reads `git=uvx mcp-server-git`: a server of local sandboxes, the program that it is and what that
 * is given, between spaces. May be given several times.
 *
 * @throws InvalidArgumentError for anything of another form, and for quotes, which no shell reads
 */
export function parseLocalServerFlag(
  text: string,
  before: Readonly<Record<string, LocalCommand>> = {},
): Record<string, LocalCommand> {
  const { server, program } = /^(?<server>[^=\s]+)=(?<program>.*)$/.exec(text)?.groups ?? {}
  const [command, ...args] = (program ?? '').split(' ').filter((word) => word !== '')
  if (server === undefined || command === undefined) {
    throw new InvalidArgumentError(
      `'${text}' is not of the form server=program arguments, such as 'git=uvx mcp-server-git'.`,
    )
  }
  if (/["'\\]/.test(text)) {
    throw new InvalidArgumentError(
      `'${text}' has quotes, which no shell reads here. Start the emulator with \`startEmulator({ localServers })\` for arguments with spaces.`,
    )
  }
  if (server in before) {
    throw new InvalidArgumentError(`'${server}' is given twice.`)
  }
  return { ...before, [server]: { command, args } }
}
