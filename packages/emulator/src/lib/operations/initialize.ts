import { heldDocument } from '../sandbox/held-document.ts'
import { countRecords } from '../systems/document.ts'
import { loadSystems } from '../systems/load-systems.ts'
import { checked, type Operation } from './operation.ts'

/**
 * `POST /sandbox/{server_name}/{sandbox_id}/initialize`, for servers other than Close: adds what the
 * public document describes for the server to what is there. For a server that it describes nothing
 * for, it has no such path.
 */
export const initialize: Operation = {
  name: 'initialize',
  method: 'POST',
  path: '/sandbox/:server_name/:sandbox_id/initialize',
  status: 200,
  async prepare(request) {
    const server = request.path['server_name'] ?? ''
    const systems = await loadSystems()
    const input = checked(request, systems.input(server, 'sandbox'))
    return ({ registry, now }) => {
      const { sandbox, document } = heldDocument(
        registry,
        server,
        input.path.sandbox_id,
        'initialize',
      )
      const seed = systems.seed(server, input)
      document.add(seed, now())
      const message = `Initialized sandbox with ${countRecords(seed)} records`
      return { sandbox_id: sandbox.id, status: sandbox.status, message }
    }
  },
}
