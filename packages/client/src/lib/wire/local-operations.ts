import type {
  AcquireLocalOptions,
  ExecutionLog,
  LocalSandboxDetails,
  LocalServers,
  LocalTransferOptions,
  SignedUrl,
} from './local-sandbox.ts'
import type { StatusAnswer } from './answer-contracts.ts'
import type { Operation } from './operation.ts'
import { acquireLocalBody } from './request-bodies.ts'

type Region = LocalTransferOptions['region']

export function acquireLocalOperation(
  servers: LocalServers,
  options: AcquireLocalOptions,
): Operation<LocalSandboxDetails> {
  return {
    name: 'local.acquire',
    method: 'POST',
    path: ['local-sandbox'],
    body: acquireLocalBody(servers, options),
    answer: (contracts) => contracts.localSandboxAnswer,
  }
}

export function listLocalOperation(): Operation<readonly LocalSandboxDetails[]> {
  return {
    name: 'local.list',
    method: 'GET',
    path: ['local-sandbox'],
    answer: (contracts) => contracts.localListAnswer,
  }
}

export function getLocalOperation(sandboxId: string): Operation<LocalSandboxDetails> {
  return on(sandboxId, [], {
    name: 'local.get',
    method: 'GET',
    answer: (contracts) => contracts.localSandboxAnswer,
  })
}

export function releaseLocalOperation(sandboxId: string): Operation<unknown> {
  return on(sandboxId, [], {
    name: 'local.release',
    method: 'DELETE',
    answer: (contracts) => contracts.anyAnswer,
  })
}

export function resetLocalOperation(sandboxId: string): Operation<unknown> {
  return on(sandboxId, ['reset'], {
    name: 'local.reset',
    method: 'POST',
    answer: (contracts) => contracts.anyAnswer,
  })
}

export function uploadUrlOperation(sandboxId: string, region: Region): Operation<SignedUrl> {
  const call = { name: 'local.uploadUrl', method: 'POST', query: { region } } as const
  return on(sandboxId, ['upload-url'], {
    ...call,
    answer: (contracts) => contracts.uploadUrlAnswer,
  })
}

export function initializeLocalOperation(
  sandboxId: string,
  region: Region,
): Operation<StatusAnswer> {
  const call = { name: 'local.initialize', method: 'POST', query: { region } } as const
  return on(sandboxId, ['initialize'], { ...call, answer: (contracts) => contracts.statusAnswer })
}

export function dumpLocalOperation(sandboxId: string, region: Region): Operation<SignedUrl> {
  const call = { name: 'local.dump', method: 'GET', query: { region } } as const
  return on(sandboxId, ['dump'], { ...call, answer: (contracts) => contracts.downloadUrlAnswer })
}

export function executionUploadUrlOperation(
  sandboxId: string,
  execution: string,
  region: Region,
): Operation<SignedUrl> {
  return on(sandboxId, ['execution-upload-url'], {
    name: 'local.executionUploadUrl',
    method: 'POST',
    query: { region },
    body: { execution_name: execution },
    answer: (contracts) => contracts.uploadUrlAnswer,
  })
}

export function executeOperation(
  sandboxId: string,
  execution: string,
  region: Region,
): Operation<unknown> {
  return on(sandboxId, ['execute'], {
    name: 'local.execute',
    method: 'POST',
    query: { region },
    body: { execution_name: execution },
    answer: (contracts) => contracts.anyAnswer,
  })
}

export function executionStatusOperation(sandboxId: string, execution: string): Operation<string> {
  return on(sandboxId, ['execution-status'], {
    name: 'local.executionStatus',
    method: 'GET',
    query: { execution_name: execution },
    answer: (contracts) => contracts.executionStatusAnswer,
  })
}

export function executionLogOperation(
  sandboxId: string,
  execution: string,
  cursor: number | undefined,
): Operation<ExecutionLog> {
  return on(sandboxId, ['execution-logs'], {
    name: 'local.executionLogs',
    method: 'GET',
    query: { execution_name: execution, cursor: cursor?.toString() },
    answer: (contracts) => contracts.executionLogAnswer,
  })
}

export function exportArtifactsOperation(
  sandboxId: string,
  execution: string,
  region: Region,
): Operation<SignedUrl> {
  return on(sandboxId, ['export-artifacts'], {
    name: 'local.exportArtifacts',
    method: 'POST',
    query: { region },
    body: { execution_name: execution },
    answer: (contracts) => contracts.downloadUrlAnswer,
  })
}

type LocalCall<Answer> = Omit<Operation<Answer>, 'path' | 'sandboxId'>

function on<Answer>(
  sandboxId: string,
  path: readonly string[],
  call: LocalCall<Answer>,
): Operation<Answer> {
  return { ...call, sandboxId, path: ['local-sandbox', sandboxId, ...path] }
}
