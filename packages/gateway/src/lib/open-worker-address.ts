import { randomBytes } from 'node:crypto'
import type { Address } from './address.ts'
import type { AddressMaker } from './open-address.ts'
import type { Route } from './routes.ts'
import { WorkerAddress } from './worker-address.ts'

/** Opens a worker's routes; those of an MCP server when it is asked for. */
export function openWorkerAddress(maker: Omit<AddressMaker, 'graceMs'>): WorkerAddress {
  const { url, routes, onLateCall = () => {} } = maker
  const restToken = randomBytes(24).toString('base64url')
  const paths = new Map<string, string>()
  const add = (route: Pick<Route, 'kind' | 'server' | 'token'>): string => {
    const { kind, server } = route
    const hasServer = (address: Address): boolean =>
      kind === 'rest' || address.upstream(server) !== undefined
    const path = routes.add({
      ...route,
      find: () => worker.find(hasServer),
      onLate: (tool) => onLateCall({ label: undefined, server, tool }),
    })
    paths.set(server, path)
    return path
  }
  const worker: WorkerAddress = new WorkerAddress({
    mcpUrl: (server) => url + (paths.get(server) ?? add({ kind: 'mcp', server })),
    restUrl: url + add({ kind: 'rest', server: '', token: restToken }),
    restToken,
    onClose: () => {
      for (const path of paths.values()) routes.remove(path)
    },
  })
  return worker
}
