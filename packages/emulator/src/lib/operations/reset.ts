import { sandboxPath, type SandboxPath } from '../sandbox/sandbox-path.ts'
import { model, required } from '../validation/containers.ts'
import { defineOperation, type Operation } from './operation.ts'

interface ResetInput {
  readonly path: SandboxPath
}

/**
 * `POST /sandbox/{server_name}/{sandbox_id}/reset`: empties a held sandbox and keeps its address.
 * That one in `error` stays in it is inferred.
 */
export const reset: Operation = defineOperation<ResetInput>({
  name: 'reset',
  method: 'POST',
  path: '/sandbox/:server_name/:sandbox_id/reset',
  input: model<ResetInput>({ path: required(sandboxPath) }),
  work({ path }, { registry, now }) {
    const sandbox = registry.held(path.server_name, path.sandbox_id)
    const message = sandbox.status === 'error' ? 'Reset failed.' : sandbox.reset(now())
    return { sandbox_id: sandbox.id, status: sandbox.status, message }
  },
})
