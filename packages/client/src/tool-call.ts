export type { CallFault, FaultPlace } from './lib/tools/call-fault.ts'
export type { CallOutcome, ToolCall } from './lib/tools/tool-call.ts'
