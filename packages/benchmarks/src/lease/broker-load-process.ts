import { createClient } from '@sandpit/client'
import { closeService } from '@sandpit/close/schema'
import { startRun } from '@sandpit/lease'
import type { BrokerAddress } from '@sandpit/lease/link'

/** What a broker's process has used so far. */
export interface BrokerUse {
  readonly cpuMs: number
  /** What is left on the heap when all garbage is collected. */
  readonly heapMiB: number
}

/** What the process answers, in the order in which it is asked. */
export interface BrokerAnswers {
  readonly start: BrokerAddress
  readonly use: BrokerUse
}

/** A runner's main process with nothing in it but the broker of a run on the hosted service. */
const {
  url: baseUrl,
  apiKey,
  workers,
} = JSON.parse(process.env['BROKER'] ?? '{}') as {
  url: string
  apiKey: string
  workers: number
}
const client = createClient({ apiKey, baseUrl })
const run = await startRun({
  workers,
  service: async () => ({ client, services: [closeService] }),
  credentials: { apiKey, baseUrl },
})

process.on('message', (asked: 'use' | 'end') => {
  if (asked === 'use') process.send?.(use())
  else void run.end().then(() => process.disconnect())
})
process.send?.(run.address satisfies BrokerAnswers['start'])

function use(): BrokerAnswers['use'] {
  // Before the collector runs, which no run would have it do.
  const { user, system } = process.cpuUsage()
  globalThis.gc?.()
  const heapMiB = process.memoryUsage().heapUsed / 2 ** 20
  return { cpuMs: (user + system) / 1000, heapMiB }
}
