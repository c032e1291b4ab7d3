import type { Credentials } from '../record/run-journal.ts'
import type { ServiceName } from '../link/link.ts'
import type { Service } from '../service/open-service.ts'

/** A service that a run takes its sandboxes from. */
export interface RunService {
  /** Called once, when the first test asks for a sandbox, with the most that the run takes of a server. */
  readonly service: (ceiling: number) => Promise<Service>
  /**
   * How to reach the service when this process is dead. Leave it out for sandboxes that live in
   * this process and end with it.
   */
  readonly credentials?: Credentials
}

export interface RunServicesOptions extends RunService {
  /** The service that a worker names; called when the first does. Default: the run's own. */
  readonly serviceNamed?: (name: ServiceName) => RunService
}

/** The services that a run uses, each opened when the first test asks for a sandbox of it. */
export class RunServices {
  readonly #options: RunServicesOptions
  readonly #ceiling: number
  readonly #named = new Map<ServiceName, RunService>()
  readonly #opened = new Map<RunService['service'], Promise<Service>>()

  constructor(options: RunServicesOptions, ceiling: number) {
    this.#options = options
    this.#ceiling = ceiling
  }

  /** The service of a name; the run's own without one. */
  find(name: ServiceName | undefined): RunService {
    if (name === undefined || this.#options.serviceNamed === undefined) return this.#options
    const found = this.#named.get(name) ?? this.#options.serviceNamed(name)
    this.#named.set(name, found)
    return found
  }

  async open(name: ServiceName | undefined): Promise<Service> {
    const { service } = this.find(name)
    const opened = this.#opened.get(service) ?? service(this.#ceiling)
    this.#opened.set(service, opened)
    return opened
  }

  async close(): Promise<void> {
    for (const opened of this.#opened.values()) {
      const service = await opened.catch(() => undefined)
      await service?.client.close()
      await service?.close?.()
    }
  }
}
