import { createClient } from '@sandpit/client'
import { closeService } from '@sandpit/close/schema'
import { type Emulator, startEmulator } from '@sandpit/emulator'

/** An emulator with one sandbox for Close leased from it. */
export interface EmulatedClose extends AsyncDisposable {
  readonly emulator: Emulator
  readonly mcpUrl: string
  /** What Close's REST API takes as a key: the token in the sandbox's `auth_data`. */
  readonly restKey: string
  leadNames(): Promise<readonly (string | null | undefined)[]>
}

export async function acquireClose(): Promise<EmulatedClose> {
  const emulator = await startEmulator()
  const client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
  const { sandboxId, mcpUrl } = await client.acquire('close')
  const { authData } = await client.get('close', sandboxId)
  return {
    emulator,
    mcpUrl,
    restKey: String(authData?.['access_token']),
    async leadNames() {
      const { leads } = await client.dump(closeService, sandboxId)
      return (leads ?? []).map((lead) => lead.name)
    },
    async [Symbol.asyncDispose]() {
      await client.close()
      await emulator.close()
    },
  }
}
