import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { ApiError } from '../api-error.ts'
import { createLocalSandbox, type LocalSandbox, type LocalTerms } from './local-sandbox.ts'
import { SignedPaths } from './signed-paths.ts'
import { Workspace } from './workspace.ts'

const CAPACITY = 16

/** Every local sandbox there is, and the directory that their workspaces are in. */
export class LocalRegistry {
  readonly signedPaths: SignedPaths
  readonly #now: () => Date
  readonly #sandboxes = new Map<string, LocalSandbox>()
  #directory: string | undefined

  constructor(now: () => Date) {
    this.#now = now
    this.signedPaths = new SignedPaths(now)
  }

  acquire(terms: LocalTerms): LocalSandbox {
    const held = this.all()
    if (held.length >= CAPACITY) throw new ApiError(503, 'No idle local sandbox available')
    this.#directory ??= mkdtempSync(join(tmpdir(), 'sandpit-emulator-'))
    const id = randomUUID()
    const workspace = new Workspace(join(this.#directory, id))
    const sandbox = createLocalSandbox(id, terms, workspace, this.#now())
    this.#sandboxes.set(id, sandbox)
    return sandbox
  }

  find(id: string): LocalSandbox | undefined {
    this.#endLeases()
    return this.#sandboxes.get(id)
  }

  /** Throws 404 for one that is not held; the text is inferred. */
  held(id: string): LocalSandbox {
    const sandbox = this.find(id)
    if (sandbox === undefined) throw new ApiError(404, `Local sandbox '${id}' not found`)
    return sandbox
  }

  all(): readonly LocalSandbox[] {
    this.#endLeases()
    return [...this.#sandboxes.values()]
  }

  async release(sandbox: LocalSandbox): Promise<void> {
    this.#sandboxes.delete(sandbox.id)
    await sandbox.workspace.clear()
  }

  /** Removes every workspace from the disk. */
  async close(): Promise<void> {
    this.#sandboxes.clear()
    if (this.#directory !== undefined) await rm(this.#directory, { recursive: true, force: true })
  }

  /** What runs out is gone at once; its files go with the emulator. */
  #endLeases(): void {
    const now = this.#now().getTime()
    for (const { id, endsAt } of this.#sandboxes.values()) {
      if (endsAt <= now) this.#sandboxes.delete(id)
    }
  }
}
