import { randomUUID } from 'node:crypto'

import { SandboxDocument } from '../systems/document.ts'
import { Executions } from './executions.ts'
import type { LocalServerName } from './local-server-name.ts'
import { StdioServers } from './stdio-servers.ts'
import type { Workspace } from './workspace.ts'

/** What acquiring a local sandbox may ask for. */
export interface LocalTerms {
  readonly server_names: readonly LocalServerName[]
  readonly benchmark: string | null
  readonly test_account_email: string | null
  readonly ttl_seconds: number | null
}

/** A machine that runs several servers over one workspace. */
export interface EmulatedLocalSandbox {
  readonly id: string
  readonly terms: LocalTerms
  readonly createdAt: Date
  /** When it releases itself, in milliseconds since 1970. */
  readonly endsAt: number
  readonly workspace: Workspace
  readonly executions: Executions
  /** Servers that are real programs, where the emulator was told how to start them. */
  readonly processes: StdioServers
  readonly servers: readonly LocalServer[]
}

/** One server of a local sandbox. */
export interface LocalServer {
  readonly id: string
  readonly name: LocalServerName
  /** What was initialized in it, for servers that take data of their own. */
  readonly document: SandboxDocument
}

export function createLocalSandbox(
  id: string,
  terms: LocalTerms,
  workspace: Workspace,
  now: Date,
): EmulatedLocalSandbox {
  const ttlMs = terms.ttl_seconds === null ? Infinity : terms.ttl_seconds * 1000
  return {
    id,
    terms,
    workspace,
    executions: new Executions(workspace),
    processes: new StdioServers(workspace),
    createdAt: now,
    endsAt: now.getTime() + ttlMs,
    servers: terms.server_names.map((name) => ({
      id: randomUUID(),
      name,
      document: new SandboxDocument(),
    })),
  }
}

/** Ends what runs in it, removes its files, and empties its servers. */
export async function clearLocalSandbox(sandbox: EmulatedLocalSandbox): Promise<void> {
  const { executions, processes, servers, workspace } = sandbox
  for (const { document } of servers) document.reset()
  await Promise.all([executions.clear(), processes.clear()])
  await workspace.clear()
}
