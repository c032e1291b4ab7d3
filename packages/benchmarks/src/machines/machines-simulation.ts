import { runShard, type ShardRecord, warmUp } from './machines-fleet.ts'
import { idealQueue, workOf } from './machines-ideal.ts'
import { PoolService } from './machines-service.ts'
import { makeShards, randomFrom, type Workload } from './machines-workload.ts'
import { inVirtualTime } from './virtual-time.ts'

/** A workload, as it went and as it would have gone at best. */
export interface Simulation {
  readonly workload: Workload
  readonly ours: Outcome
  readonly ideal: Outcome
  /** Acquires that were sent, for each sandbox that came of one. */
  readonly callsPerSandbox: number
  /** The most acquires that were sent in one second. */
  readonly peakCalls: number
}

/** What became of a workload. Times are in seconds. */
export interface Outcome {
  /** From the first shard's start to the last one's end. */
  readonly tookS: number
  /** The part of that in which the pool's sandboxes were at work for a test, from 0 to 1. */
  readonly use: number
  /** What files waited for a sandbox. */
  readonly waits: Spread
  /** What shards waited for their first sandbox. */
  readonly firsts: Spread
  /** How evenly the shards' times lie, by Jain's index: 1 when all took as long. */
  readonly fairness: number
}

export interface Spread {
  readonly median: number
  readonly p99: number
  readonly most: number
}

/** Runs a workload in virtual time, on the code that real runs have in their main process. */
export async function simulate(workload: Workload, seed: number): Promise<Simulation> {
  const shards = makeShards(workload, seed)
  const service = new PoolService(workload.pool, randomFrom(seed))
  await warmUp(service)
  const run = (): Promise<ShardRecord[]> =>
    Promise.all(shards.map((shard) => runShard(shard, workload, service)))
  const records = await inVirtualTime(run)
  if (!service.isWhole) throw new Error('sandboxes were not given back')
  const workMs = sum(shards.flatMap(({ files }) => files.map(workOf)))
  const { acquire, granted } = service.calls
  return {
    workload,
    ours: outcomeOf(workload, workMs, records),
    ideal: outcomeOf(workload, workMs, idealQueue(workload, shards)),
    callsPerSandbox: acquire / granted,
    peakCalls: service.peak,
  }
}

function outcomeOf({ pool }: Workload, workMs: number, records: readonly ShardRecord[]): Outcome {
  const tookMs = Math.max(...records.map(({ endMs }) => endMs))
  const spans = records.map(({ startMs, endMs }) => endMs - startMs)
  return {
    tookS: tookMs / 1000,
    use: workMs / (pool * tookMs),
    waits: spreadOf(records.flatMap(({ waits }) => waits)),
    firsts: spreadOf(records.map(({ startMs, firstMs }) => firstMs - startMs)),
    fairness: sum(spans) ** 2 / (spans.length * sum(spans.map((span) => span ** 2))),
  }
}

function spreadOf(valuesMs: readonly number[]): Spread {
  const sorted = valuesMs.toSorted((one, other) => one - other)
  const at = (part: number): number => (sorted[Math.ceil(sorted.length * part) - 1] ?? 0) / 1000
  return { median: at(0.5), p99: at(0.99), most: at(1) }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
