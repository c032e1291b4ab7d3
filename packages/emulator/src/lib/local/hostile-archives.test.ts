import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'

import { containedArchives, refusedArchives } from '@sandpit/hostile-archives'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { Workspace } from './workspace.ts'

const MOST_BYTES = 12 * 1024 * 1024
const refused = refusedArchives(MOST_BYTES)

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

it.each(Object.entries(containedArchives))('keeps %s inside', async (_what, archive) => {
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
