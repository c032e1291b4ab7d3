import type { EmulatorCore } from '../core/core.ts'
import { loadOnce } from '../http/load-once.ts'
import type { LocalServerName } from '../local/local-server-name.ts'
import type { RelayedServer } from '../mcp/relayed-server.ts'
import type { ToolServer } from '../mcp/tool-server.ts'
import type { EmulatedSystem } from '../mcp/systems/emulated-system.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { ServerName } from '../sandbox/server-name.ts'
import { loadSystems } from '../systems/load-systems.ts'

// Each `import()` asks Node's module loader anew: a tenth of a millisecond for every message.
const loadCloseServer = loadOnce(() => import('../mcp/close/close-mcp-server.ts'))
const loadFilesystemServer = loadOnce(() => import('../mcp/filesystem/filesystem-server.ts'))
const loadToollessServer = loadOnce(() => import('../mcp/toolless-server.ts'))

const loadRelayedServer = loadOnce(() => import('../mcp/relayed-server.ts'))
const loadSystemServers = loadOnce(() => import('../mcp/systems/system-server.ts'))

/** Systems that the user gave tools, by server. */
export type EmulatedSystems = ReadonlyMap<string, EmulatedSystem>

/** Systems whose tools are built in. */
const BUILT_IN: Readonly<Partial<Record<ServerName, () => Promise<EmulatedSystem>>>> = {
  gmail: loadOnce(async () => (await import('../mcp/gmail/gmail-system.ts')).gmailSystem),
  google_calendar: loadOnce(
    async () => (await import('../mcp/google-calendar/calendar-system.ts')).calendarSystem,
  ),
  slack: loadOnce(async () => (await import('../mcp/slack/slack-system.ts')).slackSystem),
}

/** The MCP server at an address, and whose it is. */
export interface FoundServer {
  readonly server: string
  readonly sandboxId: string
  /** Absent for a local sandbox. */
  readonly sandbox: Sandbox | undefined
  /** Loads the server's code. */
  readonly load: () => Promise<ToolServer | RelayedServer>
}

/** The MCP server that an address names, while its sandbox is held. */
export function findMcpServer(
  core: EmulatorCore,
  systems: EmulatedSystems,
  server: string,
  query: URLSearchParams,
): FoundServer | undefined {
  const [instanceId, localId] = [query.get('instance_id'), query.get('local_sandbox_id')]
  if (instanceId !== null) return ofSandbox(core, systems, server, instanceId)
  return localId === null ? undefined : ofLocalSandbox(core, server, localId)
}

function ofSandbox(
  core: EmulatorCore,
  systems: EmulatedSystems,
  server: string,
  instanceId: string,
): FoundServer | undefined {
  const sandbox = core.registry.atInstance(instanceId)
  if (sandbox?.server !== server) return undefined
  const load = (): Promise<ToolServer> => loadServer(core, systems, sandbox)
  return { server, sandbox, sandboxId: sandbox.id, load }
}

async function loadServer(
  core: EmulatorCore,
  systems: EmulatedSystems,
  sandbox: Sandbox,
): Promise<ToolServer> {
  const { close } = sandbox
  if (close === undefined) return loadSystemServer(core, systems, sandbox)
  const { closeToolServer } = await loadCloseServer()
  const open = () => ({ store: close.store, now: core.clock.now() })
  return closeToolServer({ quirks: core.quirks, open })
}

/** The tools that the user gave a system, or those that are built in; else none. */
async function loadSystemServer(
  core: EmulatorCore,
  given: EmulatedSystems,
  { server, document, accountEmail }: Sandbox,
): Promise<ToolServer> {
  const system = given.get(server) ?? (await BUILT_IN[server]?.())
  if (system === undefined) return loadToolless(server)
  const [{ systemServer }, systems] = await Promise.all([loadSystemServers(), loadSystems()])
  const now = (): Date => core.clock.now()
  return systemServer(system, { document, systems, account: accountEmail, now })
}

function ofLocalSandbox(
  core: EmulatorCore,
  server: string,
  localId: string,
): FoundServer | undefined {
  const sandbox = core.local.find(localId)
  if (!sandbox?.servers.some(({ name }) => name === server)) return undefined
  const load = async (): Promise<ToolServer | RelayedServer> => {
    const command = core.local.commands[server as LocalServerName]
    if (command !== undefined) {
      const { relayedServer } = await loadRelayedServer()
      return relayedServer(await sandbox.processes.named(server, command))
    }
    if (server !== 'filesystem') return loadToolless(server)
    const { filesystemServer } = await loadFilesystemServer()
    return filesystemServer(sandbox.workspace)
  }
  return { server, sandbox: undefined, sandboxId: localId, load }
}

async function loadToolless(server: string): Promise<ToolServer> {
  const { toollessServer } = await loadToollessServer()
  return toollessServer(server)
}
