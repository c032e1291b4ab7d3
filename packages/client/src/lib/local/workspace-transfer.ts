import { pipeline as pipe, type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { getHeapStatistics } from 'node:v8'
import { createGunzip, createGzip } from 'node:zlib'
import type { TarHeader } from 'modern-tar'
import { packTar, unpackTar } from 'modern-tar/fs'
import { Deadline } from '../calls/deadline.ts'
import type { LocalTransferOptions } from '../wire/local-sandbox.ts'
import { networkError } from '../calls/network-error.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import type { Transport, TransportRequest, TransportResponse } from '../transport/transport.ts'
import { largeArchive } from './large-archive.ts'
import { directoryError, type TransferFacts, unpackError } from './workspace-error.ts'

export interface WorkspaceOptions extends LocalTransferOptions {
  /** Hears how far the transfer is, after each piece of it. */
  readonly onProgress?: (progress: WorkspaceProgress) => void
}

export interface DownloadOptions extends WorkspaceOptions {
  /**
   * How many bytes the archive may unpack to; past them the download fails, and what was written
   * until then stays. Default: a hundred times what travelled or 64 MiB, whichever is more, and 4 GiB
   * at most, which no workspace comes near and an archive made to fill a disk soon passes.
   */
  readonly maxUnpackedBytes?: number
}

/** How much of a workspace has been sent or received so far. */
export interface WorkspaceProgress {
  /** Bytes of the tar archive before compression: about what the files hold. */
  readonly archiveBytes: number
  /** Bytes of the compressed archive, as they travel. */
  readonly transferredBytes: number
}

/** A signed address lives half an hour, as seen in the service's own examples. */
const transferTimeoutMs = 30 * 60_000

/** Of the sizes that cost no speed, these keep a transfer's most memory lowest. */
const packedChunk = 64 * 1024
const unpackedChunk = 3 * 1024
/**
 * V8 seems not to count what its sweeper freed before somebody asks, and to put off the next
 * collection. Asked after each mebibyte, an upload of 1 GiB kept its most memory between 113 and
 * 128 MiB in 11 of 11 runs; not asked, it needed 150 and more in most (Node 24.21).
 */
const settledEvery = 2 ** 20

/** Packs a directory as tar.gz and PUTs it to a signed address, all as one stream. */
export async function uploadArchive(
  transport: Transport,
  url: string,
  directory: string,
  options: WorkspaceOptions,
): Promise<void> {
  using deadline = new Deadline(options.timeoutMs ?? transferTimeoutMs, options)
  const meter = new Meter(options.onProgress)
  let unreadable: unknown
  const files = packTar(directory).once('error', (error) => (unreadable = error))
  const body = meter.sent(
    pipe(files, meter.archived(), createGzip({ chunkSize: packedChunk }), () => {}),
  )
  // The type the service's own examples send.
  const headers = { 'content-type': 'application/gzip' }
  const facts = { operation: 'uploadWorkspace' }
  try {
    const response = await send(transport, deadline, { method: 'PUT', url, headers, body }, facts)
    await readLittle(response)
  } catch (error) {
    throw unreadable === undefined ? error : directoryError(unreadable, directory, facts)
  } finally {
    files.destroy()
  }
}

/** GETs a tar.gz from a signed address and unpacks it into a directory as it comes. */
export async function downloadArchive(
  transport: Transport,
  url: string,
  directory: string,
  options: DownloadOptions,
): Promise<void> {
  using deadline = new Deadline(options.timeoutMs ?? transferTimeoutMs, options)
  const { signal } = deadline
  const facts = { operation: 'downloadWorkspace' }
  const most = options.maxUnpackedBytes
  const meter = new Meter(options.onProgress, (archived, transferred) =>
    largeArchive(archived, transferred, most, facts),
  )
  const response = await send(transport, deadline, { method: 'GET', url, headers: {} }, facts)
  const body = meter.sent(response.chunks())
  const filter = (header: TarHeader): boolean => hasName(header, facts)
  const unpack = unpackTar(directory, { strict: true, filter })
  try {
    await pipeline(body, createGunzip({ chunkSize: unpackedChunk }), meter.archived(), unpack, {
      signal,
    })
  } catch (error) {
    const origin = originOf(url, facts)
    if (signal.aborted) throw deadline.error('downloadWorkspace', origin, facts)
    throw unpackError(error, directory, origin, facts)
  }
}

/** Counts a transfer's bytes on both sides of the compression. */
class Meter {
  readonly #onProgress: WorkspaceOptions['onProgress']
  readonly #check: (archived: number, transferred: number) => SandpitError | undefined
  #archiveBytes = 0
  #transferredBytes = 0

  constructor(
    onProgress: WorkspaceOptions['onProgress'],
    check: (archived: number, transferred: number) => SandpitError | undefined = () => undefined,
  ) {
    this.#onProgress = onProgress
    this.#check = check
  }

  archived(): Transform {
    let settledAt = 0
    return new Transform({
      transform: (chunk: Uint8Array, _encoding, done) => {
        this.#archiveBytes += chunk.length
        this.#report()
        if (this.#archiveBytes - settledAt >= settledEvery) {
          settledAt = this.#archiveBytes
          getHeapStatistics()
        }
        const fault = this.#check(this.#archiveBytes, this.#transferredBytes)
        if (fault === undefined) done(null, chunk)
        else done(fault)
      },
    })
  }

  async *sent(chunks: AsyncIterable<Uint8Array> | Readable): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
      this.#transferredBytes += chunk.length
      this.#report()
      yield chunk
    }
  }

  #report(): void {
    this.#onProgress?.({
      archiveBytes: this.#archiveBytes,
      transferredBytes: this.#transferredBytes,
    })
  }
}

/** A file of no name would be written over the directory itself, which never ends. */
function hasName({ name, type }: TarHeader, facts: TransferFacts): boolean {
  const isOfDirectory = name.split('/').every((part) => part === '' || part === '.')
  if (!isOfDirectory || type === 'directory') return true
  throw new SandpitError(
    'protocol',
    `${facts.operation}: the archive has a file without a name, so it was not unpacked to its end.`,
    facts,
  )
}

/** What a storage says is of no use here; a little of it is read, so that its connection is kept. */
async function readLittle(response: TransportResponse): Promise<void> {
  let length = 0
  for await (const chunk of response.chunks()) {
    length += chunk.length
    if (length > 64 * 1024) return
  }
}

/** A request to a signed address: it is the credential, so no key goes with it, and no message shows it. */
async function send(
  transport: Transport,
  deadline: Deadline,
  request: Omit<TransportRequest, 'signal'>,
  facts: TransferFacts,
): Promise<TransportResponse> {
  const origin = originOf(request.url, facts)
  const response = await transport({ ...request, signal: deadline.signal }).catch(
    (error: unknown) => {
      if (deadline.signal.aborted) throw deadline.error(facts.operation, origin, facts)
      throw networkError(facts.operation, origin, error, facts)
    },
  )
  const { status } = response
  if (status >= 200 && status < 300) return response
  await readLittle(response)
  throw new SandpitError(
    'service',
    `${facts.operation}: ${origin} refused the signed address (${status}). Such addresses expire ` +
      'and serve once: start the transfer again.',
    { ...facts, status },
  )
}

/** What a message may say of a signed address. Node's own error for a malformed one would quote it. */
function originOf(url: string, facts: TransferFacts): string {
  const parsed = URL.parse(url)
  if (parsed !== null) return parsed.origin
  throw new SandpitError(
    'protocol',
    `${facts.operation}: the service gave a signed address that is no URL.`,
    facts,
  )
}
