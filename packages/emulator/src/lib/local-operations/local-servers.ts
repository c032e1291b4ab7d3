import type { LocalServerName } from '../local/local-sandbox.ts'
import { defineOperation, type Operation } from '../operations/operation.ts'
import { countRecords } from '../sandbox/document.ts'
import { type Check, nullable } from '../validation/check.ts'
import { dictionary, type Dictionary, model, optional, required } from '../validation/containers.ts'
import { boolean, string } from '../validation/scalars.ts'
import { naiveTimestamp } from '../world/timestamps.ts'

interface ServerInput {
  readonly path: { readonly sandbox_id: string }
}

interface ServerSeed extends ServerInput {
  readonly query: { readonly init_default_data: boolean }
  readonly body: Dictionary | null
}

const path = required(model({ sandbox_id: required(string) }))
const serverInput: Check<ServerInput> = model<ServerInput>({ path })
const serverSeed: Check<ServerSeed> = model<ServerSeed>({
  path,
  query: required(model({ init_default_data: optional(boolean, false) })),
  body: optional(nullable(dictionary), null),
})

/** Servers of local sandboxes that take data of their own (newer public document). */
const SERVERS: readonly LocalServerName[] = ['google_cloud', 'poste_email_toolathlon', 'canvas']

/**
 * `POST /local-sandbox/<server>/{sandbox_id}/initialize` and `GET .../dump`: any object is kept and
 * given back, as for other servers. The default data of each is not known, so there is none.
 */
export const localServerOperations: readonly Operation[] = SERVERS.flatMap((server) => [
  initializeServer(server),
  dumpServer(server),
])

function initializeServer(server: LocalServerName): Operation {
  return defineOperation({
    name: 'localInitialize',
    method: 'POST',
    path: `/local-sandbox/${server}/:sandbox_id/initialize`,
    input: serverSeed,
    work({ path: { sandbox_id: id }, body }, { local }) {
      const data = body ?? {}
      local.heldServer(server, id).document.add(data)
      const message = `Initialized sandbox with ${countRecords(data)} records`
      return { sandbox_id: id, status: 'occupied', message }
    },
  })
}

function dumpServer(server: LocalServerName): Operation {
  return defineOperation({
    name: 'localDump',
    method: 'GET',
    path: `/local-sandbox/${server}/:sandbox_id/dump`,
    input: serverInput,
    work({ path: { sandbox_id: id } }, { local, now }) {
      const { data } = local.heldServer(server, id).document
      return { sandbox_id: id, server_name: server, dumped_at: naiveTimestamp(now()), data }
    },
  })
}
