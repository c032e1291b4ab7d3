import { randomUUID } from 'node:crypto'

import { EXPIRES_IN_MINUTES, STORAGE_PATH } from '../local/signed-paths.ts'
import { defineOperation, type Operation } from '../operations/operation.ts'
import type { Check } from '../validation/check.ts'
import { model, optional, required, requiredBody } from '../validation/containers.ts'
import { integerBetween, oneOf, string } from '../validation/scalars.ts'
import { archiveFailure } from './local-path.ts'

// All five are in the newer public document only, and so is everything about them.

interface ExecutionInput {
  readonly path: { readonly local_sandbox_id: string }
  readonly query: { readonly region: string }
  readonly body: { readonly execution_name: string }
}

const executionInput: Check<ExecutionInput> = model<ExecutionInput>({
  path: required(model({ local_sandbox_id: required(string) })),
  query: required(model({ region: optional<string>(oneOf(['us', 'asia']), 'us') })),
  body: requiredBody(model({ execution_name: required(string) })),
})

interface ExecutionQuery {
  readonly path: { readonly local_sandbox_id: string }
  readonly query: { readonly execution_name: string; readonly cursor: number }
}

const cursor = integerBetween(0, Number.MAX_SAFE_INTEGER)

const executionQuery: Check<ExecutionQuery> = model<ExecutionQuery>({
  path: required(model({ local_sandbox_id: required(string) })),
  query: required(model({ execution_name: required(string), cursor: optional(cursor, 0) })),
})

/** `POST .../execution-upload-url`: where to PUT a tar.gz with `main.py` for half an hour. */
export const executionUploadUrl: Operation = defineOperation({
  name: 'localExecutionUploadUrl',
  method: 'POST',
  path: '/local-sandbox/:local_sandbox_id/execution-upload-url',
  input: executionInput,
  work({ path, body }, { local, origin }) {
    const { id, executions } = local.held(path.local_sandbox_id)
    const { upload } = executions.named(body.execution_name)
    const signed = local.signedPaths.sign('PUT', `${STORAGE_PATH}${id}/${upload}.tar.gz`)
    return { upload_url: `${origin}${signed}`, expires_in_minutes: EXPIRES_IN_MINUTES }
  },
})

/** `POST .../execute`: begins to run `main.py`, if the emulator may run programs. */
export const execute: Operation = defineOperation({
  name: 'localExecute',
  method: 'POST',
  path: '/local-sandbox/:local_sandbox_id/execute',
  input: executionInput,
  async work({ path, body }, { local }) {
    const { execution_name: name } = body
    const execution = local.held(path.local_sandbox_id).executions.uploaded(name)
    await execution.start({ isRun: local.runPrograms }).catch(archiveFailure('execute'))
    return { message: `Execution '${name}' started.`, execution_name: name }
  },
})

/** `GET .../execution-status`. */
export const executionStatus: Operation = defineOperation({
  name: 'localExecutionStatus',
  method: 'GET',
  path: '/local-sandbox/:local_sandbox_id/execution-status',
  input: executionQuery,
  work({ path, query }, { local }) {
    const { executions } = local.held(path.local_sandbox_id)
    return { status: executions.uploaded(query.execution_name).status }
  },
})

/** `GET .../execution-logs`: what was written from a byte on. */
export const executionLogs: Operation = defineOperation({
  name: 'localExecutionLogs',
  method: 'GET',
  path: '/local-sandbox/:local_sandbox_id/execution-logs',
  input: executionQuery,
  async work({ path, query }, { local }) {
    const { executions } = local.held(path.local_sandbox_id)
    const execution = executions.uploaded(query.execution_name)
    // Before the log: once it has ended, what is read next is all that it wrote.
    const { status } = execution
    return { status, ...(await execution.log(query.cursor)) }
  },
})

/** `POST .../export-artifacts`: where to GET the directory it ran in for half an hour. */
export const exportArtifacts: Operation = defineOperation({
  name: 'localExportArtifacts',
  method: 'POST',
  path: '/local-sandbox/:local_sandbox_id/export-artifacts',
  input: executionInput,
  async work({ path, body }, { local, origin }) {
    const { id, executions } = local.held(path.local_sandbox_id)
    const name = `artifacts-${randomUUID()}`
    await executions.uploaded(body.execution_name).exportTo(name)
    const signed = local.signedPaths.sign('GET', `${STORAGE_PATH}${id}/${name}.tar.gz`)
    return { download_url: `${origin}${signed}`, expires_in_minutes: EXPIRES_IN_MINUTES }
  },
})
