import { gzipSync } from 'node:zlib'

const BLOCK = 512

/** One entry of a tar, right or wrong as it is told. */
export interface Entry {
  readonly name: string
  readonly type?: string
  readonly body?: string | Buffer
  readonly link?: string
  /** What the header says in place of the body's size. */
  readonly size?: string
  readonly mode?: string
  readonly checksum?: string
  readonly magic?: string
}

/** The bytes of an entry, whole blocks of them. */
export function entry({ name, type = '0', body = '', link = '', ...wrong }: Entry): Buffer {
  const data = Buffer.from(body)
  const header = Buffer.alloc(BLOCK)
  header.write(name, 0, 100)
  header.write(wrong.mode ?? '0000644\0', 100)
  header.write('0000000\0'.repeat(2), 108)
  header.write(wrong.size ?? `${data.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0        ', 136)
  header.write(type, 156)
  header.write(link, 157, 100)
  header.write(wrong.magic ?? 'ustar\u000000', 257)
  const sum = header.reduce((all, byte) => all + byte, 0)
  header.write(wrong.checksum ?? `${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)])
}

const END = Buffer.alloc(2 * BLOCK)

export function tar(...entries: readonly Entry[]): Buffer {
  return Buffer.concat([...entries.map(entry), END])
}

/** As the service keeps a workspace. */
export function packed(...entries: readonly Entry[]): Buffer {
  return gzipSync(tar(...entries))
}

/** One record of a pax header, whose length counts itself. */
export function pax(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = rest.length + 1
  while (String(length).length + rest.length !== length) length += 1
  return `${length}${rest}`
}
