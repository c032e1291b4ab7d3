import { gzipSync } from 'node:zlib'
import { entry, packed, pax, tar } from './tar-entry.ts'

const ok = { name: 'ok.txt', body: 'ok' }
const stolen = { name: 'stolen.txt', body: 'stolen' }
const whole = packed(ok, { name: 'long.txt', body: 'x'.repeat(5000) })

/** Archives that must be refused, for a reader that takes so many bytes. */
export function refusedArchives(mostBytes: number): Readonly<Record<string, Buffer>> {
  return { ...brokenArchives, ...tooLarge(mostBytes), ...escapingArchives }
}

/** What no reader can make sense of. */
const brokenArchives = {
  'a header whose checksum is wrong': packed(ok, { ...stolen, checksum: '000001\0 ' }),
  'a header whose checksum is no number': packed({ ...stolen, checksum: 'zzzzzz\0 ' }),
  'an entry that is cut in its header': gzipSync(tar(ok).subarray(0, 2 * 512 + 100)),
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
}

function tooLarge(mostBytes: number): Readonly<Record<string, Buffer>> {
  return {
    'more bytes than are taken': gzipSync(
      tar({ name: 'zeros', body: Buffer.alloc(mostBytes + 1) }),
    ),
    'more bytes than are taken, in a pax header': packed({
      name: 'x',
      type: 'x',
      body: Buffer.alloc(mostBytes + 1),
    }),
    'more entries than are taken': gzipSync(
      Buffer.concat(Array.from({ length: 20_001 }, () => entry({ name: 'd/', type: '5' }))),
    ),
  }
}

/** What would write or read beside the folder it is unpacked in, in which 'ok.txt' may be. */
const escapingArchives = {
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
export const containedArchives: Readonly<Record<string, Buffer>> = {
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
