import type { Connection } from '../calls/connection.ts'
import {
  executeOperation,
  executionLogOperation,
  executionStatusOperation,
  executionUploadUrlOperation,
  exportArtifactsOperation,
} from '../wire/local-operations.ts'
import type { ExecutionLog, LocalTransferOptions, SignedUrl } from '../wire/local-sandbox.ts'
import type { CallOptions } from '../wire/sandbox.ts'

/**
 * Programs run in a local sandbox, each under a name of the caller's; reached as
 * `client.local.executions`. Source: newer public document only.
 *
 * @example
 * ```ts
 * const sandbox = await client.local.acquire(['filesystem'])
 * const { executions } = client.local
 * const { url } = await executions.uploadUrl(sandbox.localSandboxId, 'report')
 * await fetch(url, { method: 'PUT', body: 'print(1)' })
 * await executions.start(sandbox.localSandboxId, 'report')
 * const status = await executions.status(sandbox.localSandboxId, 'report')
 * ```
 */
export class LocalExecutions {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Where to PUT the program. `POST /local-sandbox/{id}/execution-upload-url`. */
  uploadUrl(
    localSandboxId: string,
    execution: string,
    options: LocalTransferOptions = {},
  ): Promise<SignedUrl> {
    const operation = executionUploadUrlOperation(localSandboxId, execution, options.region)
    return this.#connection.call(operation, options)
  }

  /** Begins to run what was uploaded. `POST /local-sandbox/{id}/execute`. */
  async start(
    localSandboxId: string,
    execution: string,
    options: LocalTransferOptions = {},
  ): Promise<void> {
    const operation = executeOperation(localSandboxId, execution, options.region)
    await this.#connection.call(operation, options)
  }

  /** The service's word for how it stands. `GET /local-sandbox/{id}/execution-status`. */
  status(localSandboxId: string, execution: string, options?: CallOptions): Promise<string> {
    return this.#connection.call(executionStatusOperation(localSandboxId, execution), options)
  }

  /** What it wrote from a byte on, 0 by default. `GET /local-sandbox/{id}/execution-logs`. */
  log(
    localSandboxId: string,
    execution: string,
    options: CallOptions & { readonly cursor?: number } = {},
  ): Promise<ExecutionLog> {
    const operation = executionLogOperation(localSandboxId, execution, options.cursor)
    return this.#connection.call(operation, options)
  }

  /** Where to get what it made. `POST /local-sandbox/{id}/export-artifacts`. */
  artifactsUrl(
    localSandboxId: string,
    execution: string,
    options: LocalTransferOptions = {},
  ): Promise<SignedUrl> {
    const operation = exportArtifactsOperation(localSandboxId, execution, options.region)
    return this.#connection.call(operation, options)
  }
}
