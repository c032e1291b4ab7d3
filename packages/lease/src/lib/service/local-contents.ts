import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { SandpitError } from '@sandpit/client/errors'
import type { SandboxContents } from '../slots/sandbox-source.ts'
import type { ParsedSeed, Slot } from '../slots/slot.ts'
import { broken } from './broken-sandbox.ts'
import type { Service } from './open-service.ts'

/** The workspaces of local sandboxes; a seed is the folder that one starts with. */
export class LocalContents implements SandboxContents {
  readonly #service: () => Promise<Service>

  constructor(service: () => Promise<Service>) {
    this.#service = service
  }

  async parseSeed(_server: string, folder: unknown): Promise<ParsedSeed> {
    if (typeof folder === 'string' && isDirectory(folder)) {
      return { value: resolve(folder), json: JSON.stringify(resolve(folder)) }
    }
    const found = typeof folder === 'string' ? `'${folder}', which is none` : typeof folder
    const message = `expected a folder of this machine, found ${found}`
    throw new SandpitError(
      'invalid_seed',
      `The seed of a local sandbox breaks its contract: ${message}; no call was made.`,
      { issues: [{ path: [], message }] },
    )
  }

  async reset({ sandbox: { sandboxId } }: Slot): Promise<void> {
    const { client } = await this.#service()
    await client.local.reset(sandboxId)
  }

  async seed(slot: Slot, { value: folder }: ParsedSeed): Promise<void> {
    const { client } = await this.#service()
    const status = await client.local.uploadWorkspace(slot.sandbox.sandboxId, String(folder))
    if (status === 'error') throw broken(slot, 'initialize')
  }

  async dump({ sandbox: { sandboxId } }: Slot, into: string = process.cwd()): Promise<unknown> {
    const { client } = await this.#service()
    return client.local.downloadWorkspace(sandboxId, into)
  }

  /** A workspace is not compared: only the programs in it can tell whether it is as it was. */
  async differences(): Promise<readonly string[]> {
    return []
  }

  async snapshot(): Promise<undefined> {
    return undefined
  }

  async changes(): Promise<readonly string[]> {
    return []
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
