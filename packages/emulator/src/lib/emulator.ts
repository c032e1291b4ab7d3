import { createApp } from './app.ts'
import { systemClock } from './clock.ts'
import { createKeyCheck, randomApiKey } from './http/api-key.ts'
import { listen } from './http/listen.ts'
import type { OperationName } from './operations/operation.ts'
import type { SandboxStatus } from './sandbox/sandbox.ts'
import { shownTags } from './operations/shown-tags.ts'
import { SandboxRegistry } from './sandbox/sandbox-registry.ts'
import type { ServerName } from './sandbox/server-name.ts'
import { checkPools, type Pools } from './sandbox/pools.ts'

const DEFAULT_POOL = 16

export interface EmulatorOptions {
  /** The port to listen on; 0, the default, takes any free one. */
  readonly port?: number
  /** The address to listen on; the default, `127.0.0.1`, is reachable from this machine only. */
  readonly host?: string
  /** The key that every call must carry; a random one by default. */
  readonly apiKey?: string
  /** How many sandboxes a server has; 16 for each server that is not named. */
  readonly pools?: Pools
  /** How long each operation takes, in milliseconds; 0 unless named. */
  readonly latencyMs?: Readonly<Partial<Record<OperationName, number>>>
  /**
   * Whether Close's MCP tools keep the bugs of the original that an agent would meet, such as
   * filters that are ignored; they do by default. `false` gives the sensible behaviour.
   */
  readonly quirks?: boolean
}

/** A sandbox as the emulator sees it. Its address and credentials are left out: they are secrets. */
export interface EmulatedSandbox {
  readonly sandboxId: string
  readonly server: ServerName
  readonly status: SandboxStatus
  /** Whatever tags its holder gave it. */
  readonly tags: Readonly<Record<string, unknown>> | readonly string[] | undefined
}

/** A running emulator. Closing it takes everything in it along. */
export interface Emulator extends AsyncDisposable {
  /** What to use as the API's base URL, such as `http://127.0.0.1:4010`. */
  readonly url: string
  readonly apiKey: string
  /** The API without a socket: answers one request. */
  fetch(request: Request): Promise<Response>
  /** Every sandbox that has been handed out so far, those back in the pool included. */
  sandboxes(): readonly EmulatedSandbox[]
  /** How often each operation has been called with a valid key and request. */
  calls(): Readonly<Record<OperationName, number>>
  /** Stops listening and cuts what is open. Closing twice is closing once. */
  close(): Promise<void>
}

/**
 * Starts the sandbox API on this machine, with nothing behind it but memory.
 *
 * @throws SandpitError `configuration` when the port is taken or a pool names no known server
 * @see API reference, Sandbox; what is recorded and what is inferred is listed in the docs
 *
 * @example
 * ```ts
 * import { startEmulator } from '@sandpit/emulator'
 *
 * await using emulator = await startEmulator({ pools: { close: 4 } })
 * const answer = await fetch(`${emulator.url}/sandbox/close`, {
 *   method: 'POST',
 *   headers: { authorization: `Bearer ${emulator.apiKey}` },
 * })
 * console.log(answer.status) // 201
 * ```
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = '127.0.0.1', apiKey = randomApiKey(), latencyMs = {} } = options
  const pools = checkPools(options.pools ?? {})
  const stopped = new AbortController()
  const clock = systemClock(stopped.signal)
  const counts = noCalls()
  const registry = new SandboxRegistry({
    capacityOf: (server) => pools[server] ?? DEFAULT_POOL,
    now: () => clock.now(),
  })
  const app = createApp({
    registry,
    clock,
    quirks: options.quirks ?? true,
    checkKey: createKeyCheck(apiKey),
    latencyMs: (operation) => latencyMs[operation] ?? 0,
    onCall: (operation) => (counts[operation] += 1),
  })
  const fetch = async (request: Request): Promise<Response> => app.fetch(request)
  const listening = await listen({ host, port, fetch })
  const close = async (): Promise<void> => {
    stopped.abort()
    await listening.close()
  }
  return {
    url: listening.url,
    apiKey,
    fetch,
    sandboxes: () => emulatedSandboxes(registry),
    calls: () => ({ ...counts }),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function noCalls(): Record<OperationName, number> {
  return { acquire: 0, get: 0, list: 0, release: 0, reset: 0, initialize: 0, dump: 0 }
}

function emulatedSandboxes(registry: SandboxRegistry): readonly EmulatedSandbox[] {
  return registry.all().map((sandbox) => ({
    sandboxId: sandbox.id,
    server: sandbox.server,
    status: sandbox.status,
    tags: shownTags(sandbox.lease) ?? undefined,
  }))
}
