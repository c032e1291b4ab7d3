import { SandpitError } from '@sandpit/client/errors'

import { isServerName } from '../../sandbox/server-name.ts'
import { defineEmulatedSystem, type EmulatedSystem } from './emulated-system.ts'

/**
 * Systems by server, as `startEmulator` was given them.
 *
 * @throws SandpitError `configuration` for a server that has no sandboxes, that has its own MCP
 *   server, or that two are for, and for what `defineEmulatedSystem` refuses
 */
export function systemsByServer(
  systems: readonly EmulatedSystem[],
): ReadonlyMap<string, EmulatedSystem> {
  const byServer = new Map<string, EmulatedSystem>()
  for (const system of systems) {
    const { server } = system
    if (server === 'close') throw wrong(server, 'has the tools of the public server already')
    if (!isServerName(server))
      throw wrong(server, 'is no server that a sandbox can be acquired for')
    if (byServer.has(server)) throw wrong(server, 'is given twice')
    byServer.set(server, defineEmulatedSystem(system))
  }
  return byServer
}

function wrong(server: string, what: string): SandpitError {
  return new SandpitError('configuration', `The emulated system '${server}' ${what}.`, { server })
}
