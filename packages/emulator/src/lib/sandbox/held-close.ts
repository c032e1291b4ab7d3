import type { EmulatedClose } from '../close/close-sandbox.ts'
import { ApiError } from '../http/api-error.ts'
import type { SandboxRegistry } from './sandbox-registry.ts'
import type { Sandbox } from './sandbox.ts'

/**
 * A held sandbox for Close, with the Close data in it, for `verb`ing it. One in `error` gets 500,
 * in the form that is recorded for a dump that failed.
 */
export function heldClose(
  registry: SandboxRegistry,
  sandboxId: string,
  verb: 'initialize' | 'dump',
): { readonly sandbox: Sandbox; readonly close: EmulatedClose } {
  const sandbox = registry.held('close', sandboxId)
  const { close, status } = sandbox
  if (close !== undefined && status !== 'error') return { sandbox, close }
  throw new ApiError(500, `Failed to ${verb} sandbox: its status is ${status}`)
}
