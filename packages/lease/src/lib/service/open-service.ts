import { createClient, type SandboxClient } from '@sandpit/client'
import type { SandboxService } from '@sandpit/client/service'
import type { ServiceChoice } from './service-choice.ts'

export type AnySandboxService = SandboxService<unknown, unknown>

/** A client and what it needs to know of each system; loaded when the first test asks. */
export interface Service {
  readonly client: SandboxClient
  readonly services: readonly AnySandboxService[]
  /** Ends what serves the client, where that is part of this process. */
  close?(): Promise<void>
}

/** What a runner's adapter brings along. */
export interface ServiceParts {
  /** Describes the systems whose sandboxes the run's tests may ask for. */
  readonly services: readonly AnySandboxService[]
  /** Starts the embedded emulator, where that is the choice. */
  readonly startEmulator: () => Promise<{
    readonly url: string
    readonly apiKey: string
    close(): Promise<void>
  }>
}

/** Opens the chosen service. */
export async function openService(choice: ServiceChoice, parts: ServiceParts): Promise<Service> {
  const { services } = parts
  if (choice.name === 'hosted') return { client: createClient(choice.credentials), services }
  const emulator = await parts.startEmulator()
  const client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
  return { client, services, close: () => emulator.close() }
}
