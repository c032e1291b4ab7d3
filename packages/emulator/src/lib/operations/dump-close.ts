import { heldClose } from '../sandbox/held-close.ts'
import { model, required } from '../validation/containers.ts'
import { string } from '../validation/scalars.ts'
import { naiveTimestamp } from '../world/timestamps.ts'
import { defineOperation, type Operation } from './operation.ts'

interface DumpInput {
  readonly path: { readonly sandbox_id: string }
}

/** `GET /sandbox/close/{sandbox_id}/dump` (newer public document): what is in the sandbox now. */
export const dumpClose: Operation = defineOperation<DumpInput>({
  name: 'dump',
  method: 'GET',
  path: '/sandbox/close/:sandbox_id/dump',
  input: model<DumpInput>({ path: required(model({ sandbox_id: required(string) })) }),
  work({ path }, { registry, now }) {
    const { sandbox, close } = heldClose(registry, path.sandbox_id, 'dump')
    return {
      sandbox_id: sandbox.id,
      server_name: sandbox.server,
      dumped_at: naiveTimestamp(now()),
      data: close.dumpJson(),
    }
  },
})
