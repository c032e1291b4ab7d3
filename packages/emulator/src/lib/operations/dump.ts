import { heldDocument } from '../sandbox/held-document.ts'
import { sandboxPath, type SandboxPath } from '../sandbox/sandbox-path.ts'
import { model, required } from '../validation/containers.ts'
import { naiveTimestamp } from '../world/timestamps.ts'
import { defineOperation, type Operation } from './operation.ts'

interface DumpInput {
  readonly path: SandboxPath
}

/** `GET /sandbox/{server_name}/{sandbox_id}/dump`, for servers other than Close: what was initialized. */
export const dump: Operation = defineOperation<DumpInput>({
  name: 'dump',
  method: 'GET',
  path: '/sandbox/:server_name/:sandbox_id/dump',
  input: model<DumpInput>({ path: required(sandboxPath) }),
  work({ path }, { registry, now }) {
    const { sandbox, document } = heldDocument(registry, path, 'dump')
    return {
      sandbox_id: sandbox.id,
      server_name: sandbox.server,
      dumped_at: naiveTimestamp(now()),
      data: document.data,
    }
  },
})
