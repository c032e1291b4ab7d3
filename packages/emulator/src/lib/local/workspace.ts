import { createReadStream, createWriteStream } from 'node:fs'
import { cp, mkdir, mkdtemp, realpath, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

/**
 * The files of one local sandbox, on disk, so that an archive of any size passes through as a
 * stream. Nothing in an archive can be written outside the workspace.
 */
export class Workspace {
  readonly #directory: string
  readonly #files: string
  readonly #upload: string
  #hasUpload = false

  constructor(directory: string) {
    this.#directory = directory
    this.#files = join(directory, 'files')
    this.#upload = join(directory, 'upload.tar.gz')
  }

  get hasUpload(): boolean {
    return this.#hasUpload
  }

  /** Keeps an uploaded archive for `initialize`; a later one takes its place, a broken one does not. */
  async upload(archive: Readable): Promise<void> {
    await mkdir(this.#directory, { recursive: true })
    const partial = `${this.#upload}.partial`
    await pipeline(archive, createWriteStream(partial))
    await rename(partial, this.#upload)
    this.#hasUpload = true
  }

  /** Unpacks what was uploaded over what is there. An archive that is broken changes nothing. */
  async initialize(): Promise<void> {
    const { unpackTar } = await import('modern-tar/fs')
    const staging = await mkdtemp(join(this.#directory, 'staging-'))
    try {
      await pipeline(createReadStream(this.#upload), createGunzip(), unpackTar(staging))
      await cp(staging, this.#files, { recursive: true, force: true, verbatimSymlinks: true })
    } finally {
      await rm(staging, { recursive: true, force: true })
    }
  }

  /** Packs the files as they are now into `<name>.tar.gz`. */
  async dump(name: string): Promise<void> {
    const { packTar } = await import('modern-tar/fs')
    await mkdir(this.#files, { recursive: true })
    const archive = createWriteStream(this.pathOf(`${name}.tar.gz`))
    await pipeline(packTar(this.#files), createGzip({ level: 1 }), archive)
  }

  /** Where the files are; the directory is there, and its name is free of links. */
  async files(): Promise<string> {
    await mkdir(this.#files, { recursive: true })
    return realpath(this.#files)
  }

  /** Where a file of the workspace's own is, such as a dumped archive. */
  pathOf(name: string): string {
    return join(this.#directory, basename(name))
  }

  async clear(): Promise<void> {
    this.#hasUpload = false
    await rm(this.#directory, { recursive: true, force: true })
  }
}
