import { randomUUID } from 'node:crypto'

/**
 * Where a sandbox is between its acquire and its release.
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

/** A seed that its service has parsed, with a key that equal seeds share. */
export interface ParsedSeed {
  readonly value: unknown
  readonly key: string
}

/** Somebody who asks for slots: a worker's link, for as long as it is open. */
export interface Holder {
  /** Which of the runner's places for workers it has, where that is known. */
  readonly parallelIndex: string | undefined
}

/** One place in a run for one sandbox: its state, who holds it, and the work queued on it. */
export class Slot {
  readonly server: string
  /** Tags the acquire, so that its sandbox can be found when the answer is lost. */
  readonly acquireId: string = randomUUID()
  #state: SlotState = 'acquiring'
  #sandbox: SlotSandbox | undefined
  #work: Promise<unknown> = Promise.resolve()
  #queued = 0
  /** The link that keeps this slot between its tests. */
  holder: Holder | undefined
  /** The place of the worker that had it last. */
  parallelIndex: string | undefined
  /** What it holds while it is `seeded`. */
  seedKey: string | undefined
  /** What its last test started with. */
  lastSeed: ParsedSeed | undefined
  /** Everything in it before read-only tests had it, as long as they are proven to be so. */
  baseline: unknown
  /** Whether its first reset, and its first seed, were found to have worked. */
  readonly verified: { empty: boolean; seeded: boolean } = { empty: false, seeded: false }
  /** How many tests in a row took another, though this one was free. */
  passedOver = 0
  /** Somebody uses it now: a test, or the broker on a test's behalf. */
  busy = true

  constructor(server: string) {
    this.server = server
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
  return slot.state === 'seeded' && slot.seedKey === seed.key
}
