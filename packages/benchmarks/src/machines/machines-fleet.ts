import { createClient } from '@sandpit/client'
import { defineService } from '@sandpit/client/service'
import { Broker, ServiceSource } from '@sandpit/lease/broker'
import type { Link } from '@sandpit/lease/link'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { PoolService } from './machines-service.ts'
import type { Shard, TestFile, Workload } from './machines-workload.ts'

/** What became of a shard, on a machine or in a queue; in milliseconds since the first of them started. */
export interface ShardRecord {
  readonly startMs: number
  readonly endMs: number
  /** When it had its first sandbox. */
  readonly firstMs: number
  /** From a file's wish for a sandbox until it had one; a time for each file. */
  readonly waits: readonly number[]
}

const system = defineService({ server: 'close', seed: z.unknown(), dump: z.unknown() })
const seed = { leads: [{ name: 'CloudScale' }] }

/** Runs one shard on the code that a run has in its main process: a broker, its source, a client. */
export async function runShard(
  shard: Shard,
  workload: Workload,
  service: PoolService,
): Promise<ShardRecord> {
  const { workers } = workload
  await sleep(shard.startMs)
  const startMs = performance.now()
  const broker = brokerOf(shard, workload, service)
  const files = shard.files.values()
  const waits: number[] = []
  let firstMs = Number.POSITIVE_INFINITY
  const onServed = (waitedMs: number): void => {
    waits.push(waitedMs)
    firstMs = Math.min(firstMs, performance.now())
  }
  const worker = async (): Promise<void> => {
    // One iterator for all of them, so each takes the next file that nobody has taken.
    for (const file of files) await runFile(broker.link(), file, onServed)
  }
  await Promise.all(Array.from({ length: workers }, worker))
  const { failures } = await broker.drain()
  if (failures.length > 0) throw new AggregateError(failures, 'sandboxes were left behind')
  return { startMs, endMs: performance.now(), firstMs, waits }
}

function brokerOf(
  { index, random }: Shard,
  { workers, shards, areOneRun }: Workload,
  { transport }: PoolService,
): Broker {
  const client = createClient({ apiKey: 'key', baseUrl: 'https://api.test', transport, random })
  const source = new ServiceSource({
    runId: `shard-${index}`,
    service: async () => ({ client, services: [system] }),
    record: () => {},
    waitMs: Number.POSITIVE_INFINITY,
    random,
    sharing: () => ({
      turns: { take: async () => () => {} },
      shards: areOneRun ? shards : 1,
      onSmallPool: undefined,
    }),
  })
  return new Broker({ source, workers })
}

/** Runs a file as the adapters do. */
async function runFile(
  link: Link,
  file: TestFile,
  onServed: (waitedMs: number) => void,
): Promise<void> {
  const asked = performance.now()
  await link.hold('close')
  onServed(performance.now() - asked)
  for (const testMs of file) {
    const { leaseId } = await link.begin({ server: 'close', seed })
    await sleep(testMs)
    link.end(leaseId, 'returned')
  }
  await link.letGo()
  await link.close()
}

/** Loads what a client loads with its first call, which virtual time would not wait for. */
export async function warmUp({ transport }: PoolService): Promise<void> {
  await createClient({ apiKey: 'key', baseUrl: 'https://api.test', transport }).list()
}
