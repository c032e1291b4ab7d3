import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

import { ApiError } from '../http/api-error.ts'

/** As many files and directories as an archive may have: each costs the disk more than its bytes. */
const MOST_ENTRIES = 20_000

/**
 * Keeps an archive; a later one takes its place, a broken one does not.
 *
 * @throws ApiError 413 for more bytes than are taken
 */
export async function keepArchive(archive: Readable, path: string, most: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  // Of its own: another may come at the same time.
  const partial = `${path}.${randomUUID()}.partial`
  try {
    // Not destroyed with it: whoever sends too much is to be told.
    const chunks = archive.iterator({ destroyOnReturn: false })
    await pipeline(chunks, atMost(most, 'has'), createWriteStream(partial))
    await rename(partial, path)
  } finally {
    await rm(partial, { force: true })
  }
}

/**
 * Unpacks a tar.gz over what is in a directory. Nothing in it can be written outside the
 * directory, and one that is broken changes nothing: a checksum that is wrong, an entry that is cut.
 *
 * @throws ApiError 413 for what unpacks to more than is taken
 */
export async function unpackArchive(path: string, into: string, most: number): Promise<void> {
  const { unpackTar } = await import('modern-tar/fs')
  const staging = await mkdtemp(`${path}.staging-`)
  let entries = 0
  const filter = (): boolean => {
    entries += 1
    if (entries > MOST_ENTRIES) throw tooMuch('has', MOST_ENTRIES, 'files and directories')
    return true
  }
  const unpack = unpackTar(staging, { strict: true, filter })
  try {
    await pipeline(createReadStream(path), createGunzip(), atMost(most, 'unpacks to'), unpack)
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

type Passing = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>

function atMost(most: number, does: string): Passing {
  return async function* passing(chunks) {
    let bytes = 0
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > most) throw tooMuch(does, most, 'bytes (maxWorkspaceBytes, --max-workspace)')
      yield chunk
    }
  }
}

function tooMuch(does: string, most: number, what: string): ApiError {
  return new ApiError(
    413,
    `The archive ${does} more than ${most} ${what}, which is what the emulator takes`,
  )
}
