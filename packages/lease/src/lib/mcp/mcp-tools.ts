import type { Client } from '@modelcontextprotocol/client'
import type * as mcp from '@modelcontextprotocol/client'
import { SandpitError } from '@sandpit/client/errors'

/** Tools of which nothing is known. */
export type AnyTools = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What a call of a tool takes; arguments may be left out where all of them may. */
export type ToolArguments<Given> = Partial<Given> extends Given ? [args?: Given] : [args: Given]

/** Does something with a call, such as showing it in a report, and answers as the call does. */
export type AroundCall = <T>(what: string, call: () => Promise<T>, args?: unknown) => Promise<T>

/**
 * The tools of a sandbox's MCP server, called as an agent would call them.
 *
 * @example
 * ```ts
 * import { McpTools } from '@sandpit/lease/mcp'
 *
 * const tools = await McpTools.connect(close.mcpUrl)
 * console.log(await tools.list())
 * await tools.close()
 * ```
 */
export class McpTools<Tools extends object = AnyTools> {
  readonly #client: Client
  readonly #address: URL
  readonly #around: AroundCall
  #isClosed = false

  private constructor(client: Client, address: URL, around: AroundCall) {
    this.#client = client
    this.#address = address
    this.#around = around
  }

  /**
   * Connects to a server.
   *
   * @throws SandpitError `configuration` when the MCP client is not installed, `network` when the
   *   server cannot be reached
   */
  static async connect<Tools extends object = AnyTools>(
    mcpUrl: string,
    around: AroundCall = (_, call) => call(),
  ): Promise<McpTools<Tools>> {
    const { Client, StreamableHTTPClientTransport } = await importClient()
    const client = new Client({ name: 'sandpit-test', version: '1.0.0' })
    const tools = new McpTools<Tools>(client, new URL(mcpUrl), around)
    const transport = new StreamableHTTPClientTransport(tools.#address)
    await tools.#ask('connect', () => client.connect(transport))
    return tools
  }

  /**
   * Calls a tool and answers with what it says, parsed where it is JSON.
   *
   * @throws SandpitError `service` when the tool says that it failed, `network` when it says nothing
   *
   * @example
   * ```ts
   * import { expect, test } from '@sandpit/playwright/close'
   *
   * test('an agent creates a lead', async ({ close, mcp }) => {
   *   await mcp.call('close_create_lead', { name: 'Acme' })
   *   await expect(close).toHaveLead('Acme')
   * })
   * ```
   */
  async call<Tool extends keyof Tools & string>(
    tool: Tool,
    ...[args]: ToolArguments<Tools[Tool]>
  ): Promise<unknown> {
    const given = { ...args } as Record<string, unknown>
    const call = () => this.#client.callTool({ name: tool, arguments: given })
    const { content, isError } = await this.#ask(tool, call, given)
    const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('')
    const answer = parsed(text)
    const failure = isError === true ? text : failureIn(answer)
    if (failure !== undefined)
      throw new SandpitError('service', `The tool ${tool} failed: ${failure}`)
    return answer
  }

  /** The names of all tools. */
  async list(): Promise<readonly string[]> {
    const { tools } = await this.#ask('list tools', () => this.#client.listTools())
    return tools.map((tool) => tool.name)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#client.close()
  }

  #ask<T>(what: string, ask: () => Promise<T>, args?: unknown): Promise<T> {
    const asked = async (): Promise<T> => {
      if (this.#isClosed) throw closed(what)
      try {
        return await ask()
      } catch (error) {
        throw this.#withoutAddress(what, error)
      }
    }
    return this.#around(what, asked, args)
  }

  /** The address is the credential, and who reports an error prints its causes too: so it has none. */
  #withoutAddress(what: string, error: unknown): SandpitError {
    const { href, pathname, search } = this.#address
    const said = error instanceof Error ? error.message : String(error)
    // The secret is in the path of a lease's address, and in the query of a sandbox's own.
    const message = [pathname, search]
      .filter((part) => part.length > 1)
      .reduce(
        (rest, part) => rest.replaceAll(part, '[redacted]'),
        said.replaceAll(href, 'the server'),
      )
    return new SandpitError('network', `MCP ${what} failed: ${message}`)
  }
}

function closed(what: string): SandpitError {
  return new SandpitError(
    'lease_lost',
    `MCP ${what} was called when the test of this fixture \`mcp\` was over. Await everything that the test starts, or use the fixture of the test that runs now.`,
  )
}

async function importClient(): Promise<typeof mcp> {
  try {
    return await import('@modelcontextprotocol/client')
  } catch (cause) {
    throw new SandpitError(
      'configuration',
      'The fixture `mcp` needs the MCP client, which is not installed; run `npm install -D @modelcontextprotocol/client`.',
      { cause },
    )
  }
}

/** Close's server tells most failures as an ordinary answer with an `error` in it. */
function failureIn(answer: unknown): string | undefined {
  const isObject = typeof answer === 'object' && answer !== null
  return isObject && 'error' in answer ? String(answer.error) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
