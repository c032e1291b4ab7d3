import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@sandpit/client'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { JournalEntry } from './journal.ts'
import { acquireTags } from './sandbox-tags.ts'
import { RunJournal } from './run-journal.ts'
import { createRunDirectory, type RunDirectory } from './run-directory.ts'

const runId = '0123456789ab'
const acquiring = { event: 'acquiring', acquireId: 'a', server: 'close' } as const

describe.runIf(process.platform === 'linux')('RunJournal', () => {
  let temporary = ''
  let directory: RunDirectory
  let emulator: Emulator
  let runJournal: RunJournal
  let record: (entry: JournalEntry) => void
  let acquired: JournalEntry
  beforeEach(async () => {
    temporary = mkdtempSync(join(tmpdir(), 'k-'))
    directory = createRunDirectory(runId, temporary)
    emulator = await startEmulator()
    const credentials = { apiKey: emulator.apiKey, baseUrl: emulator.url }
    runJournal = new RunJournal(runId, directory)
    record = (entry) => runJournal.record(entry, credentials)
    await using client = createClient(credentials)
    const { sandboxId } = await client.acquire('close', { tags: acquireTags(runId, 'a') })
    acquired = { event: 'acquired', acquireId: 'a', sandboxId }
  })
  afterEach(async () => {
    await vi.waitUntil(() => reapers().length === 0, { timeout: 15_000 })
    await emulator.close()
    rmSync(temporary, { recursive: true, force: true })
  })

  it('starts another reaper when one is killed while the run goes on', async () => {
    record(acquiring)
    record(acquired)
    const [first = 0] = reapers()
    process.kill(first, 'SIGKILL')
    await expect.poll(reapers, { timeout: 5000 }).toEqual([expect.not.toBeOneOf([first])])
    runJournal.close()
  })

  it('removes the record when everything is given back, whether a reaper lives or not', async () => {
    record(acquiring)
    record(acquired)
    record({ event: 'released', acquireId: 'a' })
    runJournal.close()
    expect(existsSync(directory.path)).toBe(false)
  })

  it('leaves the record of what is still held to the reaper', () => {
    record(acquiring)
    record(acquired)
    runJournal.close()
    expect(existsSync(directory.journal)).toBe(true)
  })
})

describe.skipIf(process.platform === 'win32')(
  'a run without a reaper, as on the embedded emulator',
  () => {
    it.each(['SIGTERM', 'SIGHUP'] as const)(
      'leaves no folder behind when %s ends it',
      async (signal) => {
        const temporary = mkdtempSync(join(tmpdir(), 'k-'))
        const script = `
      const { RunJournal } = await import(${JSON.stringify(import.meta.resolve('./run-journal.ts'))})
      const { createRunDirectory } = await import(${JSON.stringify(import.meta.resolve('./run-directory.ts'))})
      const directory = createRunDirectory('${runId}', ${JSON.stringify(temporary)})
      new RunJournal('${runId}', directory)
      console.log(directory.path)
      setInterval(() => {}, 1000)`
        const run = spawn(process.execPath, ['--input-type=module', '--eval', script])
        const [path] = (await once(run.stdout, 'data')) as [Buffer]
        expect(existsSync(String(path).trim())).toBe(true)
        run.kill(signal)
        expect(await once(run, 'exit')).toEqual([null, signal])
        expect(existsSync(String(path).trim())).toBe(false)
        rmSync(temporary, { recursive: true })
      },
    )
  },
)

/** This process's children are its reapers; a file of tests has a process of its own. */
function reapers(): readonly number[] {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8')
  return children.split(' ').filter(Boolean).map(Number)
}
