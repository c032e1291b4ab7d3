import type { ListedSandbox, SandboxClient } from '@sandpit/client'
import type { SandboxKind } from '../link/link.ts'
import type { Held } from '../record/journal.ts'
import type { SlotSandbox } from '../slots/slot.ts'

/** What an acquire asks for, and the tags that it carries. */
export interface AcquireOrder {
  readonly server: string
  readonly runId: string
  readonly acquireId: string
  readonly kind: SandboxKind | undefined
  /** Hears that the service may have taken another beside the one that it gave. */
  readonly onMore: () => void
}

/** What may be held; `isListed` where the service lists it as a run's that is over. */
export type MaybeHeld = Held & { readonly isListed?: true }

/** What became of what was recovered; `returned` where it was not held any more. */
export type Fate = 'given back' | 'returned'

/** How sandboxes are taken, found and given back: those of a server's pool, or local ones. */
export interface SandboxCalls {
  /** Whether they come from a pool that others take from too. */
  readonly isPooled: boolean
  /** @throws SandpitError `sandbox_broken` for one in state error, which is given back. */
  acquire(client: SandboxClient, order: AcquireOrder): Promise<SlotSandbox>
  /** Gives one back that this client acquired. */
  release(client: SandboxClient, held: Held, sandboxId: string): Promise<void>
  /** What an acquire without an answer took, if it took one; looks for as long as it may take. */
  find(client: SandboxClient, held: Held): Promise<string | undefined>
  /**
   * Gives one back that another client acquired, or nobody knows of. Looks at it first: the pool
   * hands ids out again, so what is not ours any more is left alone; and again after, for what a
   * service says that it released.
   */
  recover(client: SandboxClient, held: MaybeHeld, sandboxId: string): Promise<Fate>
  /** Everything that is listed under the key; undefined where the service has no list. */
  list(client: SandboxClient): Promise<readonly ListedSandbox[] | undefined>
}
