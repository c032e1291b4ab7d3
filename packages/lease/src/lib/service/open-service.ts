import { createClient, type SandboxClient } from '@sandpit/client'
import type { SandboxService } from '@sandpit/client/service'
import type { ServiceChoice } from './service-choice.ts'

/** What a run knows of the seeds and dumps of a system, whatever their types are. */
export type AnySandboxService = SandboxService<unknown, unknown>

/** Describes a system when the first test asks for it; answers nothing for one that it does not know. */
export type DescribeSystem = (server: string) => Promise<AnySandboxService | undefined>

/** A client and what it needs to know of each system; loaded when the first test asks. */
export interface Service {
  readonly client: SandboxClient
  readonly services: readonly AnySandboxService[]
  /** Describes a system that is none of the services, where that is known. */
  readonly describe?: DescribeSystem
  /** Ends what serves the client, where that is part of this process. */
  close?(): Promise<void>
}

/** What a runner's adapter brings along. */
export interface ServiceParts {
  /** Describes the systems whose sandboxes the run's tests may ask for. */
  readonly services: readonly AnySandboxService[]
  readonly describe?: DescribeSystem
  /** Starts the embedded emulator, where that is the choice. */
  readonly startEmulator: () => Promise<{
    readonly url: string
    readonly apiKey: string
    close(): Promise<void>
  }>
}

/**
 * Opens the chosen service.
 *
 * @example
 * ```ts
 * import { closeService } from '@sandpit/close/schema'
 * import { startEmulator } from '@sandpit/emulator'
 * import { chooseService } from '@sandpit/lease'
 * import { openService } from '@sandpit/lease/service'
 *
 * const { client, close: stop } = await openService(chooseService(process.env), {
 *   services: [closeService],
 *   startEmulator,
 * })
 * console.log(await client.list())
 * await stop?.()
 * ```
 */
export async function openService(choice: ServiceChoice, parts: ServiceParts): Promise<Service> {
  const { services, describe } = parts
  const described = { services, ...(describe && { describe: onceForEach(describe) }) }
  if (choice.name === 'hosted') {
    return { client: createClient(choice.credentials), ...described }
  }
  const emulator = await parts.startEmulator()
  const client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
  return { client, ...described, close: () => emulator.close() }
}

/** What describes a system in this run: what its config gives, else what the adapter knows. */
export async function describeIn(
  { services, describe }: Service,
  server: string,
): Promise<AnySandboxService | undefined> {
  return services.find((each) => each.server === server) ?? describe?.(server)
}

/** To describe a system takes some milliseconds, and every seed and dump of it asks. */
function onceForEach(describe: DescribeSystem): DescribeSystem {
  const described = new Map<string, ReturnType<DescribeSystem>>()
  return (server) => {
    const known = described.get(server) ?? describe(server)
    described.set(server, known)
    return known
  }
}
