import { mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalSandboxLease, type SandboxClient, unlistedServer } from '@sandpit/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, type RunningSubject, subjects } from './subjects.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

describe.each(subjects)('local sandboxes of $name', (subject) => {
  let running: RunningSubject
  let client: SandboxClient
  let machine: LocalSandboxLease
  let home = ''

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'sandpit-conformance-'))
    running = await subject.start()
    client = clientOf(running)
    machine = await client.local.lease(['filesystem', 'git'])
  })

  afterAll(async () => {
    await machine.release()
    await client.close()
    await running[Symbol.asyncDispose]()
    await rm(home, { recursive: true, force: true })
  })

  it('run the servers that were asked for, each at an address of its own', async () => {
    const servers = machine.servers.map(({ server }) => server)
    expect(new Set(servers)).toEqual(new Set(['filesystem', 'git']))
    const addresses = new Set(machine.servers.map(({ mcpUrl }) => mcpUrl))
    expect(addresses.size).toBe(2)
    expect(addresses).not.toContain(undefined)
  })

  it('are got and listed', async () => {
    const got = await client.local.get(machine.localSandboxId)
    expect(got.servers.map(({ id }) => id)).toEqual(machine.servers.map(({ id }) => id))
    const listed = await client.local.list()
    expect(listed.map(({ localSandboxId }) => localSandboxId)).toContain(machine.localSandboxId)
  })

  it('bring back the workspace that was uploaded', async () => {
    const source = join(home, 'source')
    await mkdir(join(source, 'deep/er'), { recursive: true })
    await writeFile(join(source, 'deep/er/words.txt'), 'words')
    await symlink('deep/er/words.txt', join(source, 'alias'))
    expect(await machine.uploadWorkspace(source)).toBe('occupied')

    const target = join(home, 'target')
    await machine.downloadWorkspace(target)
    expect(await readFile(join(target, 'deep/er/words.txt'), 'utf8')).toBe('words')
    expect(await readlink(join(target, 'alias'))).toBe('deep/er/words.txt')
  })

  it('hold nothing of it after a reset', async () => {
    await machine.reset()
    const target = join(home, 'after')
    await machine.downloadWorkspace(target)
    await expect(readFile(join(target, 'deep/er/words.txt'))).rejects.toMatchObject({
      code: 'ENOENT',
    })
  })

  it('are all there are when all are asked for', async () => {
    await using all = await client.local.lease('ALL')
    const servers = all.servers.map(({ server }) => server)
    expect(servers).toEqual(expect.arrayContaining(['filesystem', 'terminal', 'excel']))
  })

  it('are refused when their server is not known, naming the place', async () => {
    const call = client.local.acquire([unlistedServer('filesytem')])
    await expect(call).rejects.toMatchObject({ code: 'validation' })
    await expect(call).rejects.toThrow('server_names')
  })

  it('are unknown when they are not there, which a release takes for done', async () => {
    await expect(client.local.get(nobody)).rejects.toMatchObject({ code: 'not_found' })
    await expect(client.local.release(nobody)).resolves.toBeUndefined()
  })
})
