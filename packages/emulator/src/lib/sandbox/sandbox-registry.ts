import type { EmulatedClose } from '../close/close-sandbox.ts'
import { ApiError } from '../http/api-error.ts'
import { type Lease, type LeaseTerms, Sandbox } from './sandbox.ts'
import type { ServerName } from './server-name.ts'

export interface RegistryOptions {
  /** How many sandboxes a server has. */
  capacityOf(server: ServerName): number
  /** Makes the Close organization of another sandbox. */
  createClose(): EmulatedClose
  now(): Date
}

/**
 * All sandboxes of the emulator: a finite pool for each server.
 *
 * A sandbox comes into being when it is first needed, then stays for good: it is handed out
 * again before a new one is made, as the recorded sessions show. Leases that have run out end
 * before anything else is looked at, so that time needs no timers.
 */
export class SandboxRegistry {
  readonly #options: RegistryOptions
  readonly #pools = new Map<ServerName, Sandbox[]>()
  readonly #byId = new Map<string, Sandbox>()
  readonly #byInstance = new Map<string, Sandbox>()
  readonly #byAccessToken = new Map<string, Sandbox>()
  #nextEnd = Infinity

  constructor(options: RegistryOptions) {
    this.#options = options
  }

  acquire(server: ServerName, terms: LeaseTerms): Sandbox {
    this.#endLeases()
    const sandbox = this.#choose(server, terms.test_account_email)
    const lease = sandbox.occupy(terms, this.#options.now())
    this.#byInstance.set(lease.instanceId, sandbox)
    this.#byAccessToken.set(lease.accessToken, sandbox)
    this.#nextEnd = Math.min(this.#nextEnd, lease.endsAt)
    return sandbox
  }

  /** The sandbox with this id, if it is held. What it answers otherwise is inferred. */
  held(server: ServerName, id: string): Sandbox {
    this.#endLeases()
    const sandbox = this.#byId.get(id)
    if (sandbox?.server === server && isHeld(sandbox)) return sandbox
    throw new ApiError(404, `Sandbox '${id}' not found for server '${server}'`)
  }

  /** The sandbox whose MCP address carries this instance id, while its lease lasts. */
  atInstance(instanceId: string): Sandbox | undefined {
    this.#endLeases()
    return this.#byInstance.get(instanceId)
  }

  /** The sandbox whose details give this access token, while its lease lasts. */
  withAccessToken(accessToken: string): Sandbox | undefined {
    this.#endLeases()
    return this.#byAccessToken.get(accessToken)
  }

  /** Ends a lease, now or `lingerMs` later: the sandbox is empty, idle, and its address is dead. */
  release(sandbox: Sandbox, lingerMs: number): void {
    const now = this.#options.now()
    if (lingerMs > 0) {
      sandbox.linger(now.getTime() + lingerMs)
      this.#nextEnd = Math.min(this.#nextEnd, now.getTime() + lingerMs)
      return
    }
    if (sandbox.lease !== undefined) this.#forget(sandbox.lease)
    sandbox.release(now)
  }

  /** Every sandbox that is held, in the order in which they came into being. */
  allHeld(): Sandbox[] {
    return this.all().filter(isHeld)
  }

  /** Every sandbox that has been needed so far, idle ones included. */
  all(): Sandbox[] {
    this.#endLeases()
    return [...this.#byId.values()]
  }

  find(id: string): Sandbox | undefined {
    return this.#byId.get(id)
  }

  #endLeases(): void {
    const now = this.#options.now().getTime()
    if (now < this.#nextEnd) return
    this.#nextEnd = Infinity
    for (const sandbox of this.#byId.values()) {
      const endsAt = sandbox.lease?.endsAt ?? Infinity
      if (endsAt <= now) this.release(sandbox, 0)
      else this.#nextEnd = Math.min(this.#nextEnd, endsAt)
    }
  }

  #forget(lease: Lease): void {
    this.#byInstance.delete(lease.instanceId)
    this.#byAccessToken.delete(lease.accessToken)
  }

  /**
   * An idle sandbox, or the one of a test account. Which accounts the service has is not known:
   * here, a sandbox belongs to the first account that it was asked for by (inferred).
   */
  #choose(server: ServerName, accountEmail: string | null): Sandbox {
    const pool = this.#pool(server)
    if (accountEmail === null) return pool.find(isIdle) ?? this.#add(server)
    const own = pool.find((sandbox) => sandbox.accountEmail === accountEmail)
    if (own !== undefined && !isIdle(own)) throw exhausted(server)
    const free =
      own ?? pool.find((sandbox) => isIdle(sandbox) && sandbox.accountEmail === undefined)
    const sandbox = free ?? this.#add(server)
    sandbox.accountEmail = accountEmail
    return sandbox
  }

  #add(server: ServerName): Sandbox {
    const pool = this.#pool(server)
    if (pool.length >= this.#options.capacityOf(server)) throw exhausted(server)
    const close = server === 'close' ? this.#options.createClose() : undefined
    const sandbox = new Sandbox(server, close, this.#options.now())
    pool.push(sandbox)
    this.#byId.set(sandbox.id, sandbox)
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

/** No public record shows the service's answer to an exhausted pool; this one is inferred. */
export function exhausted(server: string): ApiError {
  return new ApiError(503, `No idle sandbox available for server '${server}'`)
}

function isIdle(sandbox: Sandbox): boolean {
  return sandbox.status === 'idle'
}

function isHeld(sandbox: Sandbox): boolean {
  return sandbox.lease !== undefined && !sandbox.lease.isLingering
}
