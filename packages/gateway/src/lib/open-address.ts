import { randomBytes } from 'node:crypto'
import type { CallFault } from '@sandpit/client/tool-call'
import { Address, type AddressOptions } from './address.ts'
import type { LateCall, Route, Routes } from './routes.ts'
import type { Refusal } from './wire/refusal.ts'

/** What it takes to give out an address. */
export interface AddressMaker {
  /** Where the gateway is reached. */
  readonly url: string
  readonly routes: Routes
  readonly graceMs?: number
  readonly settleMs?: number
  readonly onLateCall?: (call: LateCall) => void
  readonly onUnstruckFault?: (unstruck: UnstruckFault) => void
}

/** A fault that was asked for, and met no call before its lease was over. */
export interface UnstruckFault {
  /** Whose lease it was. */
  readonly label: string | undefined
  readonly fault: CallFault
}

/** Opens the routes of a lease, which lead nowhere any more when it ends. */
export function openAddress(maker: AddressMaker, options: AddressOptions): Address {
  const { url, routes, graceMs = 1000, settleMs = 5000 } = maker
  const { onLateCall, onUnstruckFault = () => {} } = maker
  const { label, mcp } = options
  const restToken = randomBytes(24).toString('base64url')
  const whenOver = new Map<string, Route>()
  const find = (): Address | Refusal => (address.isOver ? leaseOver : address)
  const add = (place: RoutePlace): string => {
    const over = overRoute(place, label, onLateCall)
    // A request that came in before the end, and was read after it, is late too.
    const path = routes.add({ ...over, find })
    whenOver.set(path, over)
    return url + path
  }
  const servers = Object.keys(mcp)
  const address: Address = new Address(options, {
    mcpUrls: Object.fromEntries(servers.map((server) => [server, add({ kind: 'mcp', server })])),
    restUrl: add({ kind: 'rest', server: servers[0] ?? '', token: restToken }),
    restToken,
    patience: { graceMs, settleMs },
    onEnd: () => {
      for (const [path, route] of whenOver) routes.close(path, route)
      for (const fault of address.faults.unstruck) onUnstruckFault({ label, fault })
    },
  })
  return address
}

type RoutePlace = Pick<Route, 'kind' | 'server' | 'token'>

/** Made where no closure can hold the lease: the route is remembered long after it. */
function overRoute(
  place: RoutePlace,
  label: string | undefined,
  onLateCall: AddressMaker['onLateCall'],
): Route {
  const { server } = place
  const onLate = (tool: string): void => onLateCall?.({ label, server, tool })
  return { ...place, find: () => leaseOver, onLate }
}

const leaseOver: Refusal = {
  reason: 'lease_over',
  message:
    'The test that had this sandbox is over, and so is its address. Await everything that the test starts, and give each test its own `mcpUrl`.',
}
