import type { EmulatorCore } from '../core/core.ts'
import { loadOnce } from '../http/load-once.ts'
import type { ToolServer } from '../mcp/tool-server.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

// Each `import()` asks Node's module loader anew: a tenth of a millisecond for every message.
const loadCloseServer = loadOnce(() => import('../mcp/close/close-mcp-server.ts'))
const loadFilesystemServer = loadOnce(() => import('../mcp/filesystem/filesystem-server.ts'))
const loadToollessServer = loadOnce(() => import('../mcp/toolless-server.ts'))

/** The MCP server at an address, and whose it is. */
export interface FoundServer {
  readonly server: string
  readonly sandboxId: string
  /** Absent for a local sandbox. */
  readonly sandbox: Sandbox | undefined
  /** Loads the server's code. */
  readonly load: () => Promise<ToolServer>
}

/** The MCP server that an address names, while its sandbox is held. */
export function findMcpServer(
  core: EmulatorCore,
  server: string,
  query: URLSearchParams,
): FoundServer | undefined {
  const [instanceId, localId] = [query.get('instance_id'), query.get('local_sandbox_id')]
  if (instanceId !== null) return ofSandbox(core, server, instanceId)
  return localId === null ? undefined : ofLocalSandbox(core, server, localId)
}

function ofSandbox(
  core: EmulatorCore,
  server: string,
  instanceId: string,
): FoundServer | undefined {
  const sandbox = core.registry.atInstance(instanceId)
  if (sandbox?.server !== server) return undefined
  const load = (): Promise<ToolServer> => loadServer(core, sandbox)
  return { server, sandbox, sandboxId: sandbox.id, load }
}

async function loadServer(core: EmulatorCore, { server, close }: Sandbox): Promise<ToolServer> {
  if (close === undefined) return loadToolless(server)
  const { closeToolServer } = await loadCloseServer()
  const open = () => ({ store: close.store, now: core.clock.now() })
  return closeToolServer({ quirks: core.quirks, open })
}

function ofLocalSandbox(
  core: EmulatorCore,
  server: string,
  localId: string,
): FoundServer | undefined {
  const sandbox = core.local.find(localId)
  if (!sandbox?.servers.some(({ name }) => name === server)) return undefined
  const load = async (): Promise<ToolServer> => {
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
