import { SandpitError } from '@sandpit/client/errors'
import type { LeasePhase } from '../link/link.ts'
import type { Forecast } from '../size/forecast.ts'
import { Paces } from '../size/pace.ts'
import type { RunCounts } from './run-summary.ts'
import type { SandboxContents } from './sandbox-source.ts'
import { SeedGuess } from './seed-guess.ts'
import { type ParsedSeed, type Slot, startsWith } from './slot.ts'
import { equalContent } from './equal-content.ts'

/**
 * How often a sandbox is read to see that a reset, and a seed, did what the service said: the first
 * time on each sandbox, every time, or never.
 */
export type Verify = 'first' | 'always' | 'never'

/** @throws SandpitError `configuration` for what a config that nobody compiles may hold instead. */
export function refuseUnknownVerify(verify: string): void {
  if (['first', 'always', 'never'].includes(verify)) return
  throw new SandpitError(
    'configuration',
    `The run cannot start: \`verify\` is '${verify}'. Set it to 'first', 'always' or 'never'.`,
  )
}

/** What a test starts with, and what it promises. */
export interface TestStart {
  readonly seed: ParsedSeed | undefined
  readonly readOnly: boolean
}

export interface SlotCareOptions {
  readonly contents: SandboxContents
  readonly counts: RunCounts
  readonly verify?: Verify | undefined
  readonly paces?: Paces
  readonly forecast?: Forecast | undefined
}

/** Brings slots into the state a test starts with, by as few calls as that takes. */
export class SlotCare {
  readonly #contents: SandboxContents
  readonly #counts: RunCounts
  readonly #verify: Verify
  readonly #paces: Paces
  readonly #guess: SeedGuess

  constructor({
    contents,
    counts,
    verify = 'first',
    paces = new Paces(),
    forecast,
  }: SlotCareOptions) {
    this.#contents = contents
    this.#counts = counts
    this.#verify = verify
    this.#paces = paces
    this.#guess = new SeedGuess(contents, forecast)
  }

  /** Whether it is known what the next tests of a server want. */
  knowsSeeds(server: string): boolean {
    return this.#guess.isTold(server)
  }

  /** How many spares hide from so many users what it takes to make a server's sandbox ready. */
  sparesFor(server: string, users: number): number {
    return this.#paces.of(server).sparesFor(users, this.#guess.isWorthIt(server))
  }

  /** Makes a slot hold what a test wants and nothing else, and hands it out. */
  async prepare(
    slot: Slot,
    { seed, readOnly }: TestStart,
    onPhase?: (phase: LeasePhase) => void,
  ): Promise<void> {
    this.#guess.learn(slot, seed)
    slot.guess = undefined
    if (slot.state === 'broken') throw slot.flaw
    if (!startsWith(slot, seed)) {
      if (slot.state !== 'clean') {
        onPhase?.('reset')
        await this.#empty(slot)
      }
      if (seed !== undefined) {
        onPhase?.('seed')
        await this.#fill(slot, seed)
      }
    }
    // A baseline lasts from one read-only test to the next.
    if (readOnly) slot.baseline ??= await this.#snapshot(slot)
    else slot.baseline = undefined
    slot.lastSeed = seed
    slot.become('dirty')
  }

  /**
   * Whether a read-only test left its slot as it found it, so that the next may have it as it is;
   * false when nobody can tell. Throws `read_only` when it did not.
   */
  async isUnchanged(slot: Slot): Promise<boolean> {
    const { baseline } = slot
    if (baseline === undefined) return false
    const now = await this.#snapshot(slot)
    if (now === undefined) return false
    if (equalContent(baseline, now)) return true
    throw notReadOnly(slot, await this.#contents.changes(slot, baseline, now))
  }

  /** Takes a slot back that is proven to be as the test found it. */
  keep(slot: Slot): void {
    const { lastSeed } = slot
    slot.become(lastSeed === undefined ? 'clean' : 'seeded')
    slot.seedKey = lastSeed?.json
    this.#counts.unchanged++
  }

  /**
   * Empties a slot that no test has, and fills it with what the next test may want. Stops half-way
   * when somebody waits for it or the run is over.
   *
   * @param ready what other slots are filled with that a test may get
   */
  async refresh(
    slot: Slot,
    isWanted: () => boolean,
    ready: () => readonly ParsedSeed[] = () => [],
  ): Promise<void> {
    await this.#empty(slot)
    if (isWanted()) return
    const guess = await this.#guess.next(slot, ready())
    slot.guess = isWanted() ? undefined : guess
    if (slot.guess === undefined) return
    await this.#fill(slot, slot.guess)
  }

  /** Empties a slot before anybody asks for it. What goes wrong, whoever gets the slot is told. */
  async emptyAhead(slot: Slot): Promise<void> {
    if (slot.state !== 'dirty') return
    await this.#empty(slot).catch((error: unknown) => (slot.flaw = error))
  }

  async reset(slot: Slot): Promise<void> {
    if (slot.state === 'clean') return
    slot.baseline = undefined
    slot.become('resetting')
    try {
      await this.#contents.reset(slot)
    } catch (error) {
      slot.become('broken')
      throw error
    }
    slot.become('clean')
    this.#counts.resets++
  }

  /** Adds to what a test's slot holds. */
  async add(slot: Slot, seed: ParsedSeed): Promise<void> {
    await this.#contents.seed(slot, seed)
    this.#counts.seeds++
  }

  async #empty(slot: Slot): Promise<void> {
    // A new sandbox is empty without a reset, which says nothing about its resets.
    if (slot.state === 'clean') return
    const started = performance.now()
    await this.reset(slot)
    if (this.#isDoubted(slot.verified.empty)) await this.#expect(slot, undefined)
    slot.verified.empty = true
    this.#paces.of(slot.server).took('reset', performance.now() - started)
  }

  async #fill(slot: Slot, seed: ParsedSeed): Promise<void> {
    const started = performance.now()
    slot.become('seeding')
    try {
      await this.#contents.seed(slot, seed)
    } catch (error) {
      // Part of the seed may be stored, so the next test needs a reset at least.
      slot.become(isBreakage(error) ? 'broken' : 'dirty')
      throw error
    }
    slot.become('seeded')
    slot.seedKey = seed.json
    this.#counts.seeds++
    if (this.#isDoubted(slot.verified.seeded)) await this.#expect(slot, seed)
    slot.verified.seeded = true
    this.#paces.of(slot.server).took('seed', performance.now() - started)
  }

  #isDoubted(wasRight: boolean): boolean {
    return this.#verify === 'always' || (this.#verify === 'first' && !wasRight)
  }

  /** A sandbox that is not as the service said is given back. */
  async #expect(slot: Slot, seed: ParsedSeed | undefined): Promise<void> {
    const differences = await this.#look(slot, seed)
    if (differences.length === 0) return
    slot.become('broken')
    this.#counts.unclean++
    throw notAsSeeded(slot, seed, differences)
  }

  /** A sandbox that cannot be read is reset, like any other. */
  async #snapshot(slot: Slot): Promise<unknown> {
    return this.#contents.snapshot(slot).catch(() => undefined)
  }

  async #look(slot: Slot, seed: ParsedSeed | undefined): Promise<readonly string[]> {
    try {
      return await this.#contents.differences(slot, seed?.value)
    } catch (error) {
      // Nobody knows what it holds.
      slot.become('broken')
      throw error
    }
  }
}

function notAsSeeded(
  { server, sandbox: { sandboxId } }: Slot,
  seed: ParsedSeed | undefined,
  differences: readonly string[],
): SandpitError {
  const after = seed === undefined ? 'a reset left data behind' : 'it does not hold its seed'
  const shown = differences.slice(0, 5).join('; ')
  return new SandpitError(
    'sandbox_broken',
    `'${server}' sandbox ${sandboxId} is not what a test may start with: ${after} (${shown}). It goes back to the service, and another takes its place.`,
    { server, sandboxId },
  )
}

function notReadOnly(
  { server, sandbox: { sandboxId } }: Slot,
  changes: readonly string[],
): SandpitError {
  const shown = changes.slice(0, 5).join('; ') || 'something that its service cannot name'
  return new SandpitError(
    'read_only',
    `This test is marked read-only, and changed its '${server}' sandbox: ${shown}. Remove \`readOnly\`, so that the tests after it start with a reset.`,
    { server, sandboxId },
  )
}

function isBreakage(error: unknown): boolean {
  const codes: readonly string[] = ['sandbox_broken', 'not_found', 'conflict']
  return error instanceof SandpitError && codes.includes(error.code)
}
