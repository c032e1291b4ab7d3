import type { StdioServer } from '../local/stdio-server.ts'
import { type Dictionary, isDictionary } from '../validation/containers.ts'

/** An MCP server that runs by itself: requests go to it as they are. */
export interface RelayedServer {
  relay(method: string, params: Dictionary | null): Promise<RelayedAnswer>
}

export interface RelayedAnswer {
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
}

/** What of a server's abilities works without a way for it to say something by itself. */
const ABILITIES = ['tools', 'resources', 'prompts', 'completions']

/** A real server of a local sandbox. It was introduced once; every client is told the same. */
export function relayedServer(server: StdioServer): RelayedServer {
  return {
    async relay(method, params) {
      if (method !== 'initialize') return server.request(method, params)
      const { result, error } = await server.introduction()
      if (error !== undefined || !isDictionary(result)) return { error: error ?? NO_INTRODUCTION }
      const abilities = isDictionary(result['capabilities']) ? result['capabilities'] : {}
      const capabilities = Object.fromEntries(
        ABILITIES.filter((name) => name in abilities).map((name) => [name, {}]),
      )
      return { result: { ...result, capabilities } }
    },
  }
}

const NO_INTRODUCTION = { code: -32_000, message: 'The local server did not say what it is.' }
