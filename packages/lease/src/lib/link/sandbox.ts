import type { LeasedSandbox, Link } from './link.ts'

/**
 * A sandbox in the hands of one test. Its seeds and dumps are of the shape that the run's service
 * for its server describes.
 */
export class Sandbox {
  readonly sandboxId: string
  /** The MCP server it is for, such as `jira`. */
  readonly server: string
  readonly #link: Link
  readonly #lease: LeasedSandbox

  constructor(link: Link, lease: LeasedSandbox) {
    this.sandboxId = lease.sandboxId
    this.server = lease.server
    this.#link = link
    this.#lease = lease
  }

  /**
   * Where the sandbox's MCP server is: what the agent under test connects to. The address is the
   * credential, so no listing of this object shows it; keep it out of logs.
   */
  get mcpUrl(): string {
    return this.#lease.mcpUrl
  }

  /** Empties the sandbox. */
  reset(): Promise<void> {
    return this.#link.reset(this.#lease.leaseId)
  }

  /**
   * Adds data to what is in the sandbox.
   *
   * @throws SandpitError `invalid_seed`, before any call; `configuration` for a server that no
   *   service of the run describes.
   */
  add(seed: unknown): Promise<void> {
    return this.#link.add(this.#lease.leaseId, seed)
  }

  /** Everything in the sandbox now. */
  dump(): Promise<unknown> {
    return this.#link.dump(this.#lease.leaseId)
  }
}

/** What a test may do with the sandbox it holds. */
export type LeaseLink = Pick<Sandbox, 'sandboxId' | 'mcpUrl' | 'reset' | 'add' | 'dump'>

/** A link narrowed to one lease. */
export function leaseLink(link: Link, lease: LeasedSandbox): Sandbox {
  return new Sandbox(link, lease)
}
