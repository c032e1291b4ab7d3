import { sampleCloseData } from '@sandpit/close'

import type { EmulatorOptions } from './emulator-options.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import type { Dictionary } from './validation/containers.ts'

/** An emulator with one sandbox for Close acquired from it, for tests. */
export interface Acquired extends AsyncDisposable {
  readonly emulator: Emulator
  readonly sandboxId: string
  readonly mcpUrl: string
  /** Calls the API about the acquired sandbox; `path` follows its id. */
  call(method: string, path: string, json?: unknown): Promise<Response>
  /** Adds data to the sandbox; the reference's sample unless given. */
  seed(data?: unknown): Promise<void>
  /** Calls Close's REST API with the sandbox's own credential. */
  rest(method: string, path: string, json?: unknown): Promise<Response>
  /** The same, read. */
  restJson(method: string, path: string, json?: unknown): Promise<RestAnswer>
  /** Sends one message to the sandbox's MCP server. */
  mcp(message: unknown): Promise<Response>
  /** Calls an MCP tool and answers the JSON it gave, or the text where it is none. */
  tool(name: string, input: unknown): Promise<unknown>
  leads(): Promise<readonly Record<string, unknown>[]>
}

/** An answer of Close's REST API; its body is empty where none came. */
export interface RestAnswer {
  readonly status: number
  readonly body: Dictionary
}

export async function acquireClose(options: EmulatorOptions = {}): Promise<Acquired> {
  const emulator = await startEmulator(options)
  const headers = {
    authorization: `Bearer ${emulator.apiKey}`,
    'content-type': 'application/json',
  }
  const send = (method: string, path: string, json?: unknown): Promise<Response> =>
    emulator.fetch(
      new Request(`${emulator.url}/sandbox/close${path}`, {
        method,
        headers,
        ...(json !== undefined && { body: JSON.stringify(json) }),
      }),
    )
  const acquired = (await (await send('POST', '')).json()) as Record<string, string>
  const { sandbox_id: sandboxId = '', server_url: mcpUrl = '' } = acquired
  const call: Acquired['call'] = (method, path, json) => send(method, `/${sandboxId}${path}`, json)
  const mcp: Acquired['mcp'] = (message) =>
    emulator.fetch(
      new Request(mcpUrl, {
        method: 'POST',
        headers: { ...headers, accept: 'application/json, text/event-stream' },
        body: JSON.stringify(message),
      }),
    )
  let token: string | undefined
  const rest: Acquired['rest'] = async (method, path, json) => {
    token ??= await accessToken(call)
    return emulator.fetch(
      new Request(`${emulator.url}/close/api/v1${path}`, {
        method,
        headers: { ...headers, authorization: `Bearer ${token}` },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      }),
    )
  }
  return {
    emulator,
    sandboxId,
    mcpUrl,
    call,
    async seed(data = sampleCloseData) {
      const answer = await call('POST', '/initialize', data)
      if (!answer.ok) throw new Error(`Seeding failed: ${await answer.text()}`)
    },
    rest,
    async restJson(method, path, json) {
      const answer = await rest(method, path, json)
      const text = await answer.text()
      return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Dictionary }
    },
    mcp,
    async tool(name, input) {
      const params = { name, arguments: input }
      const answer = await mcp({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })
      return toolResult(await answer.text())
    },
    async leads() {
      const dumped = (await (await call('GET', '/dump')).json()) as {
        data: { leads: Record<string, unknown>[] }
      }
      return dumped.data.leads
    },
    [Symbol.asyncDispose]: () => emulator.close(),
  }
}

async function accessToken(call: Acquired['call']): Promise<string> {
  const details = (await (await call('GET', '')).json()) as { auth_data: { access_token: string } }
  return details.auth_data.access_token
}

function toolResult(events: string): unknown {
  const data = events.slice(events.indexOf('data: ') + 'data: '.length).trim()
  const { result } = JSON.parse(data) as { result: { content: { text: string }[] } }
  const text = result.content[0]?.text ?? ''
  return text.startsWith('{') ? JSON.parse(text) : text
}
