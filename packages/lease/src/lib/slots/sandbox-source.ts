import type { SandpitError } from '@sandpit/client/errors'
import type { ParsedSeed, Slot, SlotSandbox } from './slot.ts'

/** What an acquire has to know of the run it is for. */
export interface AcquireContext {
  /** Ends the wait between two tries; a call that is under way is always let finish. */
  readonly signal: AbortSignal
  /** How many other sandboxes of the server the run has at this moment. */
  readonly others: () => number
  /** How many the run has or asks for, this one included. */
  readonly live: () => number
  /** Whether anybody still waits for it. */
  readonly isWanted: () => boolean
  /** How many workers the run has. */
  readonly workers: number
  /**
   * Nobody waits for it: the pool is asked once, and its last idle sandbox is left to others.
   */
  readonly isSpare: boolean
}

/** Works on what a run's sandboxes hold. */
export interface SandboxContents {
  /** Parses what a test declares; rejects with `invalid_seed` before any call is made. */
  parseSeed(server: string, value: unknown): Promise<ParsedSeed>
  reset(slot: Slot): Promise<void>
  seed(slot: Slot, seed: ParsedSeed): Promise<void>
  /** Reads what it holds; a local sandbox's workspace, into a folder. */
  dump(slot: Slot, into?: string): Promise<unknown>
  /** What the slot holds besides the seed, or lacks of it, a line each; none when that cannot be told. */
  differences(slot: Slot, seed: unknown): Promise<readonly string[]>
  /** Everything the slot holds, to be compared; undefined where the service cannot tell. */
  snapshot(slot: Slot): Promise<unknown>
  /** What is not the same in two snapshots of a slot, a line each, as far as that can be told. */
  changes(slot: Slot, before: unknown, after: unknown): Promise<readonly string[]>
}

/** Where a run's sandboxes come from and go back to. */
export interface SandboxPool {
  acquire(slot: Slot, context: AcquireContext): Promise<SlotSandbox>
  /** Gives a sandbox back; one that was found to be somebody else's by now is left alone. */
  release(slot: Slot): Promise<'given back' | 'taken over'>
  /** Whether others may be waiting for a server's sandboxes, as far as this run can tell. */
  isScarce(server: string): boolean
  /**
   * Whether it is time to give one of a server's sandboxes to them; answers so once for each.
   *
   * @param share how much the run has of what it wants, from 0 to 1
   */
  takesOneForOthers(server: string, share: number): boolean
  /** Whether others use a server's pool, and the service shows none that is idle for them. */
  isShort(server: string): Promise<boolean>
  /** Says who holds a server's sandboxes, in a sentence. */
  holders(server: string): Promise<string>
  /**
   * Gives back what acquires and releases without a certain answer may have left, when nothing is
   * taken any more; answers with what it could not.
   */
  settle(): Promise<readonly SandpitError[]>
}

/** Where sandboxes come from, and who works on them. */
export interface SandboxSource {
  readonly pool: SandboxPool
  readonly contents: SandboxContents
}
