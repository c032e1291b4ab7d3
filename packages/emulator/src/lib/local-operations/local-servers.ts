import type { LocalServerName } from '../local/local-server-name.ts'
import { checked, type Operation } from '../operations/operation.ts'
import { countRecords } from '../systems/document.ts'
import { loadSystems } from '../systems/load-systems.ts'
import { naiveTimestamp } from '../world/timestamps.ts'

/** Servers of local sandboxes that take data of their own (newer public document). */
const SERVERS: readonly LocalServerName[] = ['google_cloud', 'poste_email_toolathlon', 'canvas']

/**
 * `POST /local-sandbox/<server>/{sandbox_id}/initialize` and `GET .../dump`, as for the servers of
 * other sandboxes.
 */
export const localServerOperations: readonly Operation[] = SERVERS.flatMap((server) => [
  initializeServer(server),
  dumpServer(server),
])

function initializeServer(server: LocalServerName): Operation {
  return {
    name: 'localInitialize',
    method: 'POST',
    path: `/local-sandbox/${server}/:sandbox_id/initialize`,
    status: 200,
    async prepare(request) {
      const systems = await loadSystems()
      const input = checked(request, systems.input(server, 'local'))
      return ({ local, now }) => {
        const { sandbox_id: id } = input.path
        const seed = systems.seed(server, input)
        local.heldServer(server, id).document.add(seed, now())
        const message = `Initialized sandbox with ${countRecords(seed)} records`
        return { sandbox_id: id, status: 'occupied', message }
      }
    },
  }
}

function dumpServer(server: LocalServerName): Operation {
  return {
    name: 'localDump',
    method: 'GET',
    path: `/local-sandbox/${server}/:sandbox_id/dump`,
    status: 200,
    async prepare({ path: { sandbox_id: id = '' } }) {
      const systems = await loadSystems()
      return ({ local, now }) => ({
        sandbox_id: id,
        server_name: server,
        dumped_at: naiveTimestamp(now()),
        data: systems.dump(server, 'local', local.heldServer(server, id).document.data),
      })
    },
  }
}
