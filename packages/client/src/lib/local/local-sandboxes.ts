import type { Connection } from '../calls/connection.ts'
import { LocalExecutions } from './local-executions.ts'
import {
  acquireLocalOperation,
  dumpLocalOperation,
  getLocalOperation,
  initializeLocalOperation,
  listLocalOperation,
  releaseLocalOperation,
  resetLocalOperation,
  uploadUrlOperation,
} from '../wire/local-operations.ts'
import type {
  AcquireLocalOptions,
  LocalSandboxDetails,
  LocalServers,
  LocalTransferOptions,
  SignedUrl,
} from '../wire/local-sandbox.ts'
import { LocalSandboxLease } from './local-sandbox-lease.ts'
import { ParsedSeed } from '../seeds/parsed-seed.ts'
import type { Operation } from '../wire/operation.ts'
import type { CallOptions, SandboxStatus } from '../wire/sandbox.ts'
import { dumpOperation, initializeOperation } from '../wire/sandbox-operations.ts'
import type { SandboxService } from '../seeds/sandbox-service.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import type { Transport } from '../transport/transport.ts'
import type { DownloadOptions, WorkspaceOptions } from './workspace-transfer.ts'

/**
 * The local sandbox operations; reached as `client.local`.
 *
 * @example
 * ```ts
 * const { localSandboxId, servers } = await client.local.acquire(['filesystem', 'terminal'])
 * await runMyAgent(...servers.flatMap(({ mcpUrl }) => mcpUrl ?? []))
 * await client.local.release(localSandboxId)
 * ```
 */
export class LocalSandboxes {
  readonly #connection: Connection
  readonly #transport: Transport
  readonly #executions: LocalExecutions

  constructor(connection: Connection, transport: Transport) {
    this.#connection = connection
    this.#transport = transport
    this.#executions = new LocalExecutions(connection)
  }

  /** Programs run in a local sandbox. Source: newer public document only. */
  get executions(): LocalExecutions {
    return this.#executions
  }

  /**
   * Starts a virtual machine with the given servers, or all there are. Default deadline 120 s.
   * Source: API reference 6, `POST /local-sandbox`.
   */
  acquire(servers: LocalServers, options: AcquireLocalOptions = {}): Promise<LocalSandboxDetails> {
    return this.#connection.call(acquireLocalOperation(servers, options), options)
  }

  /** Acquires a local sandbox that releases itself at the end of its scope. */
  async lease(
    servers: LocalServers,
    options: AcquireLocalOptions = {},
  ): Promise<LocalSandboxLease> {
    return new LocalSandboxLease(this, await this.acquire(servers, options))
  }

  /** Source: API reference 7, `GET /local-sandbox/{local_sandbox_id}`. */
  get(localSandboxId: string, options?: CallOptions): Promise<LocalSandboxDetails> {
    return this.#connection.call(getLocalOperation(localSandboxId), options)
  }

  /** The account's active ones. Source: API reference 8, `GET /local-sandbox`. */
  list(options?: CallOptions): Promise<readonly LocalSandboxDetails[]> {
    return this.#connection.call(listLocalOperation(), options)
  }

  /**
   * Gives the machine up. The service does so in the background; one it does not know counts as
   * released. Source: API reference 9, `DELETE /local-sandbox/{local_sandbox_id}`.
   */
  async release(localSandboxId: string, options?: CallOptions): Promise<void> {
    try {
      await this.#connection.call(releaseLocalOperation(localSandboxId), options)
    } catch (error) {
      if (!(error instanceof SandpitError) || error.code !== 'not_found') throw error
    }
  }

  /** Source: API reference 10, `POST /local-sandbox/{local_sandbox_id}/reset`. */
  async reset(localSandboxId: string, options?: CallOptions): Promise<void> {
    await this.#connection.call(resetLocalOperation(localSandboxId), options)
  }

  /** Where to PUT a tar.gz. Source: API reference 11, `POST /local-sandbox/{local_sandbox_id}/upload-url`. */
  uploadUrl(localSandboxId: string, options: LocalTransferOptions = {}): Promise<SignedUrl> {
    return this.#connection.call(uploadUrlOperation(localSandboxId, options.region), options)
  }

  /**
   * Unpacks what was uploaded into the workspace; upload first.
   * Source: API reference 12, `POST /local-sandbox/{local_sandbox_id}/initialize`.
   */
  async initialize(
    localSandboxId: string,
    options: LocalTransferOptions = {},
  ): Promise<SandboxStatus> {
    const operation = initializeLocalOperation(localSandboxId, options.region)
    return (await this.#connection.call(operation, options)).status
  }

  /** Packs the workspace. Source: API reference 13, `GET /local-sandbox/{local_sandbox_id}/dump`. */
  dump(localSandboxId: string, options: LocalTransferOptions = {}): Promise<SignedUrl> {
    return this.#connection.call(dumpLocalOperation(localSandboxId, options.region), options)
  }

  /**
   * Makes a local sandbox's workspace hold what a directory holds: packs it as a stream, uploads
   * it, and has it unpacked. Memory stays the same whatever the size. Default deadline 30 min.
   * Source: API reference 11 and 12.
   */
  async uploadWorkspace(
    localSandboxId: string,
    directory: string,
    options: WorkspaceOptions = {},
  ): Promise<SandboxStatus> {
    const { uploadArchive } = await import('./workspace-transfer.ts')
    const signed = await this.uploadUrl(localSandboxId, urlOptions(options))
    await uploadArchive(this.#transport, signed.url, directory, options)
    return this.initialize(localSandboxId, urlOptions(options))
  }

  /**
   * Writes a local sandbox's workspace into a directory, which is made if it is not there.
   * Nothing in the archive can write outside it: an entry that tries fails the download, and so does
   * an archive that unpacks to more than `maxUnpackedBytes`.
   * Source: API reference 13.
   */
  async downloadWorkspace(
    localSandboxId: string,
    directory: string,
    options: DownloadOptions = {},
  ): Promise<void> {
    const { downloadArchive } = await import('./workspace-transfer.ts')
    const signed = await this.dump(localSandboxId, urlOptions(options))
    await downloadArchive(this.#transport, signed.url, directory, options)
  }

  /**
   * Seeds one server of a local sandbox, by that server's own id.
   * Source: newer public document only, `POST /local-sandbox/{server}/{sandbox_id}/initialize`.
   */
  async initializeServer<Seed>(
    service: SandboxService<Seed, unknown>,
    serverId: string,
    seed: NoInfer<Seed | ParsedSeed<Seed>>,
    options?: CallOptions,
  ): Promise<SandboxStatus> {
    const sent = ParsedSeed.of<Seed>(service, seed)
    // Whether such an answer names the server or its sandbox, no document says.
    const idIn = (): string => serverId
    const operation = initializeOperation(service.server, serverId, sent)
    const path = ['local-sandbox', service.server, serverId, 'initialize']
    return (await this.#connection.call({ ...operation, path, idIn }, options)).status
  }

  /**
   * What one server of a local sandbox holds.
   * Source: newer public document only, `GET /local-sandbox/{server}/{sandbox_id}/dump`.
   */
  dumpServer<Dump>(
    service: SandboxService<unknown, Dump>,
    serverId: string,
    options?: CallOptions,
  ): Promise<Dump> {
    const path = ['local-sandbox', service.server, serverId, 'dump']
    const { answer: _, ...operation } = dumpOperation(service, serverId)
    const read: Operation<Dump>['answer'] = (contracts) => contracts.dumpAnswer(service.dump)
    return this.#connection.call({ ...operation, path, answer: read }, options)
  }
}

/** A transfer's deadline is for its bytes; the short calls around it keep their own. */
function urlOptions({ signal, region }: WorkspaceOptions): LocalTransferOptions {
  return { ...(signal !== undefined && { signal }), ...(region !== undefined && { region }) }
}
