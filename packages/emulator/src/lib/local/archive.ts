import { createReadStream, createWriteStream } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

/** Keeps an archive of any size; a later one takes its place, a broken one does not. */
export async function keepArchive(archive: Readable, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const partial = `${path}.partial`
  await pipeline(archive, createWriteStream(partial))
  await rename(partial, path)
}

/**
 * Unpacks a tar.gz over what is in a directory. Nothing in it can be written outside the
 * directory, and one that is broken changes nothing.
 */
export async function unpackArchive(path: string, into: string): Promise<void> {
  const { unpackTar } = await import('modern-tar/fs')
  const staging = await mkdtemp(`${path}.staging-`)
  try {
    await pipeline(createReadStream(path), createGunzip(), unpackTar(staging))
    await cp(staging, into, { recursive: true, force: true, verbatimSymlinks: true })
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

/** Packs a directory as it is now into a tar.gz. */
export async function packArchive(directory: string, path: string): Promise<void> {
  const { packTar } = await import('modern-tar/fs')
  await mkdir(directory, { recursive: true })
  await pipeline(packTar(directory), createGzip({ level: 1 }), createWriteStream(path))
}
