import { sandboxPath, type SandboxPath } from '../sandbox/sandbox-path.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { nullable } from '../validation/check.ts'
import { model, optional, required } from '../validation/containers.ts'
import { boolean, string } from '../validation/scalars.ts'
import { defineOperation, type Operation } from './operation.ts'

interface ReleaseInput {
  readonly path: SandboxPath
  readonly query: { readonly is_ttl: boolean; readonly instance_id: string | null }
}

/**
 * `DELETE /sandbox/{server_name}/{sandbox_id}`: empties a sandbox and puts it back in the pool.
 *
 * `is_ttl` and `instance_id` are in the newer public document only. It says that the release is
 * skipped when the sandbox has another instance id by now; what is answered then is inferred.
 * `is_ttl` says who asks and changes nothing.
 */
export const release: Operation = defineOperation<ReleaseInput>({
  name: 'release',
  method: 'DELETE',
  path: '/sandbox/:server_name/:sandbox_id',
  input: model<ReleaseInput>({
    path: required(sandboxPath),
    query: required(
      model<ReleaseInput['query']>({
        is_ttl: optional(boolean, false),
        instance_id: optional(nullable(string), null),
      }),
    ),
  }),
  work({ path, query }, { registry, lingerMs }) {
    const sandbox = registry.held(path.server_name, path.sandbox_id)
    if (!isInstance(sandbox, query.instance_id)) return skipped(sandbox)
    registry.release(sandbox, lingerMs)
    return {
      sandbox_id: sandbox.id,
      status: 'idle',
      message: `Sandbox ${sandbox.id} released successfully and is now available for reuse`,
    }
  },
})

function isInstance({ lease }: Sandbox, instanceId: string | null): boolean {
  return instanceId === null || lease?.instanceId === instanceId
}

function skipped({ id, status }: Sandbox): object {
  const message = `Release of sandbox ${id} skipped: its instance ID is another one`
  return { sandbox_id: id, status, message }
}
