import { randomBytes, randomUUID } from 'node:crypto'

import type { EmulatedClose } from '../close/close-sandbox.ts'
import type { Dictionary } from '../validation/containers.ts'
import { SandboxDocument } from '../systems/document.ts'
import type { ServerName } from './server-name.ts'

/** Whether a sandbox is free, leased or out of order, as the API names it. */
export type SandboxStatus = 'idle' | 'occupied' | 'error'

/** What an acquire may ask for. */
export interface LeaseTerms {
  readonly benchmark: string | null
  /** The reference's tags: an object. */
  readonly tags: Dictionary | null
  /** The newer public document's tag: one string. */
  readonly tag: string | null
  readonly test_account_email: string | null
  /** After how long the sandbox releases itself; never for `null`. */
  readonly ttl_seconds: number | null
}

/** One holding of a sandbox, from acquire to release. */
export interface Lease {
  /** The id in the MCP address; minted by each acquire and dead after the release. */
  readonly instanceId: string
  /** The credential for the system behind the sandbox, likewise. */
  readonly accessToken: string
  readonly terms: LeaseTerms
  readonly since: Date
  /** When the sandbox releases itself, in milliseconds since 1970. */
  readonly endsAt: number
  /** Its holder has given it back, and the sandbox is not idle yet. */
  readonly isLingering: boolean
}

/** A sandbox of the pool: it outlives its leases and is handed out again, empty, under the same id. */
export class Sandbox {
  readonly id: string = randomUUID()
  readonly server: ServerName
  /** Close's data, in a sandbox for Close. */
  readonly close: EmulatedClose | undefined
  /** What was initialized in a sandbox for anything else. */
  readonly document: SandboxDocument = new SandboxDocument()
  /** The test account that it was first asked for by, if any. */
  accountEmail: string | undefined
  #isBroken = false
  #lease: Lease | undefined
  #updatedAt: Date

  constructor(server: ServerName, close: EmulatedClose | undefined, now: Date) {
    this.server = server
    this.close = close
    this.#updatedAt = now
  }

  get status(): SandboxStatus {
    if (this.#isBroken) return 'error'
    return this.#lease === undefined ? 'idle' : 'occupied'
  }

  get lease(): Lease | undefined {
    return this.#lease
  }

  get updatedAt(): Date {
    return this.#updatedAt
  }

  occupy(terms: LeaseTerms, now: Date): Lease {
    const ttlMs = terms.ttl_seconds === null ? Infinity : terms.ttl_seconds * 1000
    this.#updatedAt = now
    this.#lease = {
      instanceId: randomUUID(),
      accessToken: newAccessToken(),
      terms,
      since: now,
      endsAt: now.getTime() + ttlMs,
      isLingering: false,
    }
    return this.#lease
  }

  /** Empties the sandbox and keeps the lease. Answers what was deleted, in words. */
  reset(now: Date): string {
    this.#updatedAt = now
    return this.close?.reset() ?? this.document.reset()
  }

  /** Something went wrong in it: it is of no use until it is released. */
  breakDown(now: Date): void {
    this.#isBroken = true
    this.#updatedAt = now
  }

  /** Its holder is done with it, but it takes until `endsAt` to come free. */
  linger(endsAt: number): void {
    if (this.#lease !== undefined) this.#lease = { ...this.#lease, endsAt, isLingering: true }
  }

  release(now: Date): void {
    this.reset(now)
    this.#lease = undefined
    this.#isBroken = false
  }
}

/** Looks like one of Close's API keys. */
function newAccessToken(): string {
  return `api_${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`
}
