import { createClient } from '@sandpit/client'
import { closeService } from '@sandpit/close/schema'
import { startEmulator } from '@sandpit/emulator'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { endRun } from './end-run.ts'
import { type Run, startRun } from './run.ts'

afterEach(() => void vi.useRealTimers())

const notice =
  '1 sandbox is still to be given back, 5 s after the last test: the service has not answered yet.'

async function runWithSandbox(url: string, apiKey: string): Promise<Run> {
  const client = createClient({ apiKey, baseUrl: url })
  const run = await startRun({
    workers: 1,
    service: async () => ({ client, services: [closeService] }),
  })
  await run.link().hold('close')
  return run
}

describe('endRun', () => {
  it('says what it waits for when that takes long', async () => {
    await using emulator = await startEmulator({ latencyMs: { release: 200 } })
    const run = await runWithSandbox(emulator.url, emulator.apiKey)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const said: string[] = []
    const ended = endRun(run, (line) => said.push(line))
    vi.advanceTimersByTime(5000)
    vi.useRealTimers()
    expect((await ended).failures).toEqual([])
    expect(said).toEqual([notice])
  })

  it('says nothing otherwise', async () => {
    await using emulator = await startEmulator()
    const run = await runWithSandbox(emulator.url, emulator.apiKey)
    const say = vi.fn<(notice: string) => void>()
    await endRun(run, say)
    expect(say).not.toHaveBeenCalled()
  })
})
