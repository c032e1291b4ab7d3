import { type PoolView, takenOf } from './pool-view.ts'
import { count } from '../text/amount.ts'

/** How many sandboxes of one server are wanted at a time. */
export interface Demand {
  readonly server: string
  /** Of this run. */
  readonly workers: number
  /** How many runs like this one go on at a time, this one included. */
  readonly shards: number
  /** How long each waits for its first, in milliseconds. */
  readonly waitMs: number
}

/**
 * Warns when more are wanted than there seem to be. Says nothing where the service lists none that
 * is idle: then what it lists is what is taken, and the pool may be of any size.
 */
export function warnOfSmallPool(demand: Demand, view: PoolView): string | undefined {
  const { server, workers, shards, waitMs } = demand
  const taken = takenOf(view)
  const listed = view.idle + taken
  const wanted = workers * shards
  if (view.idle === 0 || wanted <= listed) return undefined
  const who =
    shards === 1
      ? `The ${workers} workers of this run want`
      : `${shards} shards of ${count(workers, 'worker', 'workers')} want`
  return (
    `${who} ${wanted} '${server}' sandboxes at a time; the service lists ${listed} for this account, ` +
    `${taken} of them taken. If it has no more, which its API does not tell, ${count(wanted - listed, 'worker waits', 'workers wait')} ` +
    `until others are done, and a run that gets none fails after ${waitMs / 1000} s. ` +
    `Run ${advice(listed, shards)}, or raise \`waitMs\`.`
  )
}

function advice(listed: number, shards: number): string {
  const most = Math.max(1, Math.floor(listed / shards))
  const workers = count(most, 'worker', 'workers')
  if (shards === 1) return `with ${workers} at the most`
  const fewer = `${Math.max(1, Math.min(shards - 1, listed))} shards at a time at the most`
  return shards > listed ? fewer : `each shard with ${workers} at the most`
}
