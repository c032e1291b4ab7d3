import { resolve } from 'node:path'
import type { LocalServers } from '@sandpit/client'
import type { CallFault, ToolCall } from '@sandpit/client/tool-call'
import type { LeasedSandbox, Link } from './link.ts'

/** The names in a list of servers; any for all of them. */
export type ServerOf<Servers extends LocalServers> = Servers extends readonly (infer Name)[]
  ? Name & string
  : string

/** A local sandbox, a machine with several MCP servers, in the hands of one test. */
export class LocalSandbox<Server extends string = string> {
  readonly sandboxId: string
  readonly #link: Link
  readonly #lease: LeasedSandbox

  constructor(link: Link, lease: LeasedSandbox) {
    this.sandboxId = lease.sandboxId
    this.#link = link
    this.#lease = lease
  }

  /**
   * Where each of its MCP servers is, by the server's name. The addresses are credentials, so no
   * listing of this object shows them; keep them out of logs.
   */
  get mcpUrls(): Readonly<Record<Server, string>> {
    return this.#lease.mcpUrls ?? ({} as Readonly<Record<Server, string>>)
  }

  /** Every call of its servers' tools so far, whoever made it, in order. */
  calls(): Promise<readonly ToolCall[]> {
    return this.#link.calls(this.#lease.leaseId)
  }

  /** Replaces which calls of its servers' tools go wrong from now on; an empty list ends it. */
  setFaults(faults: readonly CallFault[]): Promise<void> {
    return this.#link.setFaults(this.#lease.leaseId, faults)
  }

  /** Brings the machine back to where it started. */
  reset(): Promise<void> {
    return this.#link.reset(this.#lease.leaseId)
  }

  /** Makes the workspace hold what a folder of this machine holds. */
  upload(directory: string): Promise<void> {
    return this.#link.add(this.#lease.leaseId, resolve(directory))
  }

  /** Unpacks the workspace into a folder of this machine; nothing is ever written outside of it. */
  async download(directory: string): Promise<void> {
    await this.#link.dump(this.#lease.leaseId, resolve(directory))
  }
}
