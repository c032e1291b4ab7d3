import { serverName } from '../sandbox/sandbox-path.ts'
import type { ServerName } from '../sandbox/server-name.ts'
import { nullable } from '../validation/check.ts'
import { model, optional, required } from '../validation/containers.ts'
import { oneOf } from '../validation/scalars.ts'
import { defineOperation, type Operation } from './operation.ts'

interface PrepareInput {
  readonly query: { readonly benchmark: string | null; readonly server_name: ServerName | null }
}

/**
 * `POST /sandbox/prepare` (newer public document): asks for more capacity ahead of time. Pools of
 * the emulator are as large as they were told to be, so it changes nothing; its answer is inferred.
 */
export const prepare: Operation = defineOperation<PrepareInput>({
  name: 'prepare',
  method: 'POST',
  path: '/sandbox/prepare',
  input: model<PrepareInput>({
    query: required(
      model<PrepareInput['query']>({
        benchmark: optional(nullable(oneOf(['MCP_Atlas', 'Toolathlon', 'MCP_Mark'])), null),
        server_name: optional(nullable(serverName), null),
      }),
    ),
  }),
  work: () => ({ message: 'Capacity is prepared.' }),
})
