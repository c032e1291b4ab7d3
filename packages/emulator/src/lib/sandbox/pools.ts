import { SandpitError } from '@sandpit/client/errors'

import { isServerName, type ServerName } from './server-name.ts'

/** How many sandboxes each server has. */
export type Pools = Readonly<Partial<Record<ServerName, number>>>

/**
 * Answers the pools it was given.
 *
 * @throws SandpitError `configuration` for an unknown server or a size that is not a whole number
 */
export function checkPools(pools: Readonly<Record<string, number>>): Pools {
  for (const [server, size] of Object.entries(pools)) {
    if (!isServerName(server)) {
      const message = `There is no server '${server}' to make a pool for. Use a name of the API reference, such as 'close'.`
      throw new SandpitError('configuration', message, { server })
    }
    if (!Number.isSafeInteger(size) || size < 0) {
      const message = `The pool of '${server}' cannot have ${size} sandboxes. Use a whole number from 0 up.`
      throw new SandpitError('configuration', message, { server })
    }
  }
  return pools
}
