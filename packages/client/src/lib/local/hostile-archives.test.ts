import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClient } from '../client/sandbox-client.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import type { Transport } from '../transport/transport.ts'

const mostBytes = 2 ** 20
const block = 512

interface Entry {
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

/** One entry of a tar, right or wrong as it is told. */
function entry({ name, type = '0', body = '', link = '', ...wrong }: Entry): Buffer {
  const data = Buffer.from(body)
  const header = Buffer.alloc(block)
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
  return Buffer.concat([header, data, Buffer.alloc((block - (data.length % block)) % block)])
}

const end = Buffer.alloc(2 * block)
const tar = (...entries: readonly Entry[]): Buffer => Buffer.concat([...entries.map(entry), end])
const packed = (...entries: readonly Entry[]): Buffer => gzipSync(tar(...entries))

/** One record of a pax header, whose length counts itself. */
function pax(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = rest.length + 1
  while (String(length).length + rest.length !== length) length += 1
  return `${length}${rest}`
}

const ok = { name: 'ok.txt', body: 'ok' }
const stolen = { name: 'stolen.txt', body: 'stolen' }
const whole = packed(ok, { name: 'long.txt', body: 'x'.repeat(5000) })

/** Archives, each of which must be refused or stay inside: what was unpacked before a fault may stay. */
const archives: Readonly<Record<string, Buffer>> = {
  'a header whose checksum is wrong': packed(ok, { ...stolen, checksum: '000001\0 ' }),
  'a header whose checksum is no number': packed({ ...stolen, checksum: 'zzzzzz\0 ' }),
  'an entry that is cut in its header': gzipSync(tar(ok).subarray(0, 2 * block + 100)),
  'an entry that is cut in its body': gzipSync(
    entry({ name: 'a', body: 'x'.repeat(2000) }).subarray(0, 1500),
  ),
  'an entry that is shorter than it says': packed({ name: 'a', body: 'x', size: '00000777777\0' }),
  'an entry of more bytes than there are': packed({ name: 'a', size: '77777777777\0' }),
  'an entry of a size in base 256': packed({
    name: 'a',
    size: '\u0080\u0000\u0000\u0001'.padEnd(12, '\0'),
  }),
  'a gzip that is cut': whole.subarray(0, whole.length - 12),
  'a gzip whose own checksum is wrong': Buffer.concat([whole.subarray(0, -8), Buffer.alloc(8)]),
  'a gzip with a byte changed': Buffer.from(whole).fill(0xff, 40, 44),
  'no gzip': Buffer.from('not an archive'),
  'nothing at all': Buffer.alloc(0),
  'a gzip of text': gzipSync('not a tar, but long enough to be taken for a header. '.repeat(30)),
  'a gzip in a gzip': gzipSync(gzipSync(tar(ok))),
  'more bytes than are taken': gzipSync(tar({ name: 'zeros', body: Buffer.alloc(mostBytes + 1) })),
  'more bytes than are taken, in a pax header': packed({
    name: 'x',
    type: 'x',
    body: Buffer.alloc(mostBytes + 1),
  }),
  'more entries than are taken': gzipSync(
    Buffer.concat(Array.from({ length: 20_001 }, () => entry({ name: 'd/', type: '5' }))),
  ),
  'a path that leads out': packed({ ...stolen, name: '../stolen.txt' }),
  'a path that leads in and out': packed({ ...stolen, name: 'a/../../stolen.txt' }),
  'a directory that leads out': packed({ name: '../stolen/', type: '5' }),
  'a path in a pax header that leads out': packed(
    { name: 'x', type: 'x', body: pax('path', '../stolen.txt') },
    ok,
  ),
  'a long name that leads out': packed(
    { name: '././@LongLink', type: 'L', body: '../stolen.txt\0' },
    ok,
  ),
  'a link that leads out': packed({ name: 'link', type: '2', link: '../secret.txt' }),
  'a link to the root': packed({ name: 'link', type: '2', link: '/' }),
  'a link that leads out, and a file through it': packed(
    { name: 'up', type: '2', link: '..' },
    { ...stolen, name: 'up/stolen.txt' },
  ),
  'a chain of links that leads out': packed(
    { name: 'a', type: '2', link: '.' },
    { name: 'b', type: '2', link: 'a/..' },
    { ...stolen, name: 'b/stolen.txt' },
  ),
  'a hard link that leads out': packed({ name: 'hard', type: '1', link: '../secret.txt' }),
  'a hard link to a file of the machine': packed({ name: 'hard', type: '1', link: '/etc/passwd' }),
  'a path of a thousand directories and more': packed(
    { name: 'x', type: 'x', body: pax('path', `${'d/'.repeat(1500)}f`) },
    ok,
  ),
  'an absolute path': packed({ ...stolen, name: '/stolen.txt' }),
  'a path with backslashes': packed({ ...stolen, name: '..\\stolen.txt' }),
  'no name': packed({ ...stolen, name: '' }),
  'the name of the directory itself': packed({ name: './', type: '5' }, { ...stolen, name: '.' }),
  'a device': packed({ name: 'null', type: '3' }, { name: 'disk', type: '4' }),
  'a pipe': packed({ name: 'pipe', type: '6' }),
  'a header of another format': packed(ok, { ...stolen, magic: 'nope!\u000000' }),
  'an unknown kind of entry': packed({ name: 'odd', type: 'Z', body: 'odd' }),
  'a file that belongs to root and runs as root': packed({ ...ok, mode: '0004777\0' }),
  'the same file twice': packed(ok, { ...ok, body: 'again' }),
  'a file and a directory of one name': packed(
    { name: 'both', body: 'x' },
    { name: 'both/', type: '5' },
  ),
  'a directory and a file of one name': packed(
    { name: 'both/', type: '5' },
    { name: 'both', body: 'x' },
  ),
  'a file of the name of a directory of others': packed(
    { name: 'both/inner', body: 'x' },
    { name: 'both', body: 'x' },
  ),
  'a file named as the directory itself': packed({ ...stolen, name: './' }),
  'a link named as the directory itself': packed({ name: '.', type: '2', link: '..' }),
  'a link to itself': packed({ name: 'me', type: '2', link: 'me' }),
  'no end': gzipSync(entry(ok)),
  'something after its end': gzipSync(Buffer.concat([tar(ok), Buffer.from('and more')])),
  'a global header with a path': packed(
    { name: 'g', type: 'g', body: pax('path', '../stolen.txt') },
    ok,
  ),
}

/** A storage that has one archive, and sends it in pieces. */
function storageOf(archive: Buffer): Transport {
  return async ({ url }) => ({
    status: 200,
    header: () => undefined,
    chunks: async function* () {
      if (url.startsWith('https://storage.example/')) {
        for (let at = 0; at < archive.length; at += 100) yield archive.subarray(at, at + 100)
      } else {
        const signed = { download_url: 'https://storage.example/a', expires_in_minutes: 30 }
        yield new TextEncoder().encode(JSON.stringify(signed))
      }
    },
  })
}

let home = ''

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sandpit-hostile-'))
  await writeFile(join(home, 'secret.txt'), 'secret')
})

afterEach(() => rm(home, { recursive: true }))

async function download(archive: Buffer): Promise<SandpitError | undefined> {
  const client = createClient({ apiKey: 'k', transport: storageOf(archive) })
  const options = { maxUnpackedBytes: mostBytes, timeoutMs: 10_000 }
  return client.local.downloadWorkspace('l1', join(home, 'target'), options).then(
    () => undefined,
    (error: unknown) => SandpitError.from(error),
  )
}

describe('downloadWorkspace', () => {
  it.each(Object.entries(archives))('of %s is contained', async (_what, archive) => {
    const refusal = await download(archive)
    expect(refusal?.code ?? 'protocol').toBe('protocol')
    expect((await readdir(home)).filter((name) => name !== 'target')).toEqual(['secret.txt'])
    expect(await readFile(join(home, 'secret.txt'), 'utf8')).toBe('secret')
    expect((await stat(join(home, 'secret.txt'))).nlink).toBe(1)
    const written = await stat(join(home, 'target', 'ok.txt')).catch(() => undefined)
    expect((written?.mode ?? 0) & 0o7000).toBe(0)
  })

  it('is tried on forty archives and more', () => {
    expect(Object.keys(archives).length).toBeGreaterThanOrEqual(40)
  })
})
