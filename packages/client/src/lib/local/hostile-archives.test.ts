import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { containedArchives, refusedArchives } from '@sandpit/hostile-archives'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClient } from '../client/sandbox-client.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import type { Transport } from '../transport/transport.ts'

const mostBytes = 2 ** 20

/** What was unpacked before a fault may stay. */
const archives = { ...refusedArchives(mostBytes), ...containedArchives }

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
