import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** What many machines are to do at a time. */
export interface Workload {
  readonly name: string
  /** Each on a machine of its own. */
  readonly shards: number
  /** Of each shard. */
  readonly workers: number
  /** How many sandboxes the account has for all of them. */
  readonly pool: number
  /** Of each worker, on the average. */
  readonly files: number
  /** Whether they are shards of one run, which know of each other, or jobs that do not. */
  readonly areOneRun: boolean
  /** Within which the shards start, evenly, in milliseconds. */
  readonly startWithinMs: number
}

/** A test file: how long each of its tests takes with its sandbox, in milliseconds. */
export type TestFile = readonly number[]

/** A shard with all that chance decides about it. */
export interface Shard {
  readonly index: number
  readonly startMs: number
  readonly files: readonly TestFile[]
  /** For whatever else chance decides, while the shard runs. */
  readonly random: () => number
}

const testsPerFile = 3
/** Half of the tests take longer; most, from a fifth to five times as long. */
const medianTestMs = 3000

/** The same seed gives the same shards. */
export function makeShards(workload: Workload, seed: number): readonly Shard[] {
  const { shards, workers, files, startWithinMs } = workload
  return Array.from({ length: shards }, (_, index) => {
    const random = randomFrom(seed * 1000 + index)
    const startMs = (startWithinMs * index) / shards
    const test = (): number => medianTestMs * Math.exp(0.8 * normal(random))
    const file = (): TestFile => Array.from({ length: testsPerFile }, test)
    return { index, startMs, random, files: Array.from({ length: workers * files }, file) }
  })
}

export function randomFrom(seed: number): () => number {
  const generator = xoroshiro128plus(seed)
  return () => uniformFloat32(generator)
}

/** Box and Muller's way from two even numbers to a normal one. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
