import { sampleCloseData } from '@sandpit/close'

import { type Emulator, type EmulatorOptions, startEmulator } from './emulator.ts'

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
  leads(): Promise<readonly Record<string, unknown>[]>
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
  let token: string | undefined
  return {
    emulator,
    sandboxId,
    mcpUrl,
    call,
    async seed(data = sampleCloseData) {
      const answer = await call('POST', '/initialize', data)
      if (!answer.ok) throw new Error(`Seeding failed: ${await answer.text()}`)
    },
    async rest(method, path, json) {
      token ??= await accessToken(call)
      return emulator.fetch(
        new Request(`${emulator.url}/close/api/v1${path}`, {
          method,
          headers: { ...headers, authorization: `Bearer ${token}` },
          ...(json !== undefined && { body: JSON.stringify(json) }),
        }),
      )
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
