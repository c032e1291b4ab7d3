import type { SandboxRegistry } from '../sandbox/sandbox-registry.ts'
import type { SandboxStatus } from '../sandbox/sandbox.ts'
import type { ServerName } from '../sandbox/server-name.ts'
import { shownTags } from '../sandbox/shown-tags.ts'

/** A sandbox as the emulator sees it. Its address and credentials are left out: they are secrets. */
export interface EmulatedSandbox {
  readonly sandboxId: string
  readonly server: ServerName
  readonly status: SandboxStatus
  /** Whatever tags its holder gave it. */
  readonly tags: Readonly<Record<string, unknown>> | readonly string[] | undefined
}

/** Every sandbox that has been needed so far, those back in the pool included. */
export function emulatedSandboxes(registry: SandboxRegistry): readonly EmulatedSandbox[] {
  return registry.all().map((sandbox) => ({
    sandboxId: sandbox.id,
    server: sandbox.server,
    status: sandbox.status,
    tags: shownTags(sandbox.lease) ?? undefined,
  }))
}
