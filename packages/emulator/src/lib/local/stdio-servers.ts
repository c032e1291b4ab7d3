import type { LocalCommand } from './local-command.ts'
import { StdioServer } from './stdio-server.ts'
import type { Workspace } from './workspace.ts'

/** The real servers that run in one local sandbox, by name. */
export class StdioServers {
  readonly #workspace: Workspace
  readonly #running = new Map<string, Promise<StdioServer>>()

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** The one of a name, which is started when it is first asked for. */
  named(name: string, command: LocalCommand): Promise<StdioServer> {
    const running = this.#running.get(name)
    if (running !== undefined) return running
    const started = StdioServer.start(name, command, this.#workspace)
    this.#running.set(name, started)
    // One that could not be started is not one to be ended.
    started.catch(() => this.#running.delete(name))
    return started
  }

  /** Ends all of them. */
  async clear(): Promise<void> {
    const running = [...this.#running.values()]
    this.#running.clear()
    await Promise.all(running.map(async (server) => (await server).stop()))
  }
}
