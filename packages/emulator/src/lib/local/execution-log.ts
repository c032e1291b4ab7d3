import { open } from 'node:fs/promises'

const MOST_BYTES_AT_ONCE = 1024 * 1024

/** A part of a log, and where the next one starts. */
export interface LogPart {
  readonly logs: string
  /** In bytes. */
  readonly cursor: number
}

/** What a log has from a byte on. A character of which only a part is there yet is left for later. */
export async function readLog(path: string, cursor: number): Promise<LogPart> {
  const file = await open(path, 'r').catch(() => undefined)
  if (file === undefined) return { logs: '', cursor }
  try {
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(MOST_BYTES_AT_ONCE),
      position: cursor,
    })
    const length = wholeCharacters(buffer.subarray(0, bytesRead))
    return { logs: buffer.toString('utf8', 0, length), cursor: cursor + length }
  } finally {
    await file.close()
  }
}

/** How many bytes there are without a character of UTF-8 that has only begun. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) return back < lengthOf(byte) ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** How many bytes a character has that begins with this one. */
function lengthOf(first: number): number {
  if (first >= 0xf0) return 4
  return first >= 0xe0 ? 3 : 2
}
