import { globSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@sandpit/client'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { mayMount, MountedDisk, occupied } from '@sandpit/fixture-projects'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { RunJournal } from '../record/run-journal.ts'
import { createRunDirectory } from '../record/run-directory.ts'
import { startRun, type Run } from './run.ts'

/** What is left in the folder of runs. */
function runsOn(disk: MountedDisk): readonly string[] {
  return globSync('sandpit-*/*', { cwd: disk.path })
}

function startOn(disk: MountedDisk, emulator: Emulator, workers: number): Promise<Run> {
  vi.stubEnv('TMPDIR', disk.path)
  const credentials = { apiKey: emulator.apiKey, baseUrl: emulator.url }
  const service = async () => ({ client: createClient(credentials), services: [] })
  return startRun({ workers, credentials, service })
}

// Only a real file system fails as one does; mounting one takes rights that not everybody has.
describe.runIf(mayMount)('a run on a full disk', () => {
  afterEach(() => void vi.unstubAllEnvs())

  it('acquires nothing that it could not write down before, and says what to set', async () => {
    using disk = new MountedDisk('size=4k')
    writeFileSync(join(disk.path, 'filling'), 'x'.repeat(4096))
    await using emulator = await startEmulator()
    const run = await startOn(disk, emulator, 1)
    await expect(run.link().hold('close')).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(/journal.* cannot be written to \(ENOSPC\).* set TMPDIR/),
    })
    expect((await run.end()).failures).toEqual([])
    expect(emulator.calls()).toMatchObject({ acquire: 0, list: 0 })
    expect(runsOn(disk)).toEqual([])
  })

  it('says so each time, and goes on once there is room', () => {
    using disk = new MountedDisk('size=4k')
    const filling = join(disk.path, 'filling')
    writeFileSync(filling, 'x'.repeat(4096))
    const runJournal = new RunJournal('0123456789ab', createRunDirectory('0123456789ab', disk.path))
    const record = (): void =>
      runJournal.record(
        { event: 'acquiring', acquireId: 'a', server: 'close' },
        { apiKey: 'key', baseUrl: 'http://127.0.0.1:9' },
      )
    expect(record).toThrow(/ENOSPC/)
    expect(record).toThrow(/ENOSPC/)
    rmSync(filling)
    record()
    runJournal.record({ event: 'refused', acquireId: 'a' }, { apiKey: 'key', baseUrl: '' })
    runJournal.close()
    expect(runsOn(disk)).toEqual([])
  })

  it('gives everything back when the disk fills up while it runs', async () => {
    using disk = new MountedDisk('size=8k')
    await using emulator = await startEmulator({ pools: { close: 40 } })
    const run = await startOn(disk, emulator, 40)
    await run.link().hold('close')
    writeFileSync(join(disk.path, 'filling'), 'x'.repeat(4096))
    // The journal has what is left of its first page: enough for some of them.
    const holds = Array.from({ length: 39 }, () => run.link().hold('close'))
    await expect.poll(() => occupied(emulator).length).toBeGreaterThan(10)
    const ended = run.end()
    expect((await Promise.allSettled(holds)).some(({ status }) => status === 'rejected')).toBe(true)
    expect((await ended).failures).toEqual([])
    expect(emulator.calls().acquire).toBeLessThan(40)
    expect(occupied(emulator)).toEqual([])
    await expect.poll(() => runsOn(disk), { timeout: 15_000 }).toEqual([])
  })

  it('does not start where no folder can be made', async () => {
    using disk = new MountedDisk('nr_inodes=1')
    await using emulator = await startEmulator()
    await expect(startOn(disk, emulator, 1)).rejects.toThrow(/\(ENOSPC\).* set TMPDIR/)
  })

  it('does not start where no socket can be made', async () => {
    using disk = new MountedDisk('nr_inodes=3')
    await using emulator = await startEmulator()
    await expect(startOn(disk, emulator, 1)).rejects.toThrow(/socket.*\(ENOSPC\); set TMPDIR/)
    expect(runsOn(disk)).toEqual([])
  })
})
