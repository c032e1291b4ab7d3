import type { ToolCall } from '@sandpit/client/tool-call'
import type { CloseData } from '../data/close-data.ts'
import { CloseSandbox } from './close-sandbox.ts'
import type { MatcherLimits } from './matcher-time.ts'

/** A sandbox that keeps what it is filled with here; what the service would fill in stays away. */
export function sandboxInMemory(
  seed: CloseData = {},
  limits?: MatcherLimits,
  calls: readonly ToolCall[] = [],
): CloseSandbox {
  let state: CloseData[] = [seed]
  return new CloseSandbox(
    {
      sandboxId: 'sandbox',
      mcpUrl: 'mcp',
      calls: async () => calls,
      transcript: async () => '',
      setFaults: async () => {},
      reset: async () => void (state = []),
      add: async (more) => void state.push(more),
      dump: async () => ({ leads: state.flatMap((each) => each.leads ?? []) }),
    },
    seed,
    limits,
  )
}
