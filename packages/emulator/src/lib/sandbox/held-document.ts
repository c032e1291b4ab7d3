import { ApiError } from '../http/api-error.ts'
import type { SandboxDocument } from '../systems/document.ts'
import type { SandboxRegistry } from './sandbox-registry.ts'
import type { Sandbox } from './sandbox.ts'
import type { ServerName } from './server-name.ts'

/** A held sandbox for a system other than Close, with what is in it. */
export function heldDocument(
  registry: SandboxRegistry,
  server: string,
  id: string,
  verb: 'initialize' | 'dump',
): { readonly sandbox: Sandbox; readonly document: SandboxDocument } {
  const sandbox = registry.held(server as ServerName, id)
  if (sandbox.status !== 'error') return { sandbox, document: sandbox.document }
  throw new ApiError(500, `Failed to ${verb} sandbox: its status is ${sandbox.status}`)
}
