import type { ListedSandbox, LocalSandboxDetails, SandboxClient } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import type { Held } from '../record/journal.ts'
import type { SlotSandbox } from '../slots/slot.ts'
import { releaseErroneous } from './broken-sandbox.ts'
import type { Fate, SandboxCalls } from './sandbox-calls.ts'

/** Takes local sandboxes, which come from no pool and carry no tag, and gives them back. */
export class LocalCalls implements SandboxCalls {
  readonly isPooled = false
  readonly #servers: readonly string[] | 'ALL'

  constructor(servers: readonly string[] | 'ALL') {
    this.#servers = servers
  }

  async acquire(client: SandboxClient): Promise<SlotSandbox> {
    // The names were checked where the test was declared; the service has the last word on them.
    const acquired = await client.local.acquire(this.#servers as 'ALL')
    const { localSandboxId: sandboxId } = acquired
    if (acquired.status !== 'error') return { sandboxId, mcpUrl: '', mcpUrls: addresses(acquired) }
    await releaseErroneous({ sandboxId }, () => client.local.release(sandboxId))
    throw new SandpitError(
      'sandbox_broken',
      `The service gave local sandbox ${sandboxId} in state error, and the sandbox was given back. Try again; if it happens again, report it to the service.`,
      { sandboxId, operation: 'acquire' },
    )
  }

  release(client: SandboxClient, _held: Held, sandboxId: string): Promise<void> {
    return client.local.release(sandboxId)
  }

  /** A local sandbox is made for its acquire, and its id is nobody else's later. */
  async recover(client: SandboxClient, _held: Held, sandboxId: string): Promise<Fate> {
    await client.local.release(sandboxId)
    return 'given back'
  }

  async find(): Promise<undefined> {
    throw new SandpitError('not_found', 'A local sandbox carries no tag to find it by.')
  }

  async list(client: SandboxClient): Promise<readonly ListedSandbox[]> {
    return (await client.local.list()).map(asListed)
  }
}

function addresses({ servers }: LocalSandboxDetails): Record<string, string> {
  const named = servers.map(({ server, mcpUrl }) => [server, mcpUrl] as const)
  return Object.fromEntries(named.filter((pair): pair is [string, string] => pair.every(Boolean)))
}

function asListed(local: LocalSandboxDetails): ListedSandbox {
  const { localSandboxId: sandboxId, status = 'occupied', benchmark } = local
  return { sandboxId, server: 'local', status, benchmark, tags: undefined, updatedAt: undefined }
}
