import type { AcquireAnswer, StatusAnswer } from './answer-contracts.ts'
import type { Operation } from './operation.ts'
import { acquireBody } from './request-bodies.ts'
import type { SandboxService } from '../seeds/sandbox-service.ts'
import type { AcquireOptions, ListedSandbox, ListOptions, SandboxDetails } from './sandbox.ts'

/** Which capacity to have ready: one benchmark's, one server's. */
export interface PrepareOptions {
  readonly benchmark?: AcquireOptions['benchmark']
  readonly server?: string
}

export function acquireOperation(
  server: string,
  options: AcquireOptions,
): Operation<AcquireAnswer> {
  return {
    name: 'acquire',
    method: 'POST',
    path: ['sandbox', server],
    body: acquireBody(options),
    server,
    answer: (contracts) => contracts.acquireAnswer,
  }
}

export function getOperation(server: string, sandboxId: string): Operation<SandboxDetails> {
  return {
    name: 'get',
    method: 'GET',
    path: ['sandbox', server, sandboxId],
    server,
    sandboxId,
    answer: (contracts) => contracts.detailsAnswer,
    idIn,
  }
}

export function listOperation({
  tags,
  tag,
  server,
}: ListOptions): Operation<readonly ListedSandbox[]> {
  const encoded = tags === undefined ? undefined : JSON.stringify(tags)
  return {
    name: 'list',
    method: 'GET',
    path: ['sandbox'],
    query: { tags: encoded, tag, server_name: server },
    answer: (contracts) => contracts.listAnswer,
  }
}

export function releaseOperation(
  server: string,
  sandboxId: string,
  instanceId: string | undefined,
): Operation<StatusAnswer> {
  return {
    name: 'release',
    method: 'DELETE',
    path: ['sandbox', server, sandboxId],
    query: { instance_id: instanceId },
    server,
    sandboxId,
    answer: (contracts) => contracts.statusAnswer,
    idIn,
  }
}

export function resetOperation(server: string, sandboxId: string): Operation<StatusAnswer> {
  return {
    name: 'reset',
    method: 'POST',
    path: ['sandbox', server, sandboxId, 'reset'],
    server,
    sandboxId,
    answer: (contracts) => contracts.statusAnswer,
    idIn,
  }
}

export function initializeOperation(
  server: string,
  sandboxId: string,
  seed: unknown,
): Operation<StatusAnswer> {
  return {
    name: 'initialize',
    method: 'POST',
    path: ['sandbox', server, sandboxId, 'initialize'],
    body: seed,
    server,
    sandboxId,
    answer: (contracts) => contracts.statusAnswer,
    idIn,
  }
}

export function initializeDefaultOperation(
  server: string,
  sandboxId: string,
): Operation<StatusAnswer> {
  return {
    ...initializeOperation(server, sandboxId, undefined),
    query: { init_default_data: 'true' },
  }
}

export function dumpOperation<Dump>(
  { server, dump }: SandboxService<unknown, Dump>,
  sandboxId: string,
): Operation<Dump> {
  return {
    name: 'dump',
    method: 'GET',
    path: ['sandbox', server, sandboxId, 'dump'],
    server,
    sandboxId,
    answer: (contracts) => contracts.dumpAnswer(dump, sandboxId),
  }
}

export function prepareOperation({ benchmark, server }: PrepareOptions): Operation<unknown> {
  return {
    name: 'prepare',
    method: 'POST',
    path: ['sandbox', 'prepare'],
    query: { benchmark, server_name: server },
    answer: (contracts) => contracts.anyAnswer,
  }
}

function idIn(answer: Pick<StatusAnswer, 'sandboxId'>): string {
  return answer.sandboxId
}
