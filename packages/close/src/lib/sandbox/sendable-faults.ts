import { SandpitError } from '@sandpit/client/errors'
import type { CallFault } from '@sandpit/client/tool-call'
import type { CloseTools } from '../tools/close-tools.ts'

/** A call of one of Close's tools that goes wrong because a test wants it to. */
export type CloseFault = CallFault & { readonly tool?: keyof CloseTools }

/**
 * Faults whose tools there are: one for a tool that nobody calls would strike nothing.
 *
 * @throws SandpitError `configuration` for a tool that there is not
 *
 * @example
 * ```ts
 * import { sendableFaults } from '@sandpit/close/sandbox'
 *
 * await sendableFaults([{ kind: 'hang', tool: 'close_create_task' }])
 * ```
 */
export async function sendableFaults(faults: readonly CloseFault[]): Promise<readonly CallFault[]> {
  if (!Array.isArray(faults)) {
    throw new SandpitError('configuration', `faults are a list, not ${typeof faults}.`)
  }
  if (faults.length > 0) {
    const { refuseUnknownTool } = await import('@sandpit/close/compare')
    for (const fault of faults) if (isOfTool(fault)) refuseUnknownTool(fault.tool)
  }
  return faults
}

/** What is no fault at all, or for an undefined tool, is refused where all faults are read. */
function isOfTool(fault: unknown): fault is { readonly tool: unknown } {
  return typeof fault === 'object' && fault !== null && 'tool' in fault && fault.tool !== undefined
}
