import { type ClientOptions, parseApiKey, parseBaseUrl } from './client-options.ts'
import { Connection } from './connection.ts'
import { parseSeed } from './parse-seed.ts'
import type { SandboxService } from './sandbox-service.ts'
import type {
  AcquiredSandbox,
  AcquireOptions,
  CallOptions,
  ListedSandbox,
  ListOptions,
  SandboxDetails,
  SandboxStatus,
} from './sandbox.ts'
import { SandpitError } from './sandpit-error.ts'
import { withSecrets } from './secret-properties.ts'
import { createUndiciTransport } from './undici-transport.ts'
import {
  type AcquireAnswer,
  acquireAnswer,
  acquireBody,
  addressFor,
  detailsAnswer,
  dumpAnswer,
  listAnswer,
  statusAnswer,
} from './wire.ts'

/**
 * A client of the Klavis sandbox API. Makes no call until asked for one.
 *
 * @throws SandpitError `configuration` for a missing or malformed key, region or base URL.
 *
 * @example
 * ```ts
 * import { createClient } from '@sandpit/client'
 *
 * await using client = createClient({ apiKey: process.env['KLAVIS_API_KEY'] })
 * const sandbox = await client.acquire('close')
 * await client.release('close', sandbox.sandboxId)
 * ```
 */
export function createClient(options: ClientOptions): SandboxClient {
  return new SandboxClient(options)
}

/**
 * The sandbox API, one method an operation. Every method throws `SandpitError`; its `code` says
 * what went wrong, its message what to do. Neither JSON nor inspection shows the key.
 */
export class SandboxClient implements AsyncDisposable {
  /** Where the service is; no secret. */
  readonly baseUrl: string
  readonly #connection: Connection
  readonly #close: () => Promise<void>

  constructor(options: ClientOptions) {
    const apiKey = parseApiKey(options.apiKey)
    this.baseUrl = parseBaseUrl(options)
    const owned = options.transport === undefined ? createUndiciTransport() : undefined
    const transport = owned?.transport ?? options.transport
    if (transport === undefined) throw new SandpitError('configuration', 'There is no transport.')
    this.#connection = new Connection({ apiKey, baseUrl: this.baseUrl, transport })
    this.#close = async () => owned?.close()
  }

  /**
   * Takes an idle sandbox of a server out of the pool.
   *
   * @throws SandpitError `exhausted` when none is idle; `timeout` after 60 s by default.
   * Source: API reference 1, `POST /sandbox/{server_name}`.
   */
  async acquire(server: string, options: AcquireOptions = {}): Promise<AcquiredSandbox> {
    const body = acquireBody(options)
    const answer = await this.#connection.call(
      {
        name: 'acquire',
        method: 'POST',
        path: ['sandbox', server],
        server,
        answer: acquireAnswer,
        ...(body !== undefined && { body }),
      },
      options,
    )
    const { sandboxId, status } = answer
    const mcpUrl = await this.#addressOf(server, answer, options)
    return withSecrets({ sandboxId, status, server: answer.server }, { mcpUrl })
  }

  /** One sandbox as it is now. Source: API reference 2, `GET /sandbox/{server_name}/{sandbox_id}`. */
  get(server: string, sandboxId: string, options?: CallOptions): Promise<SandboxDetails> {
    return this.#connection.call(
      {
        name: 'get',
        method: 'GET',
        path: ['sandbox', server, sandboxId],
        server,
        sandboxId,
        answer: detailsAnswer,
      },
      options,
    )
  }

  /** The account's sandboxes. Source: API reference 3, `GET /sandbox`. */
  list(options: ListOptions = {}): Promise<readonly ListedSandbox[]> {
    const { tags, tag, server } = options
    return this.#connection.call(
      {
        name: 'list',
        method: 'GET',
        path: ['sandbox'],
        query: {
          tags: tags === undefined ? undefined : JSON.stringify(tags),
          tag,
          server_name: server,
        },
        answer: listAnswer,
      },
      options,
    )
  }

  /**
   * Gives a sandbox back to the pool. Source: API reference 4, `DELETE /sandbox/{server_name}/{sandbox_id}`.
   */
  async release(server: string, sandboxId: string, options?: CallOptions): Promise<void> {
    await this.#connection.call(
      {
        name: 'release',
        method: 'DELETE',
        path: ['sandbox', server, sandboxId],
        server,
        sandboxId,
        answer: statusAnswer,
      },
      options,
    )
  }

  /**
   * Empties a sandbox; it stays yours, at the same address.
   * Source: API reference 5, `POST /sandbox/{server_name}/{sandbox_id}/reset`.
   */
  async reset(server: string, sandboxId: string, options?: CallOptions): Promise<SandboxStatus> {
    const answer = await this.#connection.call(
      {
        name: 'reset',
        method: 'POST',
        path: ['sandbox', server, sandboxId, 'reset'],
        server,
        sandboxId,
        answer: statusAnswer,
      },
      options,
    )
    return answer.status
  }

  /**
   * Adds a seed to what the sandbox holds.
   *
   * @throws SandpitError `invalid_seed` before any call when the seed breaks `service.seed`;
   * `validation` when the service refuses it, each issue with its path in the seed.
   * Source: Close page, `POST /sandbox/close/{sandbox_id}/initialize`; other servers by analogy.
   */
  async initialize<Seed>(
    service: SandboxService<Seed, unknown>,
    sandboxId: string,
    seed: NoInfer<Seed>,
    options?: CallOptions,
  ): Promise<SandboxStatus> {
    const { server } = service
    const answer = await this.#connection.call(
      {
        name: 'initialize',
        method: 'POST',
        path: ['sandbox', server, sandboxId, 'initialize'],
        body: parseSeed(service, seed),
        server,
        sandboxId,
        answer: statusAnswer,
      },
      options,
    )
    return answer.status
  }

  /**
   * Fills a sandbox with the service's own sample data (`init_default_data`).
   * Source: Close page, `POST /sandbox/close/{sandbox_id}/initialize`.
   */
  async initializeDefault(
    server: string,
    sandboxId: string,
    options?: CallOptions,
  ): Promise<SandboxStatus> {
    const answer = await this.#connection.call(
      {
        name: 'initialize',
        method: 'POST',
        path: ['sandbox', server, sandboxId, 'initialize'],
        query: { init_default_data: 'true' },
        server,
        sandboxId,
        answer: statusAnswer,
      },
      options,
    )
    return answer.status
  }

  /**
   * What the sandbox holds now, in the shape of a seed.
   * Source: newer public document only, `GET /sandbox/close/{sandbox_id}/dump`.
   */
  dump<Dump>(
    service: SandboxService<unknown, Dump>,
    sandboxId: string,
    options?: CallOptions,
  ): Promise<Dump> {
    const { server } = service
    return this.#connection.call(
      {
        name: 'dump',
        method: 'GET',
        path: ['sandbox', server, sandboxId, 'dump'],
        server,
        sandboxId,
        answer: dumpAnswer(service.dump),
      },
      options,
    )
  }

  /** Lets calls in flight end, then closes the client's connections. A given transport stays open. */
  close(): Promise<void> {
    return this.#close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close()
  }

  /** The acquire answer's address; `server_urls` may be null, and then the details have it. */
  async #addressOf(server: string, answer: AcquireAnswer, options: CallOptions): Promise<string> {
    const { sandboxId } = answer
    const given = answer.serverUrl ?? addressFor(server, answer.serverUrls)
    if (given !== undefined) return given
    const details = await this.get(server, sandboxId, options)
    if (details.mcpUrl !== undefined) return details.mcpUrl
    throw new SandpitError(
      'protocol',
      `acquire for '${server}' gave sandbox ${sandboxId} without an MCP address. It is still ` +
        'occupied: release it, and tell the service about it.',
      { operation: 'acquire', server, sandboxId },
    )
  }
}
