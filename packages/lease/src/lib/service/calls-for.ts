import { serversOfKey } from '../link/local-key.ts'
import { LocalCalls } from './local-calls.ts'
import { PooledCalls } from './pooled-calls.ts'
import type { SandboxCalls } from './sandbox-calls.ts'

/** How the sandboxes of a system are taken and given back, by what a run calls the system. */
export function callsFor(server: string): SandboxCalls {
  const local = serversOfKey(server)
  return local === undefined ? new PooledCalls() : new LocalCalls(local)
}
