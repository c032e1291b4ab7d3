import { CloseSandbox } from '../close/close-sandbox.ts'
import { ApiError } from '../api-error.ts'
import { type LeaseTerms, Sandbox } from './sandbox.ts'
import type { ServerName } from './server-name.ts'

export interface RegistryOptions {
  /** How many sandboxes a server has. */
  capacityOf(server: ServerName): number
  now(): Date
}

/**
 * All sandboxes of the emulator: a finite pool for each server.
 *
 * A sandbox comes into being when it is first needed, then stays for good: it is handed out
 * again before a new one is made, as the recorded sessions show.
 */
export class SandboxRegistry {
  readonly #options: RegistryOptions
  readonly #pools = new Map<ServerName, Sandbox[]>()
  readonly #byInstance = new Map<string, Sandbox>()
  readonly #byAccessToken = new Map<string, Sandbox>()

  constructor(options: RegistryOptions) {
    this.#options = options
  }

  acquire(server: ServerName, terms: LeaseTerms): Sandbox {
    const sandbox = this.#idle(server) ?? this.#add(server)
    const lease = sandbox.occupy(terms, this.#options.now())
    this.#byInstance.set(lease.instanceId, sandbox)
    this.#byAccessToken.set(lease.accessToken, sandbox)
    return sandbox
  }

  /** The sandbox with this id, if it is held. What it answers otherwise is inferred. */
  held(server: ServerName, id: string): Sandbox {
    const sandbox = this.#pool(server).find((candidate) => candidate.id === id)
    if (sandbox?.lease !== undefined) return sandbox
    throw new ApiError(404, `Sandbox '${id}' not found for server '${server}'`)
  }

  /** The sandbox whose MCP address carries this instance id, while its lease lasts. */
  atInstance(instanceId: string): Sandbox | undefined {
    return this.#byInstance.get(instanceId)
  }

  /** The sandbox whose details give this access token, while its lease lasts. */
  withAccessToken(accessToken: string): Sandbox | undefined {
    return this.#byAccessToken.get(accessToken)
  }

  /** Ends a lease: the sandbox is empty, idle, and its address is dead. */
  release(sandbox: Sandbox): void {
    if (sandbox.lease !== undefined) {
      this.#byInstance.delete(sandbox.lease.instanceId)
      this.#byAccessToken.delete(sandbox.lease.accessToken)
    }
    sandbox.release(this.#options.now())
  }

  /** Every sandbox that is held, oldest pool first. */
  allHeld(): Sandbox[] {
    return [...this.#pools.values()].flat().filter((sandbox) => sandbox.lease !== undefined)
  }

  /** Every sandbox that has been needed so far, idle ones included. */
  all(): Sandbox[] {
    return [...this.#pools.values()].flat()
  }

  #idle(server: ServerName): Sandbox | undefined {
    return this.#pool(server).find((sandbox) => sandbox.status === 'idle')
  }

  #add(server: ServerName): Sandbox {
    const pool = this.#pool(server)
    // No public record shows the service's answer to an exhausted pool; this one is inferred.
    if (pool.length >= this.#options.capacityOf(server)) {
      throw new ApiError(503, `No idle sandbox available for server '${server}'`)
    }
    const close = server === 'close' ? new CloseSandbox() : undefined
    const sandbox = new Sandbox(server, close, this.#options.now())
    pool.push(sandbox)
    return sandbox
  }

  #pool(server: ServerName): Sandbox[] {
    const known = this.#pools.get(server)
    if (known !== undefined) return known
    const pool: Sandbox[] = []
    this.#pools.set(server, pool)
    return pool
  }
}
