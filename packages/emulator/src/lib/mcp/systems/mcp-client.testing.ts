import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

/** A client of a sandbox's MCP server, for tests. */
export class McpClient implements AsyncDisposable {
  readonly client: Client = new Client({ name: 'test', version: '1.0.0' })

  static async connect(url: string): Promise<McpClient> {
    const made = new McpClient()
    await made.client.connect(new StreamableHTTPClientTransport(new URL(url)))
    return made
  }

  /** The text of a tool's result. */
  async text(name: string, input: Record<string, unknown> = {}): Promise<string> {
    const { content } = await this.client.callTool({ name, arguments: input })
    return content[0]?.type === 'text' ? content[0].text : ''
  }

  /** The same, read as JSON. */
  async json<Result = Readonly<Record<string, unknown>>>(
    name: string,
    input: Record<string, unknown> = {},
  ): Promise<Result> {
    return JSON.parse(await this.text(name, input)) as Result
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close()
  }
}
