import { createClient } from '@sandpit/client'
import type { ServiceChoice } from './service-choice.ts'
import type { AnySandboxService, Service } from './service-source.ts'

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
