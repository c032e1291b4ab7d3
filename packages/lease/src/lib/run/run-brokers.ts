import type { Broker, DrainReport, MeasuredUse } from '../broker/broker.ts'
import type { Link, LinkedWorker, SandboxKind } from '../link/link.ts'
import { noCounts, type RunSummary } from '../slots/run-summary.ts'

/**
 * A run's brokers, one for each kind that its workers have: sandboxes of one account, benchmark or
 * service cannot stand in for those of another.
 */
export class RunBrokers {
  readonly #create: (kind: SandboxKind) => Broker
  readonly #brokers = new Map<string, Broker>()

  constructor(create: (kind: SandboxKind) => Broker) {
    this.#create = create
  }

  get summary(): RunSummary {
    return [...this.#brokers.values()].map((broker) => broker.summary).reduce(added, noCounts())
  }

  /** What calls and tests took, by server; of several kinds of one, those of the first. */
  get measured(): ReadonlyMap<string, MeasuredUse> {
    return new Map(
      [...this.#brokers.values()].toReversed().flatMap((broker) => [...broker.measured]),
    )
  }

  /** Opens a worker's way to the broker that has the kind it wants. */
  link(worker: LinkedWorker = {}): Link {
    const broker = this.#of(worker.kind ?? {})
    const { parallelIndex } = worker
    if (parallelIndex !== undefined)
      for (const other of this.#brokers.values()) if (other !== broker) other.leave(parallelIndex)
    return broker.link(worker)
  }

  async drain(): Promise<DrainReport> {
    const reports = await Promise.all([...this.#brokers.values()].map((broker) => broker.drain()))
    return { failures: reports.flatMap(({ failures }) => failures) }
  }

  #of(kind: SandboxKind): Broker {
    const entries = Object.entries(kind).toSorted(([one], [other]) => one.localeCompare(other))
    const key = JSON.stringify(entries)
    const broker = this.#brokers.get(key) ?? this.#create(kind)
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
