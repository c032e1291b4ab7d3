import { type Emulator, type EmulatorOptions, startEmulator } from '@sandpit/emulator'

import type { FaultFlag } from './fault-flag.ts'
import type { LatencyFlag } from './latency-flag.ts'
import { loadSystems } from './load-systems.ts'

/** What the flags of `sandpit emulator` say. */
export interface EmulatorFlags {
  readonly port: number
  readonly host: string
  readonly allowHost?: readonly string[]
  readonly apiKey?: string
  readonly pool?: Readonly<Record<string, number>>
  readonly latency?: Readonly<Record<string, LatencyFlag>>
  readonly fault?: readonly FaultFlag[]
  readonly rateLimit?: { readonly calls: number; readonly windowMs: number }
  readonly seed?: number
  readonly quirks: boolean
  readonly runPrograms?: boolean
  /** In bytes. */
  readonly maxWorkspace?: number
  readonly system?: readonly string[]
  readonly localServer?: NonNullable<EmulatorOptions['localServers']>
}

/** Serves the emulator until SIGINT or SIGTERM, then stops it and lets the process end. */
export async function serveEmulator(flags: EmulatorFlags): Promise<void> {
  const systems = await loadSystems(flags.system ?? [])
  const emulator = await startEmulator({ ...optionsOf(flags), systems })
  stopOnSignal(emulator)
  announce(emulator, flags.apiKey)
}

/** Names of operations, servers and faults go on as they are: the emulator checks them. */
function optionsOf(flags: EmulatorFlags): EmulatorOptions {
  const {
    port,
    host,
    allowHost,
    apiKey,
    pool,
    latency,
    fault,
    rateLimit,
    seed,
    quirks,
    runPrograms,
    maxWorkspace,
    localServer,
  } = flags
  return {
    port,
    host,
    quirks,
    ...(allowHost !== undefined && { allowedHosts: allowHost }),
    ...(apiKey !== undefined && { apiKey }),
    ...(pool !== undefined && { pools: pool }),
    ...(latency !== undefined && { latencyMs: latency }),
    ...(fault !== undefined && { faults: fault as NonNullable<EmulatorOptions['faults']> }),
    ...(rateLimit !== undefined && { rateLimit }),
    ...(seed !== undefined && { seed }),
    ...(runPrograms !== undefined && { runPrograms }),
    ...(maxWorkspace !== undefined && { maxWorkspaceBytes: maxWorkspace }),
    ...(localServer !== undefined && { localServers: localServer }),
  }
}

function stopOnSignal(emulator: Emulator): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void emulator.close())
  }
}

/** A key the caller chose is a secret of theirs and is not printed. */
function announce(emulator: Emulator, chosenKey: string | undefined): void {
  process.stdout.write(`Sandpit emulator ready on ${emulator.url}\n`)
  if (chosenKey === undefined) {
    process.stdout.write(`Key for this run: ${emulator.apiKey}\n`)
  }
}
