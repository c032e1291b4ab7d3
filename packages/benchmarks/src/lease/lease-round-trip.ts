import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createClient } from '@sandpit/client'
import { closeService } from '@sandpit/close/schema'
import { startEmulator } from '@sandpit/emulator'
import { startRun } from '@sandpit/lease'
import { type Measurement, printMeasurements } from '../measurement.ts'
import type { RoundTrips } from './lease-round-trip-worker.ts'

/** What a worker's begin and end cost over the two calls they make, from another process, as in a run. */
export async function measureLeaseRoundTrip(): Promise<readonly Measurement[]> {
  await using emulator = await startEmulator()
  const client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
  const run = await startRun({
    workers: 1,
    service: async () => ({ client, services: [closeService] }),
  })
  const { url, apiKey } = emulator
  const worker = fork(new URL('lease-round-trip-worker.js', import.meta.url), {
    env: { ...process.env, WORKER: JSON.stringify({ address: run.address, url, apiKey }) },
  })
  const [trips] = (await once(worker, 'message')) as [RoundTrips]
  worker.kill()
  await run.end()
  return [
    {
      name: 'a test: begin and end over raw reset and initialize',
      unit: 'ms',
      ...trips,
      value: trips.difference,
      atMost: 1,
    },
  ]
}

if (process.argv[1] === import.meta.filename) {
  printMeasurements('Leases', await measureLeaseRoundTrip())
}
