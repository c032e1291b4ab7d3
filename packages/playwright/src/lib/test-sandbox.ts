import type { LeaseLink } from '@sandpit/lease/link'

/** A sandbox of any server in the hands of one test, empty at its start but for the test's seed. */
export class TestSandbox<Seed, Dump> {
  readonly sandboxId: string
  /** What the sandbox held when the test started. */
  readonly seed: Seed | undefined
  readonly #lease: LeaseLink

  constructor(lease: LeaseLink, seed: Seed | undefined) {
    this.sandboxId = lease.sandboxId
    this.seed = seed
    this.#lease = lease
  }

  /**
   * Where the sandbox's MCP server is: what the agent under test connects to. The address is the
   * credential, so no listing of this object shows it; keep it out of logs.
   */
  get mcpUrl(): string {
    return this.#lease.mcpUrl
  }

  /** Everything in the sandbox now, as the server's service describes it. */
  async dump(): Promise<Dump> {
    return (await this.#lease.dump()) as Dump
  }

  /** Empties the sandbox. */
  reset(): Promise<void> {
    return this.#lease.reset()
  }

  /**
   * Adds data to what is in the sandbox.
   *
   * @throws SandpitError `invalid_seed`, before any call, naming path, value and expectation.
   */
  add(seed: Seed): Promise<void> {
    return this.#lease.add(seed)
  }
}
