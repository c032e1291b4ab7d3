import { heldDocument } from '../sandbox/held-document.ts'
import { loadSystems } from '../systems/load-systems.ts'
import { naiveTimestamp } from '../world/timestamps.ts'
import type { Operation } from './operation.ts'

/** `GET /sandbox/{server_name}/{sandbox_id}/dump`, for servers other than Close: what is in it now. */
export const dump: Operation = {
  name: 'dump',
  method: 'GET',
  path: '/sandbox/:server_name/:sandbox_id/dump',
  status: 200,
  async prepare({ path: { server_name: server = '', sandbox_id: id = '' } }) {
    const systems = await loadSystems()
    systems.requireSystem(server, 'sandbox')
    return ({ registry, now }) => {
      const { sandbox, document } = heldDocument(registry, server, id, 'dump')
      return {
        sandbox_id: sandbox.id,
        server_name: sandbox.server,
        dumped_at: naiveTimestamp(now()),
        data: systems.dump(server, 'sandbox', document.data),
      }
    }
  },
}
