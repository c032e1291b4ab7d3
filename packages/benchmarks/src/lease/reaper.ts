import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmulator } from '@sandpit/emulator'
import { median, type Measurement, printMeasurements } from '../measurement.ts'

const workers = 16
const latencyMs = { acquire: 1000, initialize: 400, reset: 300, release: 200 }
const rounds = Number(process.env['SANDPIT_BENCH_ROUNDS'] ?? 5)

/** From the death of a run's main process to the last of its sandboxes being back in the pool. */
export async function measureReaper(): Promise<readonly Measurement[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await killHoldingRun())
  return [
    { name: 'median', ours: median(times), atMost: undefined },
    { name: 'slowest', ours: Math.max(...times), atMost: 3000 },
  ].map(({ name, ours, atMost }) => ({
    name: `${workers} sandboxes back after SIGKILL, beside one release: ${name}`,
    unit: 'ms' as const,
    ours,
    theirs: latencyMs.release,
    value: ours,
    atMost,
  }))
}

async function killHoldingRun(): Promise<number> {
  await using emulator = await startEmulator({ pools: { close: workers }, latencyMs })
  const orders = { workers, apiKey: emulator.apiKey, baseUrl: emulator.url }
  const run = fork(new URL('reaper-run.js', import.meta.url), {
    env: { ...process.env, RUN: JSON.stringify(orders) },
  })
  await once(run, 'message')
  const killedAt = performance.now()
  run.kill('SIGKILL')
  while (emulator.sandboxes().some(({ status }) => status === 'occupied')) await sleep(5)
  return performance.now() - killedAt
}

if (process.argv[1] === import.meta.filename) {
  printMeasurements('Reaper', await measureReaper())
}
