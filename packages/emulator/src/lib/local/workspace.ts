import { mkdir, realpath, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'

import { keepArchive, packArchive, unpackArchive } from './archive.ts'

/** How much an archive may be, packed and unpacked, unless somebody says otherwise. */
export const DEFAULT_MAX_BYTES: number = 256 * 1024 * 1024

/** What `initialize` unpacks. */
export const UPLOAD = 'upload'

/** The files of one local sandbox, on disk, and the archives that come to it and go from it. */
export class Workspace {
  /** Where everything of the sandbox is. */
  readonly directory: string
  readonly #files: string
  readonly #maxBytes: number
  readonly #uploads = new Set<string>()

  constructor(directory: string, maxBytes: number = DEFAULT_MAX_BYTES) {
    this.directory = directory
    this.#maxBytes = maxBytes
    this.#files = join(directory, 'files')
  }

  /** Whether an archive of this name has been uploaded since the last reset. */
  hasUpload(name: string): boolean {
    return this.#uploads.has(name)
  }

  async upload(name: string, archive: Readable): Promise<void> {
    await keepArchive(archive, this.pathOf(`${name}.tar.gz`), this.#maxBytes)
    this.#uploads.add(name)
  }

  /** Unpacks what was uploaded over what is there. */
  async initialize(): Promise<void> {
    await this.unpack(UPLOAD, this.#files)
  }

  /** Unpacks an archive that was uploaded over what is in a directory. */
  async unpack(name: string, into: string): Promise<void> {
    await unpackArchive(this.pathOf(`${name}.tar.gz`), into, this.#maxBytes)
  }

  /** Packs the files as they are now into `<name>.tar.gz`. */
  async dump(name: string): Promise<void> {
    await packArchive(this.#files, this.pathOf(`${name}.tar.gz`))
  }

  /** Where the files are; the directory is there, and its name is free of links. */
  async files(): Promise<string> {
    await mkdir(this.#files, { recursive: true })
    return realpath(this.#files)
  }

  /** Where a file of the workspace's own is, such as a dumped archive. */
  pathOf(name: string): string {
    return join(this.directory, basename(name))
  }

  async clear(): Promise<void> {
    this.#uploads.clear()
    await rm(this.directory, { recursive: true, force: true })
  }
}
