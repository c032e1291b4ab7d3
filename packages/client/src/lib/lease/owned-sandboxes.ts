import { SandpitError } from '../errors/sandpit-error.ts'
import { instanceIdOf } from '../wire/mcp-address.ts'
import type { AcquiredSandbox, SandboxDetails } from '../wire/sandbox.ts'
import { acquireTagName, isSameTag, tagOf } from './acquire-tag.ts'
import { mostLagMs } from './find-tagged.ts'

/** What a client knows of a sandbox that it acquired. */
export interface OwnedSandbox {
  readonly server: string
  readonly sandboxId: string
  /** Which MCP instance it was acquired with; a credential, and what a release is for. */
  readonly instanceId: string | undefined
  readonly acquireId: string
  readonly mayHaveTakenMore: boolean
  /** Until when, by the client's clock, the service may show what was before. */
  readonly showsAtMs: number
  /** When the service's time limit ends the lease, by the client's clock. */
  readonly endsAtMs: number
}

/** The time limit of an acquire that asks for none. Source: newer public document, `ttl_seconds`. */
const usualTtlSeconds = 7200

/** Whose a sandbox is by its details; `unclear` while the service may show what was before. */
export type Owner = 'ours' | 'others' | 'unclear'

/** The sandboxes that one client acquired and did not release. */
export class OwnedSandboxes {
  readonly #held = new Map<string, OwnedSandbox>()
  readonly #lost = new Set<OwnedSandbox>()

  add(sandbox: AcquiredSandbox, now: number, ttlSeconds: number = usualTtlSeconds): void {
    const { sandboxId, server, acquireId, mayHaveTakenMore, mcpUrl } = sandbox
    const instanceId = instanceIdOf(mcpUrl)
    const showsAtMs = now + mostLagMs
    const endsAtMs = now + ttlSeconds * 1000
    const lease = { server, sandboxId, instanceId, acquireId }
    this.#held.set(sandboxId, { ...lease, mayHaveTakenMore, showsAtMs, endsAtMs })
  }

  get(sandboxId: string): OwnedSandbox | undefined {
    return this.#held.get(sandboxId)
  }

  /** Whether it is held: not known to be somebody else's, and its time limit is not over. */
  isUsed(sandboxId: string, now: number): boolean {
    const held = this.#held.get(sandboxId)
    return held !== undefined && !this.#lost.has(held) && now < held.endsAtMs
  }

  /** Whether one of them that is used is behind this address, by its MCP instance. */
  isAtAddress(mcpUrl: string, now: number): boolean {
    const instanceId = instanceIdOf(mcpUrl)
    const behind = [...this.#held.values()].filter((held) => held.instanceId === instanceId)
    return instanceId !== undefined && behind.some(({ sandboxId }) => this.isUsed(sandboxId, now))
  }

  /** Another acquire may have been given the same sandbox since; that one is kept. */
  forget(held: OwnedSandbox): void {
    this.#lost.delete(held)
    if (this.#held.get(held.sandboxId) === held) this.#held.delete(held.sandboxId)
  }

  /** Whose a sandbox is; remembers that it is somebody else's. */
  judge(held: OwnedSandbox, details: SandboxDetails | undefined, now: number): Owner {
    const shown = details === undefined ? 'none' : shownLease(held, details)
    if (shown === 'ours' || shown === 'unknown') return 'ours'
    if (now < held.showsAtMs) return 'unclear'
    this.#lost.add(held)
    return 'others'
  }

  /** @throws SandpitError `taken_over` for a sandbox that is known to be somebody else's. */
  refuseLost(sandboxId: string): void {
    const held = this.#held.get(sandboxId)
    if (held !== undefined && this.#lost.has(held)) throw takenOver(held)
  }
}

/** A lease, as far as it is known. */
export interface KnownLease {
  readonly instanceId: string | undefined
  readonly acquireId: string | undefined
}

/** Whose lease a sandbox's details show; `unknown` where they show neither instance nor tag. */
export type ShownLease = 'ours' | 'others' | 'none' | 'unknown'

/**
 * Whose lease the details of a sandbox show. Another instance is another lease, also where the tag is
 * still ours: whoever acquires without tags may leave those that were there.
 */
export function shownLease(
  { instanceId, acquireId }: KnownLease,
  { status, mcpUrl, tags }: SandboxDetails,
): ShownLease {
  if (status === 'idle') return 'none'
  const instance = mcpUrl === undefined ? undefined : instanceIdOf(mcpUrl)
  const acquire = tagOf(tags, acquireTagName)
  const isInstanceKnown = instance !== undefined && instanceId !== undefined
  const isTagKnown = acquire !== undefined && acquireId !== undefined
  if (isInstanceKnown && instance !== instanceId) return 'others'
  if (isTagKnown && !isSameTag(acquire, acquireId)) return 'others'
  return isInstanceKnown || isTagKnown ? 'ours' : 'unknown'
}

export function takenOver({ server, sandboxId }: OwnedSandbox): SandpitError {
  return new SandpitError(
    'taken_over',
    `'${server}' sandbox ${sandboxId} belongs to somebody else by now: the service ended this lease ` +
      'and gave it away, by its time limit or because somebody released it. Nothing was done to it. ' +
      'Acquire another; a longer ttlSeconds keeps one longer.',
    { server, sandboxId },
  )
}

/** The service gave one sandbox twice: it is used by whoever has it, and by nobody else. */
export function givenTwice({ server, sandboxId, acquireId }: AcquiredSandbox): SandpitError {
  return new SandpitError(
    'conflict',
    `acquire for '${server}' gave sandbox ${sandboxId}, which this client holds already. It stays with ` +
      'its first lease; tell the service about it.',
    { operation: 'acquire', server, sandboxId, acquireId },
  )
}
