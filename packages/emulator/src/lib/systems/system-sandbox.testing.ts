import type { SystemServer } from '@sandpit/systems'
import { isLocalSystem } from '@sandpit/systems/shape'

import type { Emulator } from '../emulator.ts'

/** What a call was answered with. */
export interface Answered {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** A sandbox for a system, local or not, in the hands of a test. */
export class SystemSandbox {
  readonly mcpUrl: string
  readonly #emulator: Emulator
  readonly #path: string
  readonly #local: string | undefined

  private constructor(emulator: Emulator, path: string, mcpUrl: string, local?: string) {
    this.#emulator = emulator
    this.#path = path
    this.mcpUrl = mcpUrl
    this.#local = local
  }

  static async acquire(emulator: Emulator, server: SystemServer): Promise<SystemSandbox> {
    if (!isLocalSystem(server)) {
      const { body } = await call(emulator, `POST /sandbox/${server}`)
      const path = `/sandbox/${server}/${String(body['sandbox_id'])}`
      return new SystemSandbox(emulator, path, String(body['server_url']))
    }
    const { body } = await call(emulator, 'POST /local-sandbox', { server_names: [server] })
    const [held] = body['servers'] as readonly Readonly<Record<string, string>>[]
    const path = `/local-sandbox/${server}/${held?.['id']}`
    return new SystemSandbox(
      emulator,
      path,
      held?.['mcp_server_url'] ?? '',
      String(body['local_sandbox_id']),
    )
  }

  initialize(data?: unknown, query = ''): Promise<Answered> {
    return call(this.#emulator, `POST ${this.#path}/initialize${query}`, data)
  }

  async dump(): Promise<Readonly<Record<string, unknown>>> {
    const { body } = await call(this.#emulator, `GET ${this.#path}/dump`)
    return body['data'] as Readonly<Record<string, unknown>>
  }

  async reset(): Promise<void> {
    const path = this.#local === undefined ? this.#path : `/local-sandbox/${this.#local}`
    await call(this.#emulator, `POST ${path}/reset`)
  }
}

/** Calls the API in this process; `route` is a method and a path. */
export async function call(emulator: Emulator, route: string, json?: unknown): Promise<Answered> {
  const [method = '', path = ''] = route.split(' ')
  const answer = await emulator.fetch(
    new Request(`${emulator.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    }),
  )
  return { status: answer.status, body: (await answer.json()) as Answered['body'] }
}
