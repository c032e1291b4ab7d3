import { EmulatorCore } from './core/core.ts'
import { type EmulatedSandbox, emulatedSandboxes } from './core/emulated-sandbox.ts'
import { checkedOptions, type EmulatorOptions } from './emulator-options.ts'
import type { Fault } from './faults/fault.ts'
import { faults as faultList } from './faults/fault.ts'
import type { Latencies } from './faults/latency.ts'
import { latencies } from './faults/latency.ts'
import type { OperationName } from './faults/operation-name.ts'
import { readOption } from './faults/read-option.ts'
import { createKeyCheck, randomApiKey } from './http/api-key.ts'
import { createFront, type Front } from './http/front.ts'
import { createGuard } from './http/guard.ts'
import { listen } from './http/listen.ts'
import { checkCommands } from './local/local-command.ts'
import { DEFAULT_MAX_BYTES } from './local/workspace.ts'
import { systemsByServer } from './mcp/systems/emulated-systems.ts'
import { createApi } from './routes/api.ts'
import { breakSandbox } from './routes/control-routes.ts'
import type { EmulatedSystems } from './routes/mcp-server.ts'
import { checkPools } from './sandbox/pools.ts'

/** A running emulator. Closing it takes everything in it along. */
export interface Emulator extends AsyncDisposable {
  /** What to use as the API's base URL, such as `http://127.0.0.1:4010`. */
  readonly url: string
  /** What calls must carry. Not enumerable, so that it is not printed along. */
  readonly apiKey: string
  /** The API without a socket: answers one request. */
  fetch(request: Request): Promise<Response>
  /** Every sandbox that has been handed out so far, those back in the pool included. */
  sandboxes(): readonly EmulatedSandbox[]
  /** How often each operation has been called with a valid key and request. */
  calls(): Readonly<Record<OperationName, number>>
  /** Replaces what goes wrong from now on; an empty list ends it. */
  setFaults(faults: readonly Fault[]): void
  /** Replaces how long operations take from now on. */
  setLatencyMs(latencyMs: Latencies): void
  /** Sets the emulator's clock, which stamps records and ends leases; it goes on from there. */
  setClock(now: Date): void
  advanceClock(durationMs: number): void
  /** Puts a sandbox into `error`, where it stays until it is released. */
  breakSandbox(sandboxId: string): void
  /** Stops listening and cuts what is open. Closing twice is closing once. */
  close(): Promise<void>
}

/**
 * Starts the sandbox API on this machine, with nothing behind it but memory.
 *
 * @throws SandpitError `configuration` when the port is taken or an option makes no sense
 * @see API reference, Sandbox; what is recorded and what is inferred is listed in `docs/reference/emulator.md`
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
export async function startEmulator(given: EmulatorOptions = {}): Promise<Emulator> {
  const options = checkedOptions(given)
  const { port = 0, host = '127.0.0.1', allowedHosts = [] } = options
  const core = createCore(options)
  const systems = systemsByServer(options.systems ?? [])
  const front = createEmulatorFront(core, systems, [host, ...allowedHosts])
  const listening = await listen({ host, port, answer: front.listener })
  const close = async (): Promise<void> => {
    await Promise.all([core.stop(), listening.close()])
  }
  const emulator = {
    url: listening.url,
    fetch: front.fetch,
    ...controlsOf(core),
    close,
    [Symbol.asyncDispose]: close,
  }
  return withHiddenKey(emulator, core.apiKey)
}

function createEmulatorFront(
  core: EmulatorCore,
  systems: EmulatedSystems,
  hosts: readonly string[],
): Front {
  return createFront(createGuard(hosts), createApi(core, createKeyCheck(core.apiKey), systems))
}

/** The key can be read by name, but printing or copying the emulator leaves it out. */
function withHiddenKey(emulator: Omit<Emulator, 'apiKey'>, apiKey: string): Emulator {
  return Object.defineProperty(emulator, 'apiKey', { value: apiKey }) as Emulator
}

function createCore(options: EmulatorOptions): EmulatorCore {
  return new EmulatorCore({
    apiKey: options.apiKey ?? randomApiKey(),
    pools: checkPools(options.pools ?? {}),
    latency: readOption('latencyMs', latencies, options.latencyMs ?? {}),
    faults: readOption('faults', faultList, options.faults ?? []),
    rateLimit: options.rateLimit,
    seed: options.seed,
    quirks: options.quirks ?? true,
    runPrograms: options.runPrograms ?? false,
    maxWorkspaceBytes: options.maxWorkspaceBytes ?? DEFAULT_MAX_BYTES,
    localServers: checkCommands(options.localServers ?? {}),
  })
}

function controlsOf(
  core: EmulatorCore,
): Omit<Emulator, 'url' | 'apiKey' | 'fetch' | 'close' | typeof Symbol.asyncDispose> {
  return {
    sandboxes: () => emulatedSandboxes(core.registry),
    calls: () => core.counts,
    setFaults: (faults) => void (core.plan.faults = readOption('faults', faultList, faults)),
    setLatencyMs: (latencyMs) =>
      void (core.plan.latency = readOption('latencyMs', latencies, latencyMs)),
    setClock: (now) => core.clock.set(now),
    advanceClock: (durationMs) => core.clock.advance(durationMs),
    breakSandbox: (sandboxId) => breakSandbox(core, sandboxId),
  }
}
