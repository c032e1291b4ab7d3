import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@sandpit/client'
import { startEmulator } from '@sandpit/emulator'
import { expect, it, onTestFinished, vi } from 'vitest'
import { Journal } from './journal.ts'
import { acquireTags } from './sandbox-tags.ts'
import { startReaper } from './reaper.ts'
import { createRunDirectory } from './run-directory.ts'

const runId = '0123456789ab'

it('tries again what the service refused, and ends', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'r-'))
  onTestFinished(() => rmSync(temporary, { recursive: true }))
  await using emulator = await startEmulator()
  const { apiKey, url: baseUrl } = emulator
  await using client = createClient({ apiKey, baseUrl })
  const { sandboxId } = await client.acquire('close', { tags: acquireTags(runId, 'a') })

  const directory = createRunDirectory(runId, temporary)
  const journal = new Journal(directory.journal)
  // Of a run on another machine: this process is not one that has just died.
  const [at, host, pid] = [new Date().toISOString(), 'another.invalid', 1]
  journal.write({ event: 'run', version: 1, runId, pid, host, at, baseUrl })
  journal.write({ event: 'acquiring', acquireId: 'a', server: 'close' })
  journal.write({ event: 'acquired', acquireId: 'a', sandboxId })
  journal.close()

  emulator.setFaults([{ operation: 'list', kind: 'error', status: 403, times: 1 }])
  const onEnd = vi.fn<() => void>()
  startReaper({ apiKey, baseUrl, directory }, onEnd).dismiss('held')
  await vi.waitUntil(() => onEnd.mock.calls.length > 0, { timeout: 15_000 })
  expect(emulator.calls()).toMatchObject({ list: 2, release: 1 })
  expect(emulator.sandboxes()).toMatchObject([{ status: 'idle' }])
})
