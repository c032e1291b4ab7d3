import { ApiError } from '../api-error.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { SandboxRegistry } from '../sandbox/sandbox-registry.ts'
import type { CloseSandbox } from './close-sandbox.ts'

/** A held sandbox for Close, with the Close data in it. */
export function heldClose(
  registry: SandboxRegistry,
  sandboxId: string,
): { readonly sandbox: Sandbox; readonly close: CloseSandbox } {
  const sandbox = registry.held('close', sandboxId)
  if (sandbox.close === undefined) throw new ApiError(500, 'Failed to open sandbox: no Close data')
  return { sandbox, close: sandbox.close }
}
