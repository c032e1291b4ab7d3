import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { Workspace } from './workspace.ts'

const MOST_BYTES = 12 * 1024 * 1024
const BLOCK = 512

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
const tar = (...entries: readonly Entry[]): Buffer => Buffer.concat([...entries.map(entry), END])
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

/** Archives that must be refused whole. */
const refused: Readonly<Record<string, Buffer>> = {
  'a header whose checksum is wrong': packed(ok, { ...stolen, checksum: '000001\0 ' }),
  'a header whose checksum is no number': packed({ ...stolen, checksum: 'zzzzzz\0 ' }),
  'an entry that is cut in its header': gzipSync(tar(ok).subarray(0, 2 * BLOCK + 100)),
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
  'more bytes than are taken': gzipSync(tar({ name: 'zeros', body: Buffer.alloc(MOST_BYTES + 1) })),
  'more bytes than are taken, in a pax header': packed({
    name: 'x',
    type: 'x',
    body: Buffer.alloc(MOST_BYTES + 1),
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
}

/** Archives of which something may be taken, as long as it stays inside. */
const contained: Readonly<Record<string, Buffer>> = {
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
  'a link to itself': packed({ name: 'me', type: '2', link: 'me' }),
  'no end': gzipSync(entry(ok)),
  'something after its end': gzipSync(Buffer.concat([tar(ok), Buffer.from('and more')])),
  'a global header with a path': packed(
    { name: 'g', type: 'g', body: pax('path', '../stolen.txt') },
    ok,
  ),
}

let home: string
let workspace: Workspace

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sandpit-test-'))
  await writeFile(join(home, 'secret.txt'), 'secret')
  workspace = new Workspace(join(home, 'a', 'workspace'), MOST_BYTES)
  await writeFile(join(await workspace.files(), 'kept.txt'), 'kept')
})

afterEach(() => rm(home, { recursive: true }))

async function unpacks(archive: Buffer): Promise<boolean> {
  await workspace.upload('upload', Readable.from([archive]))
  return workspace.initialize().then(
    () => true,
    () => false,
  )
}

/** Nothing outside the workspace, and nothing that was only needed on the way. */
async function expectContained(): Promise<void> {
  expect((await readdir(home)).toSorted()).toEqual(['a', 'secret.txt'])
  expect(await readdir(join(home, 'a'))).toEqual(['workspace'])
  expect((await readdir(workspace.directory)).toSorted()).toEqual(['files', 'upload.tar.gz'])
  expect(await readFile(join(home, 'secret.txt'), 'utf8')).toBe('secret')
}

it.each(Object.entries(refused))('refuses %s, and changes nothing', async (_what, archive) => {
  expect(await unpacks(archive)).toBe(false)
  await expectContained()
  expect(await readdir(await workspace.files())).toEqual(['kept.txt'])
})

it.each(Object.entries(contained))('keeps %s inside', async (_what, archive) => {
  await unpacks(archive)
  await expectContained()
  const names = await readdir(await workspace.files(), { recursive: true })
  const texts = names.filter((name) => name.endsWith('ok.txt'))
  for (const name of texts) {
    const { mode } = await stat(join(await workspace.files(), name))
    expect(mode & 0o7000).toBe(0)
  }
})

it('says which limit an archive goes beyond, and how to have another', async () => {
  await mkdir(workspace.directory, { recursive: true })
  const big = Readable.from([Buffer.alloc(MOST_BYTES), Buffer.alloc(1)])
  await expect(workspace.upload('upload', big)).rejects.toThrow(
    `The archive has more than ${MOST_BYTES} bytes (maxWorkspaceBytes, --max-workspace)`,
  )
  await workspace.upload('upload', Readable.from([refused['more bytes than are taken']]))
  await expect(workspace.initialize()).rejects.toThrow(
    `The archive unpacks to more than ${MOST_BYTES} bytes (maxWorkspaceBytes, --max-workspace)`,
  )
})
