import TinyQueue from 'tinyqueue'
import type { ShardRecord } from './machines-fleet.ts'
import { latencies } from './machines-service.ts'
import type { Shard, TestFile, Workload } from './machines-workload.ts'

interface Worker {
  readonly shard: number
  readonly asksAtMs: number
}

/**
 * What the best queue there could be would make of a workload: one line for all workers of all
 * machines, first come, first served, at no cost. No acquire, no release, no call that was in vain,
 * no time between the end of one file and the start of the next.
 */
export function idealQueue(workload: Workload, shards: readonly Shard[]): readonly ShardRecord[] {
  const files = shards.map((shard) => shard.files.values())
  const records = shards.map(({ startMs }) => ({
    startMs,
    endMs: startMs,
    firstMs: Number.POSITIVE_INFINITY,
    waits: [] as number[],
  }))
  const free = new TinyQueue<number>(Array<number>(workload.pool).fill(0))
  const line = new TinyQueue<Worker>([], (one, other) => one.asksAtMs - other.asksAtMs)
  for (const { index, startMs } of shards) {
    for (let n = 0; n < workload.workers; n++) line.push({ shard: index, asksAtMs: startMs })
  }
  for (let next = line.pop(); next !== undefined; next = line.pop()) {
    const { shard, asksAtMs } = next
    const file = files[shard]?.next().value
    const record = records[shard]
    if (file === undefined || record === undefined) continue
    const servedMs = Math.max(asksAtMs, free.pop() ?? 0)
    const doneMs = servedMs + workOf(file)
    record.waits.push(servedMs - asksAtMs)
    record.firstMs = Math.min(record.firstMs, servedMs)
    record.endMs = Math.max(record.endMs, doneMs)
    free.push(doneMs)
    line.push({ shard, asksAtMs: doneMs })
  }
  return records
}

/** How long a file has a sandbox at work: its tests, and a reset and a seed for each. */
export function workOf(file: TestFile): number {
  const careMs = latencies.reset + latencies.initialize
  return file.reduce((sum, testMs) => sum + careMs + testMs, 0)
}
