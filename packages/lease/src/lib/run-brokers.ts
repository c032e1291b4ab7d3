import type { Broker, DrainReport } from './broker.ts'
import type { Link, LinkedWorker, WorkerWish } from './link.ts'
import { noCounts, type RunSummary } from './run-summary.ts'

/**
 * A run's brokers, one for each wish that its workers have: sandboxes of one account, benchmark or
 * service cannot stand in for those of another.
 */
export class RunBrokers {
  readonly #create: (wish: WorkerWish) => Broker
  readonly #brokers = new Map<string, Broker>()

  constructor(create: (wish: WorkerWish) => Broker) {
    this.#create = create
  }

  get summary(): RunSummary {
    return [...this.#brokers.values()].map((broker) => broker.summary).reduce(added, noCounts())
  }

  /** Opens a worker's way to the broker that has what it wishes for. */
  link(worker: LinkedWorker = {}): Link {
    const broker = this.#of(worker.wish ?? {})
    const { place } = worker
    if (place !== undefined)
      for (const other of this.#brokers.values()) if (other !== broker) other.leave(place)
    return broker.link(worker)
  }

  async drain(): Promise<DrainReport> {
    const reports = await Promise.all([...this.#brokers.values()].map((broker) => broker.drain()))
    return { failures: reports.flatMap(({ failures }) => failures) }
  }

  #of(wish: WorkerWish): Broker {
    const entries = Object.entries(wish).toSorted(([one], [other]) => one.localeCompare(other))
    const key = JSON.stringify(entries)
    const broker = this.#brokers.get(key) ?? this.#create(wish)
    this.#brokers.set(key, broker)
    return broker
  }
}

function added(one: RunSummary, other: RunSummary): RunSummary {
  const counts = Object.entries(one).map(([name, value]) => [
    name,
    Number(value) + other[name as keyof RunSummary],
  ])
  return Object.fromEntries(counts) as RunSummary
}
