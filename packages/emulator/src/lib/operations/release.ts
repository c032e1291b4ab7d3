import { model, required } from '../validation/containers.ts'
import { defineOperation, type Operation } from './operation.ts'
import { sandboxPath, type SandboxPath } from './sandbox-path.ts'

interface ReleaseInput {
  readonly path: SandboxPath
}

/** `DELETE /sandbox/{server_name}/{sandbox_id}`: empties a sandbox and puts it back in the pool. */
export const release: Operation = defineOperation<ReleaseInput>({
  name: 'release',
  method: 'DELETE',
  path: '/sandbox/:server_name/:sandbox_id',
  input: model<ReleaseInput>({ path: required(sandboxPath) }),
  work({ path }, { registry, lingerMs }) {
    const sandbox = registry.held(path.server_name, path.sandbox_id)
    registry.release(sandbox, lingerMs)
    return {
      sandbox_id: sandbox.id,
      status: 'idle',
      message: `Sandbox ${sandbox.id} released successfully and is now available for reuse`,
    }
  },
})
