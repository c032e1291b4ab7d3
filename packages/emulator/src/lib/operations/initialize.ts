import { countRecords } from '../sandbox/document.ts'
import { heldDocument } from '../sandbox/held-document.ts'
import { sandboxPath, type SandboxPath } from '../sandbox/sandbox-path.ts'
import { nullable } from '../validation/check.ts'
import { dictionary, type Dictionary, model, optional, required } from '../validation/containers.ts'
import { defineOperation, type Operation } from './operation.ts'

interface InitializeInput {
  readonly path: SandboxPath
  readonly body: Dictionary | null
}

/**
 * `POST /sandbox/{server_name}/{sandbox_id}/initialize`, for servers other than Close: any object
 * is taken. The public document has one such path for each server, with a schema of its own.
 */
export const initialize: Operation = defineOperation<InitializeInput>({
  name: 'initialize',
  method: 'POST',
  path: '/sandbox/:server_name/:sandbox_id/initialize',
  input: model<InitializeInput>({
    path: required(sandboxPath),
    body: optional(nullable(dictionary), null),
  }),
  work({ path, body }, { registry }) {
    const { sandbox, document } = heldDocument(registry, path, 'initialize')
    const data = body ?? {}
    document.add(data)
    return {
      sandbox_id: sandbox.id,
      status: sandbox.status,
      message: `Initialized sandbox with ${countRecords(data)} records`,
    }
  },
})
