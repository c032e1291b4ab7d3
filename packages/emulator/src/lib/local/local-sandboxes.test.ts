import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip, gzipSync } from 'node:zlib'

import { packTar, unpackTar } from 'modern-tar/fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Emulator, startEmulator } from '../emulator.ts'

let emulator: Emulator
let directory: string

beforeEach(async () => {
  emulator = await startEmulator()
  directory = await mkdtemp(join(tmpdir(), 'sandpit-test-'))
})

afterEach(async () => {
  await emulator.close()
  await rm(directory, { recursive: true })
})

async function call(
  route: string,
  json?: unknown,
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const [method = '', path = ''] = route.split(' ')
  const answer = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

async function acquire(names: unknown = ['git', 'filesystem']): Promise<string> {
  const { body } = await call('POST /local-sandbox', { server_names: names })
  return String(body['local_sandbox_id'])
}

async function archiveOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const source = await mkdtemp(join(directory, 'source-'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(source, name, '..'), { recursive: true })
    await writeFile(join(source, name), content)
  }
  return gzipSync(await buffer(packTar(source)))
}

async function upload(id: string, archive: Buffer): Promise<number> {
  const { body } = await call(`POST /local-sandbox/${id}/upload-url`)
  const sent = { method: 'PUT', body: new Uint8Array(archive) }
  return (await fetch(String(body['upload_url']), sent)).status
}

async function download(id: string): Promise<Record<string, string>> {
  const { body } = await call(`GET /local-sandbox/${id}/dump`)
  const answer = await fetch(String(body['download_url']))
  const target = await mkdtemp(join(directory, 'target-'))
  const bytes = Buffer.from(await answer.arrayBuffer())
  await pipeline(Readable.from([bytes]), createGunzip(), unpackTar(target))
  const found: Record<string, string> = {}
  for (const entry of await readdir(target, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) found[path.slice(target.length + 1)] = await readFile(path, 'utf8')
  }
  return found
}

async function put(address: URL): Promise<number> {
  return (await fetch(address, { method: 'PUT', body: 'x' })).status
}

describe('local sandboxes', () => {
  it('run the servers they are asked for, or all', async () => {
    const { status, body } = await call('POST /local-sandbox', { server_names: ['git'] })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'occupied',
      servers: [
        {
          server_name: 'git',
          mcp_server_url: `${emulator.url}/git/mcp/?local_sandbox_id=${String(body['local_sandbox_id'])}`,
        },
      ],
    })
    const all = await call('POST /local-sandbox', { server_names: 'ALL' })
    expect(all.body['servers']).toHaveLength(16)
  })

  it('are listed and shown while they are held', async () => {
    const id = await acquire()
    const { body } = await call(`GET /local-sandbox/${id}`)
    expect(body).toMatchObject({
      local_sandbox_id: id,
      created_at: expect.stringMatching(/-08:00$/),
    })
    expect((await call('GET /local-sandbox')).body).toEqual({
      local_sandboxes: [body],
      total_count: 1,
    })
    const released = await call(`DELETE /local-sandbox/${id}`)
    expect(released.body['message']).toMatch(`Local sandbox release started for ${id}`)
    expect((await call(`GET /local-sandbox/${id}`)).status).toBe(404)
    expect((await call('GET /local-sandbox')).body['total_count']).toBe(0)
  })

  it('refuse names that fit neither form, as FastAPI does', async () => {
    const { status, body } = await call('POST /local-sandbox', { server_names: ['gti'] })
    expect(status).toBe(422)
    expect(body['detail']).toMatchObject([
      {
        type: 'enum',
        loc: ['body', 'server_names', 'list[str-enum[LocalSandboxMCPServer]]', 0],
      },
      { type: 'literal_error', loc: ['body', 'server_names', "literal['ALL']"], input: ['gti'] },
    ])
    expect((await call('POST /local-sandbox')).body['detail']).toEqual([
      { type: 'missing', loc: ['body'], msg: 'Field required', input: null },
    ])
  })
})

describe('workspaces', () => {
  it('come back as they were sent', async () => {
    const id = await acquire()
    const files = { 'readme.md': '# Hi', 'src/deep/index.ts': 'export {}\n' }
    expect(await upload(id, await archiveOf(files))).toBe(200)
    const { status, body } = await call(`POST /local-sandbox/${id}/initialize`)
    expect([status, body['message']]).toEqual([200, 'Extracted archive from GCS to workspace'])
    expect(await download(id)).toEqual(files)
  })

  it('grow with each archive, and are empty after a reset', async () => {
    const id = await acquire()
    await upload(id, await archiveOf({ 'a.txt': '1', 'b.txt': '1' }))
    await call(`POST /local-sandbox/${id}/initialize`)
    await upload(id, await archiveOf({ 'b.txt': '2' }))
    await call(`POST /local-sandbox/${id}/initialize`)
    expect(await download(id)).toEqual({ 'a.txt': '1', 'b.txt': '2' })
    expect(await call(`POST /local-sandbox/${id}/reset`)).toEqual({ status: 200, body: {} })
    expect(await download(id)).toEqual({})
  })

  it('of two sandboxes are apart', async () => {
    const [one, two] = [await acquire(), await acquire()]
    await upload(one, await archiveOf({ 'a.txt': '1' }))
    await call(`POST /local-sandbox/${one}/initialize`)
    expect(await download(two)).toEqual({})
  })

  it('stay as they are when there is no archive, or a broken one', async () => {
    const id = await acquire()
    expect((await call(`POST /local-sandbox/${id}/initialize`)).status).toBe(400)
    await upload(id, await archiveOf({ 'a.txt': '1' }))
    await call(`POST /local-sandbox/${id}/initialize`)
    await upload(id, (await archiveOf({ 'a.txt': '2', 'b.txt': '2' })).subarray(0, 60))
    const { status, body } = await call(`POST /local-sandbox/${id}/initialize`)
    expect(status).toBe(500)
    expect(body['detail']).toMatch(/^Failed to initialize sandbox: /)
    expect(await download(id)).toEqual({ 'a.txt': '1' })
  })

  it('end at as many bytes as the emulator was told', async () => {
    await emulator.close()
    emulator = await startEmulator({ maxWorkspaceBytes: 4096 })
    const id = await acquire()
    expect(await upload(id, randomBytes(1024 * 1024))).toBe(413)
    const { body: signed } = await call(`POST /local-sandbox/${id}/upload-url`)
    const endless = new ReadableStream({ pull: (to) => to.enqueue(randomBytes(1000)) })
    const sent = { method: 'PUT', body: endless, duplex: 'half' } as const
    const answer = await emulator.fetch(new Request(String(signed['upload_url']), sent))
    expect(answer.status).toBe(413)
    expect(await upload(id, await archiveOf({ 'a.txt': 'x'.repeat(5000) }))).toBe(200)
    const { status, body } = await call(`POST /local-sandbox/${id}/initialize`)
    expect({ status, body }).toMatchObject({
      status: 413,
      body: { detail: expect.stringContaining('maxWorkspaceBytes') },
    })
    expect(await download(id)).toEqual({})
  })

  it('are reached by signed addresses only, and for half an hour', async () => {
    const id = await acquire()
    const { body } = await call(`POST /local-sandbox/${id}/upload-url`)
    const url = new URL(String(body['upload_url']))
    const forged = new URL(url)
    forged.searchParams.set('expires', String(Date.now() + 1e9))
    expect(await put(forged)).toBe(403)
    const other = new URL(url)
    other.pathname = other.pathname.replace(id, await acquire())
    expect(await put(other)).toBe(403)
    expect(await put(url)).toBe(200)
    emulator.advanceClock(30 * 60_000)
    expect(await put(url)).toBe(403)
  })
})
