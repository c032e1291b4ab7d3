import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { LocalSandbox, SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import type { SlotSandbox } from '../slots/slot.ts'

/** What the broker does with local sandboxes; a seed is the folder that the workspace starts with. */
export function parseWorkspace(value: unknown): string {
  if (typeof value === 'string' && isDirectory(value)) return resolve(value)
  const found = typeof value === 'string' ? `'${value}', which is none` : typeof value
  const message = `expected a folder of this machine, found ${found}`
  throw new SandpitError(
    'invalid_seed',
    `The seed of a local sandbox breaks its contract: ${message}; no call was made.`,
    { issues: [{ path: [], message }] },
  )
}

export async function acquireLocal(
  client: SandboxClient,
  servers: readonly string[] | 'ALL',
): Promise<SlotSandbox> {
  // The names were checked where the test was declared; the service has the last word on them.
  const acquired = await client.local.acquire(servers as 'ALL')
  const { localSandboxId: sandboxId } = acquired
  if (acquired.status !== 'error') return { sandboxId, mcpUrl: '', mcpUrls: addresses(acquired) }
  await client.local.release(sandboxId)
  throw new SandpitError(
    'sandbox_broken',
    `The service gave local sandbox ${sandboxId} in state error, and got it back. Try again; if it comes back, tell the service about it.`,
    { sandboxId, operation: 'acquire' },
  )
}

function addresses({ servers }: LocalSandbox): Record<string, string> {
  const named = servers.map(({ server, mcpUrl }) => [server, mcpUrl] as const)
  return Object.fromEntries(named.filter((pair): pair is [string, string] => pair.every(Boolean)))
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
