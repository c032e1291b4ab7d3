import { SandpitError } from '@sandpit/client/errors'
import type { ToolCall } from '@sandpit/client/tool-call'
import type { Slot } from '../slots/slot.ts'

/** @throws SandpitError `read_only` for a slot that a read-only test has. */
export function refuseReadOnly(slot: Slot): Slot {
  if (slot.lease?.readOnly !== true) return slot
  const { server, sandbox } = slot
  throw new SandpitError(
    'read_only',
    `This test is marked read-only, but it changes its '${server}' sandbox. Remove \`readOnly\`, or put all the data that it needs into its seed.`,
    { server, sandboxId: sandbox.sandboxId },
  )
}

/**
 * Fails a read-only test some of whose calls were refused because they might have changed something.
 *
 * @throws SandpitError `read_only`
 */
export function refuseChanges({ server, sandbox }: Slot, refused: readonly ToolCall[]): void {
  if (refused.length === 0) return
  const shown = refused.slice(0, 5).map(describe).join(', ')
  const more = refused.length > 5 ? ` and ${refused.length - 5} more` : ''
  throw new SandpitError(
    'read_only',
    `This test is marked read-only, and its agent asked for changes of its '${server}' sandbox, which were refused: ${shown}${more}. Remove \`readOnly\`, or let the agent only read.`,
    { server, sandboxId: sandbox.sandboxId },
  )
}

function describe({ tool, arguments: given }: ToolCall): string {
  const shown = JSON.stringify(given) ?? ''
  return `${tool} ${shown.length > 100 ? `${shown.slice(0, 100)}...` : shown}`.trim()
}
