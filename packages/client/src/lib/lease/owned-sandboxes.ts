import { SandpitError } from '../errors/sandpit-error.ts'
import { instanceIdOf } from '../wire/mcp-address.ts'
import type { AcquiredSandbox, SandboxDetails } from '../wire/sandbox.ts'
import { acquireTagName, tagOf } from './acquire-tag.ts'
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

  /** Another acquire may have been given the same sandbox since; that one is kept. */
  forget(held: OwnedSandbox): void {
    this.#lost.delete(held)
    if (this.#held.get(held.sandboxId) === held) this.#held.delete(held.sandboxId)
  }

  /** Whose a sandbox is; remembers that it is somebody else's. */
  judge(held: OwnedSandbox, details: SandboxDetails | undefined, now: number): Owner {
    if (details !== undefined && !isOthers(held, details)) return 'ours'
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

/** Whether the details show another lease than ours: its instance, its tag, or none at all. */
function isOthers(
  { instanceId, acquireId }: OwnedSandbox,
  { status, mcpUrl, tags }: SandboxDetails,
): boolean {
  const instance = mcpUrl === undefined ? undefined : instanceIdOf(mcpUrl)
  const acquire = tagOf(tags, acquireTagName)
  return (
    status === 'idle' ||
    (instance !== undefined && instanceId !== undefined && instance !== instanceId) ||
    (acquire !== undefined && acquire !== acquireId)
  )
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
