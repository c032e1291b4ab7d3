import { createHash } from 'node:crypto'
import type { Forecast, WantedSeed } from '../size/forecast.ts'
import type { Measured } from '../size/pace.ts'
import type { LearnedRun } from './learned-run.ts'
import type { Memory } from './memory.ts'
import { mostTests, SeedPlan, type Strand } from './seed-plan.ts'
import { sparesWorth } from './spares-worth.ts'

/** What a broker tells of a server when its run is over. */
export interface ServerOutcome extends Measured {
  /** How many spares the pool let the run keep, where that was fewer than it asked for. */
  readonly allowedSpares?: number | undefined
}

export interface LearnerOptions {
  /** What earlier runs learned; read when the first test asks. Never rejects. */
  readonly memory: () => Promise<Memory>
  /** Names what is learned about a server's sandboxes, for later runs of the same kind. */
  readonly subject: (server: string) => string
  readonly workers: number
}

/** Tells a broker what its tests will want, by what the last run's wanted; and learns for the next. */
export class Learner implements Forecast {
  readonly #options: LearnerOptions
  readonly #servers = new Map<string, ServerLearner>()
  #reading: Promise<void> | undefined
  #memory: Memory = []

  constructor(options: LearnerOptions) {
    this.#options = options
  }

  ready(): Promise<void> {
    this.#reading ??= this.#options.memory().then((memory) => void (this.#memory = memory))
    return this.#reading
  }

  spares(server: string): number {
    const { last } = this.#of(server)
    return last === undefined ? 0 : sparesWorth(last, this.#options.workers)
  }

  knowsSeeds(server: string): boolean {
    return this.#of(server).knowsSeeds
  }

  nextSeed(server: string, filled: readonly WantedSeed[]): WantedSeed | 'unknown' | undefined {
    return this.#of(server).nextSeed(filled)
  }

  wanted(server: string, seed: WantedSeed | undefined, worker: object): void {
    this.#of(server).wanted(seed, worker)
  }

  left(worker: object): void {
    for (const learner of this.#servers.values()) learner.left(worker)
  }

  /** What this run learned, for the next. */
  learned(outcomes: ReadonlyMap<string, ServerOutcome>): Memory {
    return [...this.#servers].map(([server, learner]) =>
      learner.learned(this.#options.subject(server), outcomes.get(server)),
    )
  }

  #of(server: string): ServerLearner {
    const known = this.#servers.get(server)
    if (known !== undefined) return known
    const subject = this.#options.subject(server)
    const last = this.#memory.find((run) => run.subject === subject)
    const learner = new ServerLearner(last, this.#options.workers)
    this.#servers.set(server, learner)
    return learner
  }
}

/** What is known of one server's tests, and what is seen of them. */
class ServerLearner {
  readonly last: LearnedRun | undefined
  readonly #plan: SeedPlan | undefined
  readonly #workers: number
  /** What this run has seen, by digest: nothing of a seed is kept beyond a run but that. */
  readonly #contents = new Map<string, WantedSeed>()
  /** What the tests of each file or worker wanted, in the order in which those began. */
  readonly #strands: string[][] = []
  readonly #ofWorker = new Map<object, string[]>()
  #tests = 0
  #mostWorkers = 0

  constructor(last: LearnedRun | undefined, workers: number) {
    this.last = last
    this.#workers = workers
    if (last !== undefined && last.seeds.length > 0) this.#plan = new SeedPlan(strandsOf(last))
  }

  get knowsSeeds(): boolean {
    return this.#plan?.isTrusted === true
  }

  nextSeed(filled: readonly WantedSeed[]): WantedSeed | 'unknown' | undefined {
    if (this.#plan === undefined || !this.knowsSeeds) return undefined
    const next = this.#plan.next(filled.map(digestOf), this.#workers)
    // All that was planned is there; should more come, it is like the last.
    if (next === undefined) return undefined
    return this.#contents.get(next) ?? 'unknown'
  }

  wanted(seed: WantedSeed | undefined, worker: object): void {
    this.#tests++
    const strand = this.#ofWorker.get(worker) ?? this.#begin(worker)
    if (seed === undefined) return
    const digest = digestOf(seed)
    this.#contents.set(digest, seed)
    this.#plan?.wanted(digest, worker)
    strand.push(digest)
  }

  left(worker: object): void {
    this.#plan?.left(worker)
    this.#ofWorker.delete(worker)
  }

  learned(subject: string, outcome: Partial<ServerOutcome> = {}): LearnedRun {
    return {
      subject,
      ...whole(outcome),
      tests: this.#tests,
      workers: this.#mostWorkers,
      ...indexed(this.#strands),
    }
  }

  #begin(worker: object): string[] {
    const strand: string[] = []
    this.#strands.push(strand)
    this.#ofWorker.set(worker, strand)
    this.#mostWorkers = Math.max(this.#mostWorkers, this.#ofWorker.size)
    return strand
  }
}

function digestOf({ json }: WantedSeed): string {
  return createHash('sha256').update(json).digest('hex').slice(0, 16)
}

function strandsOf({ seeds, strands }: LearnedRun): readonly Strand[] {
  return strands.map((strand) => strand.flatMap((index) => seeds[index] ?? []))
}

/** Strands by the places of their seeds in a list that has each once; the first tests, if they are many. */
function indexed(strands: readonly Strand[]): Pick<LearnedRun, 'seeds' | 'strands'> {
  const places = new Map<string, number>()
  let left = mostTests
  const placed = strands.map((strand) => {
    const kept = strand.slice(0, left)
    left -= kept.length
    return kept.map((digest) => {
      const place = places.get(digest) ?? places.size
      places.set(digest, place)
      return place
    })
  })
  return { seeds: [...places.keys()], strands: placed.filter((strand) => strand.length > 0) }
}

/** In whole milliseconds, without what was not measured. */
function whole(outcome: Partial<ServerOutcome>): Partial<ServerOutcome> {
  const { acquireMs, resetMs, seedMs, testMs, allowedSpares } = outcome
  const known = Object.entries({ acquireMs, resetMs, seedMs, testMs, allowedSpares }).flatMap(
    ([name, value]) => (value === undefined ? [] : [[name, Math.round(value)]]),
  )
  return Object.fromEntries(known) as Partial<ServerOutcome>
}
