import { Client, StreamableHTTPClientTransport, type Tool } from '@modelcontextprotocol/client'
import { SandpitError } from '@sandpit/client/errors'
import type { Exchange } from './exchange.ts'

/** The MCP server of a sandbox; what it says is told as exchanges are. */
export class ToolServer implements AsyncDisposable {
  readonly #client: Client
  readonly #onExchange: (exchange: Exchange) => void
  readonly #signal: AbortSignal | undefined

  private constructor(onExchange: (exchange: Exchange) => void, signal: AbortSignal | undefined) {
    this.#client = new Client({ name: 'sandpit-contract', version: '1.0.0' })
    this.#onExchange = onExchange
    this.#signal = signal
  }

  /** @throws SandpitError `network` where it does not answer; the message does not say where it is. */
  static async connect(
    mcpUrl: string,
    onExchange: (exchange: Exchange) => void,
    signal?: AbortSignal,
  ): Promise<ToolServer> {
    const server = new ToolServer(onExchange, signal)
    await server.#ask('MCP initialize', async () => {
      const transport = new StreamableHTTPClientTransport(new URL(mcpUrl))
      await server.#client.connect(transport, server.#call())
    })
    return server
  }

  async list(): Promise<readonly Tool[]> {
    const ask = () => this.#client.listTools(undefined, this.#call())
    return (await this.#ask('MCP tools/list', ask)).tools
  }

  /** What a tool says, parsed where it is JSON. */
  call(name: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#ask(`MCP tools/call ${name}`, async () => {
      const { content } = await this.#client.callTool({ name, arguments: args }, this.#call())
      return parsed(content.map((part) => (part.type === 'text' ? part.text : '')).join(''))
    })
  }

  #call(): { signal?: AbortSignal } {
    return this.#signal === undefined ? {} : { signal: this.#signal }
  }

  async #ask<T>(operation: string, ask: () => Promise<T>): Promise<T> {
    const startedAt = performance.now()
    const tell = (status: number | undefined, body: unknown): void =>
      this.#onExchange({ operation, status, durationMs: performance.now() - startedAt, body })
    try {
      const answer = await ask()
      tell(200, answer)
      return answer
    } catch {
      // What it says may hold the address, which is a credential.
      tell(undefined, undefined)
      throw new SandpitError('network', `${operation} got no answer that can be read`)
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#client.close()
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
