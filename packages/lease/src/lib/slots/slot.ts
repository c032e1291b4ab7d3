import { randomUUID } from 'node:crypto'
import type { Holder } from './holder.ts'
import { type Lease, mayPass, type Tenure } from './tenure.ts'

/**
 * What a sandbox holds between its acquire and its release.
 *
 * `clean` is empty, `seeded` holds a seed and nothing else, `dirty` was in the hands of a
 * test, and is `clean` or `seeded` again only by a reset or by the proof that the test changed nothing.
 */
export type SlotState =
  | 'acquiring'
  | 'clean'
  | 'seeding'
  | 'seeded'
  | 'dirty'
  | 'resetting'
  | 'broken'
  | 'releasing'
  | 'released'

const next: Readonly<Record<SlotState, readonly SlotState[]>> = {
  acquiring: ['clean', 'released'],
  clean: ['seeding', 'dirty', 'releasing', 'broken'],
  seeding: ['seeded', 'dirty', 'broken'],
  seeded: ['dirty', 'resetting', 'releasing', 'broken'],
  dirty: ['clean', 'seeded', 'resetting', 'releasing'],
  resetting: ['clean', 'broken'],
  broken: ['resetting', 'releasing'],
  releasing: ['released'],
  released: [],
}

/** What the service gave for a slot. */
export interface SlotSandbox {
  readonly sandboxId: string
  readonly mcpUrl: string
  readonly mcpUrls?: Readonly<Record<string, string>>
}

/** A seed that its source has parsed, as data and as JSON, which equal seeds share. */
export interface ParsedSeed {
  readonly value: unknown
  readonly json: string
}

/** One sandbox of a run: who has it, what is in it, and the work queued on it. */
export class Slot {
  readonly server: string
  /** Tags the acquire, so that its sandbox can be found when the answer is lost. */
  readonly acquireId: string = randomUUID()
  #tenure: Tenure = { is: 'arriving' }
  #state: SlotState = 'acquiring'
  #sandbox: SlotSandbox | undefined
  #work: Promise<unknown> = Promise.resolve()
  #queued = 0
  /** The `parallelIndex` of the worker that had it last. */
  parallelIndex: string | undefined
  /** What it holds while it is `seeded`. */
  seedKey: string | undefined
  /** What its last test started with. */
  lastSeed: ParsedSeed | undefined
  /** It was acquired for a worker that has not asked for it yet. */
  isAhead = false
  /** What broke it while nobody had it. */
  flaw: unknown
  /** What it is filled with, or about to be, before any test asks for that. */
  guess: ParsedSeed | undefined
  /** Everything in it before read-only tests had it, as long as they are proven to be so. */
  baseline: unknown
  /** Whether its first reset, and its first seed, were found to have worked. */
  readonly verified: { empty: boolean; seeded: boolean } = { empty: false, seeded: false }
  /** How many tests in a row took another, though this one was free. */
  passedOver = 0

  constructor(server: string) {
    this.server = server
  }

  /** Who has it. */
  get tenure(): Tenure {
    return this.#tenure
  }

  /** Whoever has it or keeps it, if that is a worker. */
  get holder(): Holder | undefined {
    return 'holder' in this.#tenure ? this.#tenure.holder : undefined
  }

  /** The lease of the test that has it. */
  get lease(): Lease | undefined {
    return this.#tenure.is === 'leased' ? this.#tenure.lease : undefined
  }

  /** Gives it to somebody else. */
  pass(to: Tenure): void {
    if (!mayPass(this.#tenure, to)) {
      throw new Error(`a slot that is ${this.#tenure.is} cannot become ${to.is}`)
    }
    this.#tenure = to
  }

  get state(): SlotState {
    return this.#state
  }

  /** What the service gave; only a slot that is past `acquiring` has it. */
  get sandbox(): SlotSandbox {
    if (this.#sandbox === undefined) throw new Error(`a slot that is ${this.#state} has no sandbox`)
    return this.#sandbox
  }

  land(sandbox: SlotSandbox): void {
    this.become('clean')
    this.#sandbox = sandbox
  }

  become(state: SlotState): void {
    if (!next[this.#state].includes(state)) {
      throw new Error(`a slot that is ${this.#state} cannot become ${state}`)
    }
    this.#state = state
  }

  /** Runs work after all earlier work on this slot, so that no two calls meet on one sandbox. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    this.#queued++
    const result = this.#work.then(work, work).finally(() => this.#queued--)
    this.#work = result.catch(() => {})
    return result
  }

  /** Whether nothing is under way or queued on it. */
  get quiet(): boolean {
    return this.#queued === 0
  }
}

/** Whether a slot is as a test with this seed wants it, without any call. */
export function startsWith(slot: Slot, seed: ParsedSeed | undefined): boolean {
  if (seed === undefined) return slot.state === 'clean'
  return slot.state === 'seeded' && slot.seedKey === seed.json
}

/** Whether a slot is on its way back to the service, or there. */
export function isLost({ tenure }: Slot): boolean {
  return tenure.is === 'leaving' || tenure.is === 'gone'
}
