import { type Emulator, startEmulator } from '@sandpit/emulator'

/** What the flags of `sandpit emulator` say. */
export interface EmulatorFlags {
  readonly port: number
  readonly host: string
  readonly apiKey?: string
  readonly pool?: Readonly<Record<string, number>>
  readonly latency?: Readonly<Record<string, number>>
}

/** Serves the emulator until SIGINT or SIGTERM, then stops it and lets the process end. */
export async function serveEmulator(flags: EmulatorFlags): Promise<void> {
  const { port, host, apiKey, pool, latency } = flags
  const emulator = await startEmulator({
    port,
    host,
    ...(apiKey !== undefined && { apiKey }),
    ...(pool !== undefined && { pools: pool }),
    ...(latency !== undefined && { latencyMs: latency }),
  })
  stopOnSignal(emulator)
  announce(emulator, apiKey)
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
