import { inflateRawSync } from 'node:zlib'

/** The files in a zip archive. */
export function zipEntries(zip: Buffer): ReadonlyMap<string, Buffer> {
  const entries = new Map<string, Buffer>()
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  if (end < 0) throw new Error('not a zip archive')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    entries.set(name, contents(zip, at))
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

function contents(zip: Buffer, directoryEntry: number): Buffer {
  const isDeflated = zip.readUInt16LE(directoryEntry + 10) === 8
  const size = zip.readUInt32LE(directoryEntry + 20)
  const header = zip.readUInt32LE(directoryEntry + 42)
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
  const data = zip.subarray(start, start + size)
  return isDeflated ? inflateRawSync(data) : data
}
