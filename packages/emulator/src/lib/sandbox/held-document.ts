import { ApiError } from '../http/api-error.ts'
import type { SandboxDocument } from './document.ts'
import type { SandboxPath } from './sandbox-path.ts'
import type { SandboxRegistry } from './sandbox-registry.ts'
import type { Sandbox } from './sandbox.ts'

/** A held sandbox for a system that the emulator does not know, with what is in it. */
export function heldDocument(
  registry: SandboxRegistry,
  path: SandboxPath,
  verb: 'initialize' | 'dump',
): { readonly sandbox: Sandbox; readonly document: SandboxDocument } {
  const sandbox = registry.held(path.server_name, path.sandbox_id)
  if (sandbox.status !== 'error') return { sandbox, document: sandbox.document }
  throw new ApiError(500, `Failed to ${verb} sandbox: its status is ${sandbox.status}`)
}
