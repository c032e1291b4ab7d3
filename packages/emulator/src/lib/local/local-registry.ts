import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { ApiError } from '../http/api-error.ts'
import {
  clearLocalSandbox,
  createLocalSandbox,
  type EmulatedLocalSandbox,
  type LocalServer,
  type LocalTerms,
} from './local-sandbox.ts'
import type { LocalServerName } from './local-server-name.ts'
import type { LocalCommands } from './local-command.ts'
import { SignedPaths } from './signed-paths.ts'
import { Workspace } from './workspace.ts'

const CAPACITY = 16

export interface LocalRegistryOptions {
  readonly commands: LocalCommands
  readonly runPrograms: boolean
  /** How much an archive may be, packed and unpacked. */
  readonly maxWorkspaceBytes: number
  readonly now: () => Date
}

/** Every local sandbox there is, and the directory that their workspaces are in. */
export class LocalRegistry {
  readonly signedPaths: SignedPaths
  /** Whether what is uploaded as a program is run. */
  readonly runPrograms: boolean
  /** How to start servers that are real programs. */
  readonly commands: LocalCommands
  readonly #now: () => Date
  readonly #maxWorkspaceBytes: number
  readonly #sandboxes = new Map<string, EmulatedLocalSandbox>()
  #directory: string | undefined

  constructor({ now, runPrograms, maxWorkspaceBytes, commands }: LocalRegistryOptions) {
    this.#maxWorkspaceBytes = maxWorkspaceBytes
    this.#now = now
    this.runPrograms = runPrograms
    this.commands = commands
    this.signedPaths = new SignedPaths(now)
  }

  acquire(terms: LocalTerms): EmulatedLocalSandbox {
    const held = this.all()
    if (held.length >= CAPACITY) throw new ApiError(503, 'No idle local sandbox available')
    this.#directory ??= mkdtempSync(join(tmpdir(), 'sandpit-emulator-'))
    const id = randomUUID()
    const workspace = new Workspace(join(this.#directory, id), this.#maxWorkspaceBytes)
    const sandbox = createLocalSandbox(id, terms, workspace, this.#now())
    this.#sandboxes.set(id, sandbox)
    return sandbox
  }

  find(id: string): EmulatedLocalSandbox | undefined {
    this.#endLeases()
    return this.#sandboxes.get(id)
  }

  /** Throws 404 for one that is not held; the text is inferred. */
  held(id: string): EmulatedLocalSandbox {
    const sandbox = this.find(id)
    if (sandbox === undefined) throw new ApiError(404, `Local sandbox '${id}' not found`)
    return sandbox
  }

  /** A server of a sandbox that is held, by the server's own id. Throws 404 likewise. */
  heldServer(name: LocalServerName, id: string): LocalServer {
    const servers = this.all().flatMap((sandbox) => sandbox.servers)
    const server = servers.find((one) => one.id === id && one.name === name)
    if (server === undefined) throw new ApiError(404, `Sandbox '${id}' not found for '${name}'`)
    return server
  }

  all(): readonly EmulatedLocalSandbox[] {
    this.#endLeases()
    return [...this.#sandboxes.values()]
  }

  async release(sandbox: EmulatedLocalSandbox): Promise<void> {
    this.#sandboxes.delete(sandbox.id)
    await clearLocalSandbox(sandbox)
  }

  /** Ends every program, and removes every workspace from the disk. */
  async close(): Promise<void> {
    const held = [...this.#sandboxes.values()]
    this.#sandboxes.clear()
    await Promise.all(
      held.flatMap(({ executions, processes }) => [executions.clear(), processes.clear()]),
    )
    if (this.#directory !== undefined) await rm(this.#directory, { recursive: true, force: true })
  }

  /** What runs out is gone at once, its programs too; its files go with the emulator. */
  #endLeases(): void {
    const now = this.#now().getTime()
    for (const { id, endsAt, executions, processes } of this.#sandboxes.values()) {
      if (endsAt > now) continue
      this.#sandboxes.delete(id)
      // Nobody waits for the end of a program whose sandbox is gone.
      void Promise.all([executions.clear(), processes.clear()]).catch(() => {})
    }
  }
}
