import { ApiError } from '../http/api-error.ts'
import { Execution } from './execution.ts'
import type { Workspace } from './workspace.ts'

/** The programs of one local sandbox, by the names that its holder gives them. */
export class Executions {
  readonly #workspace: Workspace
  readonly #byName = new Map<string, Execution>()
  #count = 0

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** The one of this name, which need not have been there yet. */
  named(name: string): Execution {
    const known = this.#byName.get(name)
    if (known !== undefined) return known
    this.#count += 1
    const execution = new Execution(this.#workspace, this.#count)
    this.#byName.set(name, execution)
    return execution
  }

  /** Throws 404 for a name that nothing was uploaded under; the text is inferred. */
  uploaded(name: string): Execution {
    const execution = this.#byName.get(name)
    if (execution?.isUploaded === true) return execution
    throw new ApiError(404, `Execution '${name}' not found`)
  }

  /** Ends and forgets all of them. */
  async clear(): Promise<void> {
    const running = [...this.#byName.values()]
    this.#byName.clear()
    await Promise.all(running.map((execution) => execution.stop()))
  }
}
