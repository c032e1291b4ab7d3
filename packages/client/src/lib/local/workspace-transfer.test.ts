import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { packTar, type TarEntry, type TarHeader, unpackTar } from 'modern-tar'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchTransport } from '../transport/fetch-transport.ts'
import { createClient, type SandboxClient } from '../client/sandbox-client.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import type { WorkspaceProgress } from './workspace-transfer.ts'

const cleanups: AsyncDisposable[] = []
let home = ''

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sandpit-workspace-'))
})

afterEach(async () => {
  for (const each of cleanups.splice(0).toReversed()) await each[Symbol.asyncDispose]()
  await rm(home, { recursive: true, force: true })
})

interface Storage {
  readonly client: SandboxClient
  readonly calls: string[]
  archive: Buffer
}

/** A service that keeps one archive behind signed addresses; `status` is what the storage answers. */
async function startStorage(status = 200): Promise<Storage> {
  const calls: string[] = []
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    const type = request.headers['content-type'] ?? ''
    const key = request.headers.authorization ?? 'no key'
    calls.push(`${request.method} ${pathname}, ${type === '' ? key : `${type}, ${key}`}`)
    const signed = `http://${request.headers.host}/archive?signature=hush-hush`
    const urls = { upload_url: signed, download_url: signed, expires_in_minutes: 30 }
    if (pathname !== '/archive')
      return void response.end(JSON.stringify({ ...urls, sandbox_id: 'l1', status: 'occupied' }))
    if (status !== 200 || searchParams.get('signature') !== 'hush-hush')
      return void response.writeHead(status).end('<Error>hush-hush</Error>')
    if (request.method === 'GET') return void response.end(storage.archive)
    void buffer(request).then((archive) => {
      storage.archive = archive
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const client = createClient({ apiKey: 'k', baseUrl: `http://127.0.0.1:${port}` })
  cleanups.push(server, client)
  const storage: Storage = { client, calls, archive: Buffer.alloc(0) }
  return storage
}

async function archiveOf(...entries: (TarEntry | TarHeader)[]): Promise<Buffer> {
  const tar = await packTar(entries.map((entry) => ('header' in entry ? entry : { header: entry })))
  return gzipSync(tar)
}

function file(name: string, body = 'owned'): TarEntry {
  return { header: { name, size: body.length, type: 'file' }, body }
}

function link(name: string, linkname: string, type: 'symlink' | 'link' = 'symlink'): TarHeader {
  return { name, linkname, type, size: 0 }
}

describe('uploadWorkspace', () => {
  it('packs a directory, uploads it without the key, and has it unpacked', async () => {
    const storage = await startStorage()
    const source = join(home, 'source')
    await mkdir(join(source, 'deep/er'), { recursive: true })
    await writeFile(join(source, 'deep/er/ü.txt'), 'words')
    await writeFile(join(source, 'run.sh'), '#!/bin/sh', { mode: 0o755 })
    await symlink('run.sh', join(source, 'alias'))

    expect(await storage.client.local.uploadWorkspace('l1', source)).toBe('occupied')
    expect(storage.calls).toEqual([
      'POST /local-sandbox/l1/upload-url, Bearer k',
      'PUT /archive, application/gzip, no key',
      'POST /local-sandbox/l1/initialize, Bearer k',
    ])
    const entries = await unpackTar(gunzipSync(storage.archive))
    const found = entries.map(({ header }) => [header.name, header.type, header.linkname ?? ''])
    expect(found.toSorted(([a = ''], [b = '']) => a.localeCompare(b))).toEqual([
      ['alias', 'symlink', 'run.sh'],
      ['deep/', 'directory', ''],
      ['deep/er/', 'directory', ''],
      ['deep/er/ü.txt', 'file', ''],
      ['run.sh', 'file', ''],
    ])
  })

  it('says which directory it cannot read, and asks for nothing to be unpacked', async () => {
    const storage = await startStorage()
    const missing = join(home, 'missing')
    await expect(storage.client.local.uploadWorkspace('l1', missing)).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining(missing) as string,
    })
    expect(storage.calls.filter((call) => call.includes('initialize'))).toEqual([])
  })

  it('says that a signed address was refused, without showing it', async () => {
    const { client } = await startStorage(403)
    await writeFile(join(home, 'a'), randomBytes(300_000))
    const error: unknown = await client.local.uploadWorkspace('l1', home).catch((e: unknown) => e)
    expect(error).toMatchObject({
      code: 'service',
      facts: { status: 403, operation: 'uploadWorkspace' },
    })
    expect(inspect(error, { depth: 9 })).not.toContain('hush-hush')
  })

  it('does not show a signed address that is malformed', async () => {
    const client = createClient({
      apiKey: 'k',
      transport: fetchTransport(async () =>
        Response.json({ upload_url: 'hush-hush', expires_in_minutes: 30 }),
      ),
    })
    const error: unknown = await client.local.uploadWorkspace('l1', home).catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'protocol' })
    expect(inspect(error, { depth: 9 })).not.toContain('hush-hush')
  })

  it('gives up when its caller does', async () => {
    const { client } = await startStorage()
    await writeFile(join(home, 'a'), randomBytes(3_000_000))
    const caller = new AbortController()
    const call = client.local.uploadWorkspace('l1', home, {
      signal: caller.signal,
      onProgress: () => caller.abort(),
    })
    await expect(call).rejects.toMatchObject({ code: 'aborted' })
  })
})

describe('downloadWorkspace', () => {
  it('brings back what was uploaded, telling how far it is', async () => {
    const { client } = await startStorage()
    const source = join(home, 'source')
    await mkdir(join(source, 'deep'), { recursive: true })
    const content = randomBytes(500_000)
    await writeFile(join(source, 'deep/a.bin'), content)
    await symlink('deep/a.bin', join(source, 'alias'))
    await client.local.uploadWorkspace('l1', source)

    const target = join(home, 'made/on/the/way')
    const heard: WorkspaceProgress[] = []
    await client.local.downloadWorkspace('l1', target, { onProgress: (each) => heard.push(each) })
    expect(await readFile(join(target, 'deep/a.bin'))).toEqual(content)
    expect(await readlink(join(target, 'alias'))).toBe('deep/a.bin')
    expect(heard.at(-1)?.archiveBytes).toBeGreaterThan(500_000)
    expect(heard.at(-1)?.transferredBytes).toBeGreaterThan(400_000)
    expect(heard.length).toBeGreaterThan(5)
  })

  it.each([
    ['a path with ..', [file('../escaped')]],
    ['a path with .. inside', [file('a/../../escaped')]],
    ['an absolute path', [file('/tmp/../ABSOLUTE')]],
    ['a symbolic link to an absolute path', [link('out', '/'), file('out/escaped')]],
    ['a symbolic link upwards', [link('out', '..'), file('out/escaped')]],
    ['two symbolic links that add up', [link('a', '.'), link('a/b', '..'), file('b/escaped')]],
    ['a hard link to a file outside', [link('out', '../victim', 'link'), file('out')]],
    ['a hard link to an absolute path', [link('out', 'VICTIM', 'link'), file('out')]],
    ['a file over its own symbolic link', [link('out', '../victim'), file('out')]],
  ])('keeps %s inside the directory', async (_, entries) => {
    const storage = await startStorage()
    const victim = join(home, 'victim')
    const target = join(home, 'target')
    await writeFile(victim, 'untouched')
    const placed = entries.map((entry) =>
      place(entry, { ABSOLUTE: join(home, 'escaped'), VICTIM: victim }),
    )
    storage.archive = await archiveOf(...placed)
    const refusal: unknown = await storage.client.local
      .downloadWorkspace('l1', target)
      .catch((error: unknown) => error)
    // What can be unpacked harmlessly may be; what cannot is refused as a broken archive.
    expect(refusal === undefined || SandpitError.from(refusal).code === 'protocol').toBe(true)
    expect((await readdir(home)).toSorted()).toEqual(['target', 'victim'])
    expect(await readFile(victim, 'utf8')).toBe('untouched')
    expect((await lstat(victim)).nlink).toBe(1)
  })

  it('fails for an archive that unpacks to more than it may', async () => {
    const storage = await startStorage()
    const size = 2 * 2 ** 20
    const tar = await packTar([{ header: { name: 'zeros', size }, body: new Uint8Array(size) }])
    storage.archive = gzipSync(tar)
    const target = join(home, 'target')
    const small = storage.client.local.downloadWorkspace('l1', target, { maxUnpackedBytes: size })
    await expect(small).rejects.toMatchObject({
      code: 'protocol',
      message: expect.stringContaining('more than 2097152 bytes (maxUnpackedBytes)') as string,
    })
    await storage.client.local.downloadWorkspace('l1', target)
    expect((await lstat(join(target, 'zeros'))).size).toBe(size)
  })

  it('does not write through a symbolic link that was there before', async () => {
    const storage = await startStorage()
    const target = join(home, 'target')
    await mkdir(target)
    await mkdir(join(home, 'elsewhere'))
    await symlink(join(home, 'elsewhere'), join(target, 'out'))
    storage.archive = await archiveOf(file('out/escaped'))
    await expect(storage.client.local.downloadWorkspace('l1', target)).rejects.toMatchObject({
      code: 'protocol',
    })
    expect(await readdir(join(home, 'elsewhere'))).toEqual([])
  })

  it.each([
    ['is not compressed', async () => Buffer.from('hello')],
    ['is cut short', async () => (await archiveOf(file('a', 'x'.repeat(5000)))).subarray(0, 40)],
    ['holds no tar', async () => gzipSync(randomBytes(2048))],
  ])('says so when what comes %s', async (_, archive) => {
    const storage = await startStorage()
    storage.archive = await archive()
    const call = storage.client.local.downloadWorkspace('l1', join(home, 'target'))
    await expect(call).rejects.toMatchObject({ code: 'protocol' })
  })
})

function place(
  entry: TarEntry | TarHeader,
  places: Readonly<Record<string, string>>,
): TarEntry | TarHeader {
  const header = 'header' in entry ? entry.header : entry
  const linkname = places[header.linkname ?? '']
  const name = header.name.endsWith('ABSOLUTE') ? (places['ABSOLUTE'] ?? '') : header.name
  const placed = { ...header, name, ...(linkname !== undefined && { linkname }) }
  return 'header' in entry ? { ...entry, header: placed } : placed
}
