import { SandpitError } from '@sandpit/client/errors'
import type { LeasedSandbox, LeaseRequest } from '../link/link.ts'
import type { HolderAddress, LeaseAddress } from '../slots/holder.ts'
import type { Slot } from '../slots/slot.ts'
import type { Lease } from '../slots/tenure.ts'

/** Gives each lease an address of its own, which ends with it. */
export interface LeaseAddresses {
  /**
   * Resolves when an address can be opened for such a lease.
   *
   * @throws SandpitError `configuration` for faults that are none, or where nothing can be listened on
   */
  start(request: LeaseRequest): Promise<void>
  /** Opens the way of a test's agents to its sandbox, after `start`. */
  open(slot: Slot, request: LeaseRequest): LeaseAddress
  /** Opens the way to whichever sandbox a worker's test has, after `start`. */
  openWorker(): HolderAddress
}

/** A sandbox as its test sees it: by the addresses of its lease. */
export function leasedSandbox({ server, sandbox }: Slot, { id, address }: Lease): LeasedSandbox {
  const { sandboxId } = sandbox
  if (address === undefined) return { leaseId: id, server, ...sandbox }
  const { mcpUrls, restUrl, restToken } = address
  const isOne = sandbox.mcpUrls === undefined
  const where = isOne ? { mcpUrl: mcpUrls[server] ?? '' } : { mcpUrl: '', mcpUrls }
  return { leaseId: id, server, sandboxId, ...where, restUrl, restToken }
}

/** @throws SandpitError `configuration` where tests have the sandboxes' own addresses */
export function addressOf({ server, lease }: Slot): LeaseAddress {
  if (lease?.address !== undefined) return lease.address
  throw ownAddresses(server)
}

export function ownAddresses(server: string): SandpitError {
  return new SandpitError(
    'configuration',
    `Tests of this run use the '${server}' sandbox's own address (\`reach: 'direct'\`). So calls are not recorded and cannot be made to fail, and a worker has no address of its own.`,
    { server },
  )
}
